//! Where `$ref` leads, and what is called after it.

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, TypeId, TypeRef, UntypedReason};

use crate::collect::is_nullable;
use crate::json_types::Types;
use crate::keywords;
use crate::lowering::Lowering;
use crate::names;
use crate::type_table::{NameHint, Node, Waiting};
use crate::view::{Part, Seed};

/// How many `allOf`s within `allOf`s may stand around a reference.
const DEEPEST: usize = 50;

impl<'d> Lowering<'d> {
    /// The type of a schema that a reference leads to; it is put in the queue if it has none yet.
    pub(crate) fn named(&mut self, target: &Cursor<'d>) -> TypeId {
        if let Some(id) = self.types.referred(target) {
            return id;
        }
        if let Some(TypeRef::Named(item)) = self.types.inline(target)
            && self.types.item(target) == Some(*item)
        {
            return *item;
        }
        let hint = self.hint_of_place(target);
        let id = self.inline_id(&hint, target, true);
        self.types.enqueue(Waiting {
            id,
            schema: target.clone(),
            component: None,
            owner: hint.owner(),
        });
        id
    }

    /// What the schema at `place` is called when nothing but its place says so: the names on the way
    /// from its component, or from its file.
    pub(crate) fn hint_of_place(&self, place: &Cursor<'d>) -> NameHint {
        let pointer = place.pointer();
        let mut segments = pointer.segments().iter().map(String::as_str).peekable();
        let mut texts: Vec<&str> = Vec::new();
        if place.file() != self.document.root().file() {
            let is_listed = is_list_of_schemas(pointer.segments());
            let stem = file_stem(self.document.file_name(place.file()));
            // `pet.yaml#/pet_status` need not say `pet` twice.
            let is_said = segments.peek().is_some_and(|key| begins_with(key, stem));
            texts.extend((!is_listed && !is_said).then_some(stem));
        }
        while let Some(segment) = segments.next() {
            match segment {
                "components" | "schemas" | "paths" | "content" | "schema" | "webhooks" | "callbacks" => {}
                "properties" | "$defs" | "definitions" | "patternProperties" => texts.extend(segments.next()),
                "allOf" => drop(segments.next()),
                "oneOf" | "anyOf" => {
                    texts.push("Variant");
                    texts.extend(segments.next());
                }
                "items" | "prefixItems" => texts.push("Item"),
                "additionalProperties" => texts.push("Value"),
                other => texts.push(other),
            }
        }
        if texts.is_empty() {
            texts.push("External");
        }
        NameHint::new(texts)
    }

    /// The type that schemas come down to when they hold a reference and nothing else that matters.
    pub(crate) fn as_reference(&mut self, seed: &Seed<'d>) -> Option<TypeRef> {
        if seed.types != Types::ALL {
            return None;
        }
        let mut references = References::default();
        for part in &seed.parts {
            match part {
                Part::Whole(cursor) => self.gather(cursor, &mut references, 0),
                Part::WithoutChoices(_) | Part::Base(_) => references.only = false,
            }
        }
        let References { found, only: true } = references else {
            return None;
        };
        let first = self.extending(&found)?;
        self.warn_of_lost_marks(seed);
        let Some(target) = self.target_of(&first) else {
            return Some(self.any(seed.place(), UntypedReason::Reference));
        };
        let named = TypeRef::Named(self.named(&target));
        let nullable = seed
            .parts
            .iter()
            .any(|part| is_nullable(part.cursor()) && !part.cursor().is_reference());
        Some(if nullable {
            TypeRef::Nullable(Box::new(named))
        } else {
            named
        })
    }

    /// Of several references the one to a schema that is made of all the others: `Dog`, of `Pet` and
    /// `Dog`, where `Dog` extends `Pet`.
    fn extending(&mut self, references: &[Cursor<'d>]) -> Option<Cursor<'d>> {
        let (first, others) = references.split_first()?;
        let mut distinct = vec![first.clone()];
        for other in others {
            if !distinct.iter().any(|known| self.is_same_schema(known, other)) {
                distinct.push(other.clone());
            }
        }
        if distinct.len() == 1 {
            return Some(first.clone());
        }
        let targets: Option<Vec<Cursor<'d>>> = distinct.iter().map(|one| self.resolve(one)).collect();
        let nodes: Vec<Node> = targets?.iter().map(Node::of).collect();
        distinct.into_iter().find(|one| {
            let view = self.view_of_schema(one);
            nodes.iter().all(|node| view.seen.contains(node))
        })
    }

    /// 3.0 ignores what stands beside `$ref`; that a secret is not kept as one should be known.
    fn warn_of_lost_marks(&mut self, seed: &Seed<'d>) {
        if self.reads_beside_references() {
            return;
        }
        for part in &seed.parts {
            let mark = part
                .cursor()
                .get("x-sensitive")
                .filter(|_| part.cursor().is_reference());
            if let Some(mark) = mark.filter(|mark| mark.as_bool() == Some(true)) {
                let message = "OpenAPI 3.0 ignores what stands beside `$ref`: this is not kept secret";
                let diagnostic = Diagnostic::warning(Code::SensitiveReference, message, mark.origin()).help(
                    "mark the schema that is referred to, or wrap the reference: `allOf: [{ $ref: … }]`",
                );
                self.report(diagnostic);
            }
        }
    }

    fn gather(&self, schema: &Cursor<'d>, references: &mut References<'d>, depth: usize) {
        let is_reference = schema.is_reference();
        if is_reference {
            references.found.push(schema.clone());
        }
        if is_reference && !self.reads_beside_references() {
            return;
        }
        for (name, value) in schema.members() {
            match name {
                "$ref" if is_reference => {}
                "allOf" if value.is_array() && depth < DEEPEST => {
                    value
                        .items()
                        .for_each(|part| self.gather(&part, references, depth + 1));
                }
                _ => references.only &= !keywords::restricts(name, &value),
            }
        }
        references.only &= schema.is_object() || schema.as_bool() == Some(true);
    }

    /// Whether both are the same schema, or references to it.
    pub(crate) fn is_same_schema(&self, left: &Cursor<'d>, right: &Cursor<'d>) -> bool {
        let node = |cursor: &Cursor<'d>| self.resolved(cursor).map(|target| Node::of(&target));
        node(left).is_some_and(|left| node(right) == Some(left))
    }
}

/// `models/pet.v1.yaml` as `pet.v1`.
pub(crate) fn file_stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.is_empty() { name } else { stem }
}

/// Whether the place is in a list of schemas by name: there the name says all.
fn is_list_of_schemas(segments: &[String]) -> bool {
    match segments {
        [components, schemas, _, ..] if components == "components" => schemas == "schemas",
        [definitions, _, ..] => definitions == "definitions" || definitions == "$defs",
        _ => false,
    }
}

/// Whether the words of `text` begin with those of `stem`.
fn begins_with(text: &str, stem: &str) -> bool {
    names::words(text).starts_with(&names::words(stem))
}

struct References<'d> {
    found: Vec<Cursor<'d>>,
    /// Whether nothing but references restricts values.
    only: bool,
}

impl Default for References<'_> {
    fn default() -> Self {
        Self {
            found: Vec::new(),
            only: true,
        }
    }
}
