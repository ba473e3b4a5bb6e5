//! What a schema demands, as the table that validation reads.

mod bounds;
mod discriminator;
mod dynamic;
mod members;
mod nullable;
mod pattern;

use bindery_document::Cursor;
use bindery_model::{Code, Conditional, Contains, Diagnostic, Json, JsonType, Rule, Schema, SchemaRef};

use self::nullable::admit_null;
use crate::collect::{accepts_all, is_nullable, is_only_nullable};
use crate::examples::examples_in_schema;
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
                Part::WithoutChoices(schema) | Part::Base(schema) => {
                    SchemaRef::Inline(self.rules_without_choices(schema))
                }
            });
        }
        Schema {
            rules: vec![Rule::AllOf(parts)],
        }
    }

    /// What the schema at `schema` demands, spelled out.
    pub(crate) fn rules_of(&mut self, schema: &Cursor<'d>) -> Schema {
        if self.rule_path.len() >= DEEPEST {
            let diagnostic =
                Diagnostic::error(Code::TooDeep, "schemas nest too deeply here", schema.origin());
            self.fault(schema, diagnostic);
            return Schema::default();
        }
        self.rule_path.push(Node::of(schema));
        let rules = self.keywords_of(schema, |_| true);
        self.rule_path.pop();
        rules
    }

    fn rules_without_choices(&mut self, schema: &Cursor<'d>) -> Schema {
        self.keywords_of(schema, |keyword| {
            !matches!(keyword, "oneOf" | "anyOf" | "discriminator")
        })
    }

    /// Whether members beside a `$ref` restrict values, too.
    pub(crate) fn restricts_beside_reference(&self, schema: &Cursor<'d>) -> bool {
        let mut beside = schema.members().filter(|(name, _)| *name != "$ref");
        let restricts = |(name, value): (&str, Cursor<'d>)| keywords::restricts(name, &value);
        self.reads_beside_references() && (beside.any(restricts) || self.enters_resource(schema))
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
        let outer = self.enter_resource(schema);
        let mut rules = Vec::new();
        if schema.is_reference() {
            rules.push(Rule::AllOf(vec![self.schema_ref_of_target(schema)]));
        }
        if !schema.is_reference() || self.reads_beside_references() {
            self.compare_bounds(schema);
            for (keyword, value) in schema.members().filter(|(keyword, _)| wanted(keyword)) {
                self.keyword(schema, keyword, &value, &mut rules);
            }
        }
        if is_nullable(schema) && !schema.is_reference() {
            rules = admit_null(rules);
        }
        self.leave_resource(schema, outer, &mut rules);
        Schema { rules }
    }

    fn keyword(&mut self, schema: &Cursor<'d>, keyword: &str, value: &Cursor<'d>, rules: &mut Vec<Rule>) {
        let rule = match keyword {
            "type" => self.type_rule(schema),
            "enum" => self.enumerated(schema, value),
            "const" if schema.get("enum").is_none() => self.literals_of(schema).map(Rule::Enum),
            "items" => self.remaining(value).map(Rule::Items),
            "prefixItems" => self.schemas(value).map(Rule::PrefixItems),
            "contains" => Some(self.contains(schema, value)),
            "unevaluatedItems" => self.remaining(value).map(Rule::UnevaluatedItems),
            "allOf" => self.parts(value).map(Rule::AllOf),
            "anyOf" => self.branches_of(value).map(Rule::AnyOf),
            "oneOf" => self.branches_of(value).map(Rule::OneOf),
            "not" => Some(Rule::Not(self.schema_ref(value))),
            "if" => self.conditional(schema, value),
            "discriminator" => self.discriminator_rule(schema, value),
            "format" => self.format(schema, value),
            "pattern" => self.pattern(value),
            "$dynamicRef" => self.dynamic_reference(value),
            "example" | "examples" | "default" if self.settings.examples => {
                examples_in_schema(keyword, value)
            }
            "dependencies" => return rules.extend(self.dependencies(value)),
            _ => self
                .member_rule(keyword, value)
                .or_else(|| self.bound(schema, keyword, value)),
        };
        rules.extend(rule);
    }

    fn enumerated(&mut self, schema: &Cursor<'d>, values: &Cursor<'d>) -> Option<Rule> {
        // JSON Schema 2020-12, which reads beside references, takes an empty list at its word.
        let is_empty = values.is_array() && values.items().next().is_none();
        if is_empty && self.reads_beside_references() {
            return Some(Rule::Enum(Vec::new()));
        }
        self.literals_of(schema).map(Rule::Enum)
    }

    /// What is of no type in particular is only described by `format`.
    fn format(&mut self, schema: &Cursor<'d>, value: &Cursor<'d>) -> Option<Rule> {
        let types = self.types_in(schema)?;
        primitive::format(value.as_str()?, Some(types)).map(Rule::Format)
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

    /// `additionalProperties`, `items` and the like: none for `false`. What allows everything says nothing,
    /// but to an `unevaluated…`.
    fn remaining(&mut self, value: &Cursor<'d>) -> Option<Option<SchemaRef>> {
        match value.value() {
            Json::Bool(false) => Some(None),
            _ if accepts_all(value) => self.has_unevaluated.then(|| Some(inline(Vec::new()))),
            Json::Object(_) => Some(Some(self.schema_ref(value))),
            _ => None,
        }
    }

    fn contains(&mut self, schema: &Cursor<'d>, value: &Cursor<'d>) -> Rule {
        let mut bound = |keyword| {
            let value = schema.get(keyword)?;
            self.count(keyword, &value)
        };
        let (least, most) = (bound("minContains"), bound("maxContains"));
        Rule::Contains(Contains {
            schema: self.schema_ref(value),
            least: least.unwrap_or(1),
            most,
        })
    }

    /// `if` without what it is there for says nothing, but to an `unevaluated…`.
    fn conditional(&mut self, schema: &Cursor<'d>, condition: &Cursor<'d>) -> Option<Rule> {
        let mut branch = |keyword| Some(self.schema_ref(&schema.get(keyword)?));
        let (then, otherwise) = (branch("then"), branch("else"));
        if then.is_none() && otherwise.is_none() && !self.has_unevaluated {
            return None;
        }
        Some(Rule::If(Conditional {
            condition: self.schema_ref(condition),
            then,
            otherwise,
        }))
    }

    fn bad_keyword<T>(&mut self, value: &Cursor<'d>, expected: &str, label: &str) -> Option<T> {
        let message = format!("{expected}, and this is {}", value.kind());
        let diagnostic =
            Diagnostic::error(Code::BadKeyword, message, value.origin()).label(format!("expected {label}"));
        let diagnostic = diagnostic.help(format!("write {label}, or take the keyword out"));
        self.fault(value, diagnostic);
        None
    }
}

/// A schema that stands in place.
pub(crate) fn inline(rules: Vec<Rule>) -> SchemaRef {
    SchemaRef::Inline(Schema { rules })
}
