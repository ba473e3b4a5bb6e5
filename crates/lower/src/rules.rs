//! What a schema demands, as the table that validation reads.

use bindery_document::Cursor;
use bindery_model::{Json, JsonType, Number, Rule, Schema, SchemaRef};

use crate::collect::{is_nullable, is_only_nullable};
use crate::json_types::Types;
use crate::keywords;
use crate::lowering::Lowering;
use crate::primitive;
use crate::type_table::Node;
use crate::view::{Part, Seed};

/// How deep schemas in place may nest.
const DEEPEST: usize = 150;

impl<'d> Lowering<'d> {
    /// What the schema at `schema` demands, by name where it has a type of its own.
    pub(crate) fn schema_ref(&mut self, schema: &Cursor<'d>) -> SchemaRef {
        if let Some(id) = self.types.referred(schema).or_else(|| self.types.item(schema)) {
            return SchemaRef::Named(id);
        }
        if schema.is_reference() && !self.restricts_beside_reference(schema) {
            return self.schema_ref_of_target(schema);
        }
        SchemaRef::Inline(self.rules_of(schema))
    }

    /// What all schemas of a seed demand.
    pub(crate) fn rules_of_seed(&mut self, seed: &Seed<'d>) -> Schema {
        if let Some(schema) = seed.single() {
            return self.rules_of(schema);
        }
        let mut parts = Vec::new();
        if seed.types != Types::ALL {
            parts.push(inline(vec![Rule::Type(seed.types.to_json_types())]));
        }
        for part in &seed.parts {
            parts.push(match part {
                Part::Whole(schema) => self.schema_ref(schema),
                Part::WithoutChoices(schema) => SchemaRef::Inline(self.rules_without_choices(schema)),
            });
        }
        Schema {
            rules: vec![Rule::AllOf(parts)],
        }
    }

    /// What the schema at `schema` demands, spelled out.
    pub(crate) fn rules_of(&mut self, schema: &Cursor<'d>) -> Schema {
        if self.rule_path.len() >= DEEPEST {
            return Schema::default();
        }
        self.rule_path.push(Node::of(schema));
        let rules = self.keywords_of(schema, |_| true);
        self.rule_path.pop();
        rules
    }

    fn rules_without_choices(&mut self, schema: &Cursor<'d>) -> Schema {
        self.keywords_of(schema, |keyword| !matches!(keyword, "oneOf" | "anyOf"))
    }

    /// Whether members beside a `$ref` restrict values, too.
    pub(crate) fn restricts_beside_reference(&self, schema: &Cursor<'d>) -> bool {
        let mut beside = schema.members().filter(|(name, _)| *name != "$ref");
        self.reads_beside_references() && beside.any(|(name, value)| keywords::restricts(name, &value))
    }

    fn schema_ref_of_target(&mut self, reference: &Cursor<'d>) -> SchemaRef {
        match self.target_of(reference) {
            Some(target) => SchemaRef::Named(self.named(&target)),
            None => inline(Vec::new()),
        }
    }

    fn keywords_of(&mut self, schema: &Cursor<'d>, wanted: impl Fn(&str) -> bool) -> Schema {
        match schema.value() {
            Json::Bool(false) => {
                return Schema {
                    rules: vec![Rule::Not(inline(Vec::new()))],
                };
            }
            Json::Object(_) => {}
            _ => return Schema::default(),
        }
        let mut rules = Vec::new();
        if schema.is_reference() {
            rules.push(Rule::AllOf(vec![self.schema_ref_of_target(schema)]));
            if !self.reads_beside_references() {
                return Schema { rules };
            }
        }
        for (keyword, value) in schema.members().filter(|(keyword, _)| wanted(keyword)) {
            self.keyword(schema, keyword, &value, &mut rules);
        }
        self.nullable(schema, rules)
    }

    fn keyword(&mut self, schema: &Cursor<'d>, keyword: &str, value: &Cursor<'d>, rules: &mut Vec<Rule>) {
        let rule = match keyword {
            "type" => self.type_rule(schema),
            "enum" => self.literals_of(schema).map(Rule::Enum),
            "const" if schema.get("enum").is_none() => self.literals_of(schema).map(Rule::Enum),
            "required" => names_of(value).map(Rule::Required),
            "properties" => self.named_schemas(value).map(Rule::Properties),
            "patternProperties" => self.named_schemas(value).map(Rule::PatternProperties),
            "additionalProperties" => self.remaining(value).map(Rule::AdditionalProperties),
            "unevaluatedProperties" => self.unevaluated(schema, value),
            "items" => self.remaining(value).map(Rule::Items),
            "prefixItems" => self.schemas(value).map(Rule::PrefixItems),
            "allOf" => self.parts(value).map(Rule::AllOf),
            "anyOf" => self.branches_of(value).map(Rule::AnyOf),
            "oneOf" => self.branches_of(value).map(Rule::OneOf),
            "not" => Some(Rule::Not(self.schema_ref(value))),
            "if" => self.conditional(schema, value),
            "format" => value
                .as_str()
                .and_then(|name| primitive::format(name, self.types_in(schema)))
                .map(Rule::Format),
            "pattern" => self.pattern(value),
            _ => self.number_rule(schema, keyword, value),
        };
        rules.extend(rule);
    }

    fn type_rule(&mut self, schema: &Cursor<'d>) -> Option<Rule> {
        let types = self.types_in(schema)?;
        let types = if is_nullable(schema) {
            types.or(Types::NULL)
        } else {
            types
        };
        Some(Rule::Type(types.to_json_types()))
    }

    /// `nullable` adds a type; where there is no `type` to add it to, it is a way around the rest:
    /// `{nullable: true, allOf: [$ref]}` is written to mean the reference or null.
    fn nullable(&mut self, schema: &Cursor<'d>, rules: Vec<Rule>) -> Schema {
        let combines = |rule: &Rule| matches!(rule, Rule::AllOf(_) | Rule::AnyOf(_) | Rule::OneOf(_));
        if !is_nullable(schema) || !rules.iter().any(combines) {
            return Schema { rules };
        }
        let null = inline(vec![Rule::Type(vec![JsonType::Null])]);
        Schema {
            rules: vec![Rule::AnyOf(vec![null, inline(rules)])],
        }
    }

    fn named_schemas(&mut self, members: &Cursor<'d>) -> Option<Vec<(String, SchemaRef)>> {
        let members = members.is_object().then(|| members.members())?;
        Some(
            members
                .map(|(name, schema)| (name.to_owned(), self.schema_ref(&schema)))
                .collect(),
        )
    }

    fn schemas(&mut self, list: &Cursor<'d>) -> Option<Vec<SchemaRef>> {
        let mut items = list.items().peekable();
        items.peek()?;
        Some(items.map(|schema| self.schema_ref(&schema)).collect())
    }

    /// The branches of a choice, of which one may only say `nullable`.
    fn branches_of(&mut self, list: &Cursor<'d>) -> Option<Vec<SchemaRef>> {
        let mut branches = list.items().peekable();
        branches.peek()?;
        let mut schema = |branch: Cursor<'d>| match is_only_nullable(&branch) {
            true => inline(vec![Rule::Type(vec![JsonType::Null])]),
            false => self.schema_ref(&branch),
        };
        Some(branches.map(&mut schema).collect())
    }

    /// A part that lists, in its `oneOf`, the schema that is made of it: the choice is made there.
    fn parts(&mut self, list: &Cursor<'d>) -> Option<Vec<SchemaRef>> {
        let mut items = list.items().peekable();
        items.peek()?;
        Some(
            items
                .map(|part| match self.base_that_lists(&part) {
                    Some(base) => SchemaRef::Inline(self.rules_without_choices(&base)),
                    None => self.schema_ref(&part),
                })
                .collect(),
        )
    }

    fn base_that_lists(&self, part: &Cursor<'d>) -> Option<Cursor<'d>> {
        let base = part.is_reference().then(|| self.resolved(part))??;
        let lists = ["oneOf", "anyOf"].iter().filter_map(|keyword| base.get(keyword));
        let mut branches = lists.flat_map(|list| list.items()).filter(Cursor::is_reference);
        branches
            .any(|branch| {
                let target = self.resolved(&branch);
                target.is_some_and(|target| self.rule_path.contains(&Node::of(&target)))
            })
            .then_some(base)
    }

    /// `additionalProperties` and `items`: nothing for `true`, none for `false`.
    fn remaining(&mut self, value: &Cursor<'d>) -> Option<Option<SchemaRef>> {
        match value.value() {
            Json::Bool(false) => Some(None),
            Json::Object(members) if !members.is_empty() => Some(Some(self.schema_ref(value))),
            _ => None,
        }
    }

    /// `unevaluatedProperties: false`: what no part declares is refused.
    fn unevaluated(&mut self, schema: &Cursor<'d>, value: &Cursor<'d>) -> Option<Rule> {
        let closed = value.as_bool() == Some(false);
        // A branch of a choice may declare more than is known here.
        let view = self.view_of_schema(schema);
        if !closed
            || !view.choices.is_empty()
            || schema.get("if").is_some()
            || schema.get("dependentSchemas").is_some()
        {
            return None;
        }
        let any = |name: &str| (name.to_owned(), inline(Vec::new()));
        let rules = vec![
            Rule::Properties(
                view.properties
                    .iter()
                    .map(|property| any(property.name))
                    .collect(),
            ),
            Rule::PatternProperties(view.patterns.iter().map(|(pattern, _)| any(pattern)).collect()),
            Rule::AdditionalProperties(None),
        ];
        Some(Rule::AllOf(vec![inline(rules)]))
    }

    /// `if` without what it is there for says nothing; otherwise both implications hold.
    fn conditional(&mut self, schema: &Cursor<'d>, condition: &Cursor<'d>) -> Option<Rule> {
        let mut holds = Vec::new();
        if let Some(then) = schema.get("then") {
            let unless = inline(vec![Rule::Not(self.schema_ref(condition))]);
            holds.push(inline(vec![Rule::AnyOf(vec![unless, self.schema_ref(&then)])]));
        }
        if let Some(otherwise) = schema.get("else") {
            let when = self.schema_ref(condition);
            holds.push(inline(vec![Rule::AnyOf(vec![when, self.schema_ref(&otherwise)])]));
        }
        (!holds.is_empty()).then_some(Rule::AllOf(holds))
    }

    fn pattern(&mut self, value: &Cursor<'d>) -> Option<Rule> {
        match value.as_str() {
            Some(pattern) => Some(Rule::Pattern(pattern.to_owned())),
            None => self.bad_keyword(value, "`pattern` is a regular expression in a string", "a string"),
        }
    }

    fn number_rule(&mut self, schema: &Cursor<'d>, keyword: &str, value: &Cursor<'d>) -> Option<Rule> {
        let count: Option<fn(u64) -> Rule> = match keyword {
            "minLength" => Some(Rule::MinLength),
            "maxLength" => Some(Rule::MaxLength),
            "minItems" => Some(Rule::MinItems),
            "maxItems" => Some(Rule::MaxItems),
            "minProperties" => Some(Rule::MinProperties),
            "maxProperties" => Some(Rule::MaxProperties),
            _ => None,
        };
        if let Some(count) = count {
            return match value.as_u64() {
                Some(number) => Some(count(number)),
                None => self.bad_keyword(
                    value,
                    "a length is a whole number, not negative",
                    "a whole number",
                ),
            };
        }
        match keyword {
            "minimum" if is_true(schema, "exclusiveMinimum") => {
                self.number(value).map(Rule::ExclusiveMinimum)
            }
            "maximum" if is_true(schema, "exclusiveMaximum") => {
                self.number(value).map(Rule::ExclusiveMaximum)
            }
            "minimum" => self.number(value).map(Rule::Minimum),
            "maximum" => self.number(value).map(Rule::Maximum),
            "exclusiveMinimum" if value.as_bool().is_none() => self.number(value).map(Rule::ExclusiveMinimum),
            "exclusiveMaximum" if value.as_bool().is_none() => self.number(value).map(Rule::ExclusiveMaximum),
            "multipleOf" => self.number(value).map(Rule::MultipleOf),
            "uniqueItems" => (value.as_bool() == Some(true)).then_some(Rule::UniqueItems),
            _ => None,
        }
    }

    fn number(&mut self, value: &Cursor<'d>) -> Option<Number> {
        match value.value() {
            Json::Number(number) => Some(number.clone()),
            _ => self.bad_keyword(value, "a bound is a number", "a number"),
        }
    }

    fn bad_keyword<T>(&mut self, value: &Cursor<'d>, expected: &str, label: &str) -> Option<T> {
        let message = format!("{expected}, and this is {}", value.kind());
        let diagnostic = bindery_model::Diagnostic::error("bad-keyword", message, value.origin())
            .label(format!("expected {label}"));
        self.fault(value, diagnostic);
        None
    }
}

/// A schema that stands in place.
pub(crate) fn inline(rules: Vec<Rule>) -> SchemaRef {
    SchemaRef::Inline(Schema { rules })
}

fn is_true(schema: &Cursor<'_>, keyword: &str) -> bool {
    schema.get(keyword).and_then(|value| value.as_bool()) == Some(true)
}

fn names_of(list: &Cursor<'_>) -> Option<Vec<String>> {
    let names: Vec<String> = list
        .items()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    (!names.is_empty()).then_some(names)
}
