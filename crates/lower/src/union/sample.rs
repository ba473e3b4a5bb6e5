//! A value that two variants accept. What cannot be made sure of is left out: an example that fits only
//! one of them would mislead.

use bindery_document::Cursor;
use bindery_model::{Json, Number, UnionMode};

use crate::collect::accepts_all;
use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::union::Leaf;
use crate::union::sample_scalar::{number_within, text_within};
use crate::view::{Additional, Part, Seed, View};

/// How deep a sample nests.
const DEEPEST: usize = 5;

/// How many elements a sample has at most.
const LONGEST: u64 = 8;

/// How long a sample is at most.
const LARGEST: usize = 1000;

/// Keywords that a sample may break without notice.
const OPAQUE: [&str; 12] = [
    "not",
    "if",
    "pattern",
    "contains",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "unevaluatedItems",
    "minProperties",
    "maxProperties",
    "patternProperties",
];

impl<'d> Lowering<'d> {
    /// A document that fits both, as text; nothing where none is easily found.
    pub(crate) fn fits_both(&mut self, left: &Leaf<'d>, right: &Leaf<'d>) -> Option<String> {
        let parts = left.seed.parts.iter().chain(&right.seed.parts).cloned().collect();
        let seed = Seed {
            parts,
            types: left.seed.types.and(right.seed.types),
        };
        let text = self.sample(&seed, 0)?.to_text();
        (text.len() <= LARGEST).then_some(text)
    }

    fn sample(&mut self, seed: &Seed<'d>, depth: usize) -> Option<Json> {
        let view = self.view_of(seed);
        let schemas = self.schemas_of(seed);
        let is_opaque = schemas
            .iter()
            .any(|schema| OPAQUE.iter().any(|keyword| schema.get(keyword).is_some()));
        if view.never || !view.conflicts.is_empty() || depth > DEEPEST || is_opaque {
            return None;
        }
        if let Some(choice) = view.choices.first() {
            let plain = view.choices.len() == 1 && view.properties.is_empty() && view.literals.is_none();
            let branch = choice.branches.first().filter(|_| plain)?.clone();
            let alone = choice.mode == UnionMode::AnyOf || self.is_unlike_others(&branch, &choice.branches);
            return alone.then(|| self.sample(&Seed::of(&branch), depth + 1))?;
        }
        if let Some(literals) = &view.literals {
            let is_free = schemas.iter().all(|schema| !limits_scalars(schema));
            return literals.first().filter(|_| is_free).cloned();
        }
        match view.value_types().split().first().copied()? {
            Types::STRING => text_within(view.format, &schemas).map(Json::String),
            Types::BOOLEAN => Some(Json::Bool(true)),
            Types::ARRAY => self.sample_list(&view, &schemas, depth),
            Types::OBJECT => self.sample_object(&view, depth),
            _ => number_within(&schemas).map(|number| Json::Number(Number(number))),
        }
    }

    /// The schemas that a seed consists of, references and `allOf` followed.
    fn schemas_of(&self, seed: &Seed<'d>) -> Vec<Cursor<'d>> {
        let mut waiting: Vec<Cursor<'d>> = seed.parts.iter().map(Part::cursor).cloned().collect();
        let mut found: Vec<Cursor<'d>> = Vec::new();
        while let Some(next) = waiting.pop() {
            if found.len() > 200 {
                break;
            }
            if next.is_reference()
                && let Some(target) = self.resolved(&next)
            {
                waiting.push(target);
            }
            if let Some(parts) = next.get("allOf") {
                waiting.extend(parts.items());
            }
            found.push(next);
        }
        found
    }

    /// Whether what fits `branch` fits no other.
    fn is_unlike_others(&mut self, branch: &Cursor<'d>, branches: &[Cursor<'d>]) -> bool {
        let types = self.view_of_schema(branch).types;
        let others = branches.iter().filter(|other| *other.value() != *branch.value());
        others
            .cloned()
            .collect::<Vec<_>>()
            .iter()
            .all(|other| self.view_of_schema(other).types.is_disjoint(types))
    }

    fn sample_list(&mut self, view: &View<'d>, schemas: &[Cursor<'d>], depth: usize) -> Option<Json> {
        let lengths = |keyword: &str| -> Vec<u64> {
            let lengths = schemas.iter().filter_map(|schema| schema.get(keyword)?.as_u64());
            lengths.collect()
        };
        let least = lengths("minItems").into_iter().max().unwrap_or(0);
        let most = lengths("maxItems").into_iter().min().unwrap_or(u64::MAX);
        let is_set = schemas.iter().any(|schema| schema.get("uniqueItems").is_some());
        if least > most || least > LONGEST || (least > 1 && is_set) || !view.prefix_items.is_empty() {
            return None;
        }
        if least == 0 {
            return Some(Json::Array(Vec::new()));
        }
        let seed = Seed::all_of(view.items.iter().map(|sub| sub.cursor.clone()));
        let item = self.sample(&seed, depth + 1)?;
        Some(Json::Array(vec![item; least as usize]))
    }

    fn sample_object(&mut self, view: &View<'d>, depth: usize) -> Option<Json> {
        let mut members = Vec::new();
        for name in &view.required {
            let value = match (view.property(name), &view.additional) {
                (Some(property), _) => {
                    let schemas = property.schemas.iter().map(|sub| sub.cursor.clone());
                    self.sample(&Seed::all_of(schemas), depth + 1)?
                }
                (None, Additional::Open) => Json::String("text".to_owned()),
                (None, _) => return None,
            };
            members.push(((*name).to_owned(), value));
        }
        Some(Json::Object(members.into()))
    }
}

/// Whether a value of an `enum` may break what stands beside it.
fn limits_scalars(schema: &Cursor<'_>) -> bool {
    let keywords = [
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
    ];
    let limits = |keyword: &&str| schema.get(keyword).is_some_and(|limit| !accepts_all(&limit));
    keywords.iter().any(limits)
}
