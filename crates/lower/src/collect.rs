//! Makes a [`View`] of a schema: follows its references and merges its `allOf`.

use std::collections::HashSet;

use bindery_document::{Cursor, SpecVersion};
use bindery_model::{Code, Diagnostic, Json, TimeTypes, TypeId, UnionMode};

use crate::json_types::Types;
use crate::keywords;
use crate::lowering::Lowering;
use crate::settings::UntypedObjects;
use crate::type_table::Node;
use crate::view::{Additional, Choice, Conflict, Part, Property, Seed, Sub, View};

/// How deep `allOf` and references may lead before a schema is refused.
const DEEPEST: usize = 100;

impl<'d> Lowering<'d> {
    /// What the schemas of `seed` say together.
    pub(crate) fn view_of(&mut self, seed: &Seed<'d>) -> View<'d> {
        let mut collector = Collector {
            lowering: self,
            view: View::default(),
            path: Vec::new(),
            owner: None,
            unevaluated: Vec::new(),
            looks_further: false,
            base: None,
        };
        collector.view.types = seed.types;
        collector.view.untyped_is_any = collector.lowering.settings.untyped_objects == UntypedObjects::Any;
        collector.view.time_is_text = collector.lowering.settings.time == TimeTypes::Text;
        collector.view.typed = seed.types != Types::ALL;
        for part in &seed.parts {
            collector.part(part);
        }
        collector.settle_unevaluated();
        collector.view
    }

    /// What one schema says.
    pub(crate) fn view_of_schema(&mut self, schema: &Cursor<'d>) -> View<'d> {
        self.view_of(&Seed::of(schema))
    }

    /// Whether members beside a `$ref` count (JSON Schema 2020-12 from 3.1 on; 3.0 ignores them).
    pub(crate) fn reads_beside_references(&self) -> bool {
        self.document.version() >= SpecVersion::V3_1
    }
}

struct Collector<'l, 'd> {
    lowering: &'l mut Lowering<'d>,
    view: View<'d>,
    /// The schemas that led here.
    path: Vec<Node>,
    /// The type whose schema the last reference led to.
    owner: Option<TypeId>,
    /// Every `unevaluatedProperties`.
    unevaluated: Vec<Cursor<'d>>,
    /// Whether a keyword may look at members that no part declares by name.
    looks_further: bool,
    /// The schema of the union whose variant this is, while that is read.
    base: Option<Node>,
}

impl<'d> Collector<'_, 'd> {
    fn part(&mut self, part: &Part<'d>) {
        let cursor = part.cursor();
        self.view.nullable |= is_nullable(cursor);
        match part {
            Part::Whole(_) => self.schema(cursor),
            Part::Base(_) => {
                self.owner = Some(self.lowering.named(cursor));
                self.schema(cursor);
                self.owner = None;
            }
            Part::WithoutChoices(_) => {
                let before = self.view.choices.len();
                self.base = Some(Node::of(cursor));
                self.schema(cursor);
                self.base = None;
                let mut choices = self.view.choices.drain(before..);
                // Of several branches of an `anyOf` that hold, each declares members.
                self.looks_further |= choices.any(|choice| choice.mode == UnionMode::AnyOf);
            }
        }
    }

    fn schema(&mut self, schema: &Cursor<'d>) {
        let node = Node::of(schema);
        if self.path.contains(&node) {
            return self.fault(
                schema,
                Code::AllOfCycle,
                "this schema is part of itself",
                "a schema cannot hold itself by `allOf`",
            );
        }
        if !self.view.seen.insert(node) {
            return;
        }
        if self.path.len() >= DEEPEST {
            return self.fault(
                schema,
                Code::TooDeep,
                "schemas refer to each other too deeply here",
                "no more steps are followed",
            );
        }
        self.path.push(node);
        match schema.value() {
            Json::Bool(true) => {}
            Json::Bool(false) => self.view.never = true,
            Json::Object(_) => self.object(schema),
            _ => {
                let message = format!(
                    "a schema is an object or a boolean, and this is {}",
                    schema.kind()
                );
                self.fault(schema, Code::NotASchema, &message, "not a schema");
            }
        }
        self.path.pop();
    }

    fn object(&mut self, schema: &Cursor<'d>) {
        if schema.is_reference() {
            self.reference(schema);
            if !self.lowering.reads_beside_references() {
                return;
            }
        }
        self.types(schema);
        self.values(schema);
        self.members(schema);
        self.elements(schema);
        self.scalars(schema);
        self.combinations(schema);
    }

    fn reference(&mut self, schema: &Cursor<'d>) {
        let Some(target) = self.lowering.target_of(schema) else {
            return;
        };
        let owner = self.lowering.named(&target);
        let before = self.owner.replace(owner);
        self.schema(&target);
        self.owner = before;
    }

    fn types(&mut self, schema: &Cursor<'d>) {
        let Some(mut types) = self.lowering.types_in(schema) else {
            return;
        };
        if is_nullable(schema) {
            types = types.or(Types::NULL);
        }
        let both = self.view.types.and(types);
        if both.without(Types::NULL).is_empty()
            && !self.view.types.without(Types::NULL).is_empty()
            && types != Types::NULL
        {
            self.conflict("type", schema);
        }
        self.view.types = both;
        self.view.typed = true;
    }

    fn values(&mut self, schema: &Cursor<'d>) {
        let Some(literals) = self.lowering.literals_of(schema) else {
            return;
        };
        let merged = match self.view.literals.take() {
            None => literals,
            Some(before) => {
                let texts: HashSet<String> = literals.iter().map(Json::to_text).collect();
                let both: Vec<Json> = before
                    .into_iter()
                    .filter(|literal| texts.contains(&literal.to_text()))
                    .collect();
                if both.is_empty() {
                    self.conflict("enum", schema);
                }
                both
            }
        };
        self.view.literals = Some(merged);
        self.view.literals_at = schema
            .get("enum")
            .or_else(|| schema.get("const"))
            .or(self.view.literals_at.take());
    }

    fn members(&mut self, schema: &Cursor<'d>) {
        if let Some(properties) = self.expect_object(schema, "properties") {
            for (name, property) in properties.members() {
                self.property(name, property);
            }
            self.view.untyped_is_any |= keywords::speaks_of_other_types(schema);
        }
        if let Some(patterns) = self.expect_object(schema, "patternProperties") {
            let subs: Vec<_> = patterns
                .members()
                .map(|(name, pattern)| (name, self.sub(pattern)))
                .collect();
            self.view.patterns.extend(subs);
        }
        if let Some(required) = self.expect_array(schema, "required") {
            for name in required.items() {
                self.required(&name);
            }
        }
        self.additional(schema);
    }

    fn property(&mut self, name: &'d str, schema: Cursor<'d>) {
        let sub = self.sub(schema);
        match self.view.index.get(name) {
            Some(index) => self.view.properties[*index].schemas.push(sub),
            None => {
                self.view.index.insert(name, self.view.properties.len());
                self.view.properties.push(Property {
                    name,
                    schemas: vec![sub],
                });
            }
        }
    }

    fn required(&mut self, name: &Cursor<'d>) {
        match name.as_str() {
            Some(text) => {
                if self.view.required_names.insert(text) {
                    self.view.required.push(text);
                }
            }
            None => {
                let message = format!("`required` lists names, and this is {}", name.kind());
                self.fault(name, Code::BadKeyword, &message, "not a name");
            }
        }
    }

    fn additional(&mut self, schema: &Cursor<'d>) {
        if let Some(additional) = schema.get("additionalProperties") {
            self.restrict_additional(additional);
        }
        if let Some(unevaluated) = schema.get("unevaluatedProperties") {
            self.unevaluated.push(unevaluated);
        }
        let looks_further = ["additionalProperties", "if", "dependentSchemas", "$dynamicRef"];
        self.looks_further |= looks_further.iter().any(|keyword| schema.get(keyword).is_some());
    }

    fn restrict_additional(&mut self, additional: Cursor<'d>) {
        match additional.as_bool() {
            Some(false) => self.view.additional = Additional::Closed,
            Some(true) => {}
            None => {
                if !additional.is_object() {
                    let kind = additional.kind();
                    let message = format!("what holds of additional members is a schema, and this is {kind}");
                    self.senseless(&additional, &message);
                } else if matches!(self.view.additional, Additional::Open) {
                    self.view.additional = Additional::Schema(self.sub(additional));
                }
            }
        }
    }

    /// `unevaluatedProperties` is `additionalProperties` of all parts together, as long as nothing but
    /// what they declare counts as evaluated; else only validation can tell.
    fn settle_unevaluated(&mut self) {
        let unevaluated = std::mem::take(&mut self.unevaluated);
        let [only] = unevaluated.as_slice() else { return };
        if !self.looks_further && self.view.choices.is_empty() {
            self.restrict_additional(only.clone());
        }
    }

    fn elements(&mut self, schema: &Cursor<'d>) {
        if let Some(items) = schema.get("items") {
            let sub = self.sub(items);
            self.view.items.push(sub);
        }
        if let Some(first) = self.expect_array(schema, "prefixItems") {
            self.view.prefix_items = first.items().map(|item| self.sub(item)).collect();
        }
    }

    fn scalars(&mut self, schema: &Cursor<'d>) {
        if let Some(format) = schema.get("format").and_then(|format| format.as_str()) {
            self.view.format.get_or_insert(format);
        } else if let Some(format) = content_format(schema) {
            self.view.format.get_or_insert(format);
        }
        let bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
        let numbers = bounds
            .iter()
            .filter_map(|name| schema.get(name))
            .map(|bound| bound.value());
        self.view
            .bounds
            .extend(numbers.filter(|bound| matches!(bound, Json::Number(_))));
        self.view.sensitive |= schema.get("x-sensitive").and_then(|mark| mark.as_bool()) == Some(true);
        if schema.get("not").is_some_and(|not| accepts_all(&not)) {
            self.view.never = true;
        }
    }

    fn combinations(&mut self, schema: &Cursor<'d>) {
        if schema.get("if").is_some() {
            self.view.conditions.push(schema.clone());
        }
        if let Some(parts) = self.expect_array(schema, "allOf") {
            for part in parts.items() {
                self.schema(&part);
            }
        }
        for (keyword, mode) in [("oneOf", UnionMode::OneOf), ("anyOf", UnionMode::AnyOf)] {
            let Some(branches) = self.expect_array(schema, keyword) else {
                continue;
            };
            if branches.items().next().is_none() {
                self.senseless(&branches, &format!("`{keyword}` has nothing to choose from"));
                continue;
            }
            let branches: Vec<Cursor<'d>> = branches.items().collect();
            if !self.leads_back(&branches) {
                let holder = self.sub(schema.clone());
                self.view.choices.push(Choice {
                    mode,
                    holder,
                    branches,
                });
            }
        }
    }

    /// Whether a branch is a schema that led here: a base that lists those that extend it. As part
    /// of one of them its choice is made.
    fn leads_back(&self, branches: &[Cursor<'d>]) -> bool {
        if self.path.len() < 2 {
            return false;
        }
        let targets = branches.iter().filter(|branch| branch.is_reference());
        let mut nodes = targets
            .filter_map(|branch| self.lowering.resolved(branch))
            .map(|target| Node::of(&target));
        nodes.any(|node| self.path.contains(&node))
    }

    fn sub(&self, cursor: Cursor<'d>) -> Sub<'d> {
        Sub {
            cursor,
            owner: self.owner,
            base: self.base,
        }
    }

    fn conflict(&mut self, keyword: &'static str, schema: &Cursor<'d>) {
        let place = schema.get(keyword).unwrap_or_else(|| schema.clone());
        self.view.conflicts.push(Conflict { keyword, place });
    }

    fn expect_object(&mut self, schema: &Cursor<'d>, keyword: &str) -> Option<Cursor<'d>> {
        let value = schema.get(keyword)?;
        if value.is_object() {
            return Some(value);
        }
        let message = format!("`{keyword}` is an object, and this is {}", value.kind());
        self.fault(&value, Code::BadKeyword, &message, "expected an object");
        None
    }

    fn expect_array(&mut self, schema: &Cursor<'d>, keyword: &str) -> Option<Cursor<'d>> {
        let value = schema.get(keyword)?;
        if value.is_array() {
            return Some(value);
        }
        let message = format!("`{keyword}` is a list, and this is {}", value.kind());
        self.fault(&value, Code::BadKeyword, &message, "expected a list");
        None
    }

    /// Reports what nobody can make sense of; the keyword is left out where going on is wanted.
    fn senseless(&mut self, place: &Cursor<'d>, message: &str) {
        let diagnostic = Diagnostic::error(Code::SenselessKeyword, message, place.origin())
            .note("with `--keep-going` the keyword is left out, and what is there stays raw JSON")
            .help("correct it by an overlay if the document is not yours");
        self.lowering.fault(place, diagnostic);
    }

    fn fault(&mut self, place: &Cursor<'d>, code: Code, message: &str, label: &str) {
        let diagnostic = Diagnostic::error(code, message, place.origin()).label(label);
        let help = match code {
            Code::AllOfCycle => "take it out of `allOf`; a member may refer back to it",
            Code::TooDeep => "let one schema hold what these add step by step",
            Code::NotASchema => "write a schema, such as `{ type: string }`, or `true` for any value",
            _ if label.ends_with("list") => "write its items in brackets: `[ item ]`",
            _ if label.ends_with("object") => "write its members in braces: `{ name: { type: string } }`",
            _ => "write a name, in quotes where it could be read as something else",
        };
        self.lowering.fault(place, diagnostic.help(help));
    }
}

/// The format that says what `contentEncoding` and `contentMediaType` do (3.1 has them in place of
/// `byte` and `binary`).
pub(crate) fn content_format(schema: &Cursor<'_>) -> Option<&'static str> {
    let text = |name: &str| schema.get(name).and_then(|value| value.as_str());
    if let Some(encoding) = text("contentEncoding") {
        return match () {
            () if encoding.eq_ignore_ascii_case("base64") => Some("byte"),
            () if encoding.eq_ignore_ascii_case("base64url") => Some("base64url"),
            () => None,
        };
    }
    let media_type = text("contentMediaType")?.to_ascii_lowercase();
    let is_binary = media_type == "application/octet-stream"
        || ["image/", "audio/", "video/"]
            .iter()
            .any(|kind| media_type.starts_with(kind));
    is_binary.then_some("binary")
}

/// Whether 3.0's `nullable: true` stands here.
pub(crate) fn is_nullable(schema: &Cursor<'_>) -> bool {
    schema.get("nullable").and_then(|nullable| nullable.as_bool()) == Some(true)
}

/// `true` or `{}`.
pub(crate) fn accepts_all(schema: &Cursor<'_>) -> bool {
    match schema.value() {
        Json::Bool(accepts) => *accepts,
        Json::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// `{nullable: true}` and nothing else that restricts values: 3.0 has no other way to list `null`.
pub(crate) fn is_only_nullable(schema: &Cursor<'_>) -> bool {
    is_nullable(schema) && !schema.is_reference() && !keywords::is_restricting(schema)
}
