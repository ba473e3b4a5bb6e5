use bindery_model::{Api, Json, Rule, Schema, SchemaRef};

/// A rule table in one line.
pub(crate) fn of(api: &Api, schema: &Schema) -> String {
    let rules: Vec<String> = schema.rules.iter().map(|rule| rule_text(api, rule)).collect();
    format!("{{{}}}", rules.join("; "))
}

pub(crate) fn reference(api: &Api, schema: &SchemaRef) -> String {
    match schema {
        SchemaRef::Named(id) => api.type_def(*id).name.to_string(),
        SchemaRef::Inline(schema) => of(api, schema),
    }
}

pub(crate) fn values(values: &[Json]) -> String {
    let texts: Vec<String> = values.iter().map(Json::to_text).collect();
    texts.join(" ")
}

fn rule_text(api: &Api, rule: &Rule) -> String {
    let list = |name: &str, schemas: &[SchemaRef]| {
        let schemas: Vec<String> = schemas.iter().map(|schema| reference(api, schema)).collect();
        format!("{name} {}", schemas.join(", "))
    };
    let named = |name: &str, schemas: &[(String, SchemaRef)]| {
        let schemas: Vec<String> = schemas
            .iter()
            .map(|(name, schema)| format!("{name}: {}", reference(api, schema)))
            .collect();
        format!("{name} {}", schemas.join(", "))
    };
    let remaining = |name: &str, schema: &Option<SchemaRef>| match schema {
        Some(schema) => format!("{name} {}", reference(api, schema)),
        None => format!("{name} none"),
    };
    match rule {
        Rule::Type(types) => {
            let names: Vec<String> = types
                .iter()
                .map(|json_type| format!("{json_type:?}").to_lowercase())
                .collect();
            names.join("|")
        }
        Rule::Enum(allowed) => format!("enum {}", values(allowed)),
        Rule::Required(names) => format!("required {}", names.join(" ")),
        Rule::Properties(schemas) => named("properties", schemas),
        Rule::PatternProperties(schemas) => named("patterns", schemas),
        Rule::AdditionalProperties(schema) => remaining("additional", schema),
        Rule::UnevaluatedProperties(schema) => remaining("unevaluated", schema),
        Rule::UnevaluatedItems(schema) => remaining("unevaluated items", schema),
        Rule::PropertyNames(schema) => format!("names {}", reference(api, schema)),
        Rule::DependentSchemas(schemas) => named("dependent", schemas),
        Rule::DependentRequired(dependent) => {
            let each = dependent
                .iter()
                .map(|(name, others)| format!("{name}: {}", others.join(" ")));
            format!("dependent {}", each.collect::<Vec<_>>().join(", "))
        }
        Rule::Contains(contains) => {
            let most = contains.most.map_or_else(String::new, |most| most.to_string());
            let schema = reference(api, &contains.schema);
            format!("contains {}..{most} {schema}", contains.least)
        }
        Rule::If(conditional) => {
            let branch = |name: &str, schema: &Option<SchemaRef>| match schema {
                Some(schema) => format!(" {name} {}", reference(api, schema)),
                None => String::new(),
            };
            let condition = reference(api, &conditional.condition);
            let (then, otherwise) = (
                branch("then", &conditional.then),
                branch("else", &conditional.otherwise),
            );
            format!("if {condition}{then}{otherwise}")
        }
        Rule::Items(schema) => remaining("items", schema),
        Rule::PrefixItems(schemas) => list("prefix", schemas),
        Rule::AllOf(schemas) => list("all of", schemas),
        Rule::AnyOf(schemas) => list("any of", schemas),
        Rule::OneOf(schemas) => list("one of", schemas),
        Rule::Not(schema) => format!("not {}", reference(api, schema)),
        Rule::Resource(anchors) => {
            let anchors = anchors
                .iter()
                .map(|(name, schema)| format!("{name} {}", reference(api, schema)));
            format!("resource {}", anchors.collect::<Vec<_>>().join(", "))
        }
        Rule::DynamicRef { anchor, initially } => {
            format!("dynamic {anchor} or {}", reference(api, initially))
        }
        Rule::Pattern(pattern) => format!("pattern {pattern}"),
        Rule::Minimum(number) => format!(">= {}", number.0),
        Rule::Maximum(number) => format!("<= {}", number.0),
        Rule::ExclusiveMinimum(number) => format!("> {}", number.0),
        Rule::ExclusiveMaximum(number) => format!("< {}", number.0),
        Rule::MultipleOf(number) => format!("multiple of {}", number.0),
        other => format!("{other:?}"),
    }
}
