//! Keywords about an object's members.

use bindery_document::Cursor;
use bindery_model::{Rule, SchemaRef};

use crate::lowering::Lowering;

impl<'d> Lowering<'d> {
    pub(super) fn member_rule(&mut self, keyword: &str, value: &Cursor<'d>) -> Option<Rule> {
        match keyword {
            "required" => names_of(value).map(Rule::Required),
            "properties" => self.named_schemas(value).map(Rule::Properties),
            "patternProperties" => self.pattern_properties(value),
            "additionalProperties" => self.remaining(value).map(Rule::AdditionalProperties),
            "unevaluatedProperties" => self.remaining(value).map(Rule::UnevaluatedProperties),
            "propertyNames" => Some(Rule::PropertyNames(self.schema_ref(value))),
            "dependentRequired" => {
                let members = value.members();
                dependent_required(members.filter_map(|(name, names)| Some((name, names_of(&names)?))))
            }
            "dependentSchemas" => self.named_schemas(value).map(Rule::DependentSchemas),
            _ => None,
        }
    }

    fn pattern_properties(&mut self, value: &Cursor<'d>) -> Option<Rule> {
        let mut readable = self.named_schemas(value)?;
        for (pattern, schema) in value.members() {
            if !self.check_pattern(&schema, pattern) {
                readable.retain(|(name, _)| name != pattern);
            }
        }
        (!readable.is_empty()).then_some(Rule::PatternProperties(readable))
    }

    /// `dependencies`, which older drafts had for both.
    pub(super) fn dependencies(&mut self, value: &Cursor<'d>) -> Vec<Rule> {
        let (names, schemas): (Vec<_>, Vec<_>) = value.members().partition(|(_, value)| value.is_array());
        let required = names
            .into_iter()
            .filter_map(|(name, names)| Some((name, names_of(&names)?)));
        let required = dependent_required(required);
        let schemas: Vec<_> = schemas
            .into_iter()
            .map(|(name, schema)| (name.to_owned(), self.schema_ref(&schema)))
            .collect();
        let schemas = (!schemas.is_empty()).then_some(Rule::DependentSchemas(schemas));
        required.into_iter().chain(schemas).collect()
    }

    fn named_schemas(&mut self, members: &Cursor<'d>) -> Option<Vec<(String, SchemaRef)>> {
        let members = members.is_object().then(|| members.members())?;
        Some(
            members
                .map(|(name, schema)| (name.to_owned(), self.schema_ref(&schema)))
                .collect(),
        )
    }
}

fn dependent_required<'d>(dependent: impl Iterator<Item = (&'d str, Vec<String>)>) -> Option<Rule> {
    let dependent: Vec<_> = dependent.map(|(name, names)| (name.to_owned(), names)).collect();
    (!dependent.is_empty()).then_some(Rule::DependentRequired(dependent))
}

fn names_of(list: &Cursor<'_>) -> Option<Vec<String>> {
    let names: Vec<String> = list
        .items()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    (!names.is_empty()).then_some(names)
}
