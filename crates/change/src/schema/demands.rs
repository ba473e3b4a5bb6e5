//! Demands that are compared as wholes: `not`, `if`, `contains` and the like.

use bindery_model::{Origin, Rule, SchemaRef};

use super::part::Version;
use super::view::Demand;

/// How many elements `contains` asks for at least.
pub(crate) const MIN_CONTAINS: &str = "minContains";
/// How many elements it allows at most.
pub(crate) const MAX_CONTAINS: &str = "maxContains";

/// What `rule` demands, where it is one of these.
pub(crate) fn of<'a>(version: &Version<'a>, rule: &'a Rule, origin: &Origin) -> Vec<Demand<'a>> {
    let writer = Writer { version, origin };
    match rule {
        Rule::MultipleOf(number) => vec![writer.words("multipleOf", String::new(), number.0.clone())],
        Rule::UniqueItems => vec![writer.words("uniqueItems", String::new(), String::new())],
        Rule::DependentRequired(members) => members
            .iter()
            .map(|(name, names)| writer.words("dependentRequired", name.clone(), names.join(", ")))
            .collect(),
        Rule::PatternProperties(members) => writer.each("patternProperties", members),
        Rule::DependentSchemas(members) => writer.each("dependentSchemas", members),
        Rule::PropertyNames(schema) => vec![writer.schema("propertyNames", Some(schema))],
        Rule::UnevaluatedProperties(schema) => {
            vec![writer.schema("unevaluatedProperties", schema.as_ref())]
        }
        Rule::UnevaluatedItems(schema) => vec![writer.schema("unevaluatedItems", schema.as_ref())],
        Rule::Not(schema) => vec![writer.schema("not", Some(schema))],
        Rule::Contains(contains) => {
            let least = writer.words(MIN_CONTAINS, String::new(), contains.least.to_string());
            let most = contains
                .most
                .map(|most| writer.words(MAX_CONTAINS, String::new(), most.to_string()));
            let schema = writer.schema("contains", Some(&contains.schema));
            [schema, least].into_iter().chain(most).collect()
        }
        Rule::If(conditional) => {
            let parts = [
                ("if", Some(&conditional.condition)),
                ("then", conditional.then.as_ref()),
                ("else", conditional.otherwise.as_ref()),
            ];
            let stated = parts.into_iter().filter(|(_, schema)| schema.is_some());
            stated
                .map(|(keyword, schema)| writer.schema(keyword, schema))
                .collect()
        }
        _ => Vec::new(),
    }
}

struct Writer<'v, 'a> {
    version: &'v Version<'a>,
    origin: &'v Origin,
}

impl<'a> Writer<'_, 'a> {
    fn words(&self, keyword: &'static str, key: String, words: String) -> Demand<'a> {
        let place = self.origin.child(keyword);
        Demand {
            keyword,
            origin: if key.is_empty() {
                place
            } else {
                place.child(key.as_str())
            },
            key,
            words,
            parts: Vec::new(),
        }
    }

    /// A schema, or `false`.
    fn schema(&self, keyword: &'static str, schema: Option<&'a SchemaRef>) -> Demand<'a> {
        let mut demand = self.words(keyword, String::new(), String::new());
        match schema {
            Some(schema) => demand.parts.push(self.version.part(schema, &demand.origin)),
            None => demand.words.push_str("nothing"),
        }
        demand
    }

    fn each(&self, keyword: &'static str, members: &'a [(String, SchemaRef)]) -> Vec<Demand<'a>> {
        let demand = |(name, schema): &'a (String, SchemaRef)| {
            let mut demand = self.words(keyword, name.clone(), String::new());
            demand.parts.push(self.version.part(schema, &demand.origin));
            demand
        };
        members.iter().map(demand).collect()
    }
}
