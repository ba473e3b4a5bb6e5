//! A value that two variants accept.

use bindery_document::Cursor;
use bindery_model::{Json, Number};

use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::union::Leaf;
use crate::view::{Seed, View};

/// How deep a sample nests.
const DEEPEST: usize = 4;

impl<'d> Lowering<'d> {
    /// A document that fits both, as text; nothing where none is easily found.
    pub(crate) fn fits_both(&mut self, left: &Leaf<'d>, right: &Leaf<'d>) -> Option<String> {
        let parts = left.seed.parts.iter().chain(&right.seed.parts).cloned().collect();
        let view = self.view_of(&Seed {
            parts,
            types: left.seed.types.and(right.seed.types),
        });
        let sample = self.sample(&view, 0)?;
        let text = sample.to_text();
        (text.len() <= 400).then_some(text)
    }

    fn sample(&mut self, view: &View<'d>, depth: usize) -> Option<Json> {
        if view.never || !view.conflicts.is_empty() || depth > DEEPEST {
            return None;
        }
        if let Some(literals) = &view.literals {
            return literals.first().cloned();
        }
        if let Some(choice) = view.choices.first().filter(|_| view.properties.is_empty()) {
            let branch = choice.branches.first()?;
            let branch = self.view_of_schema(branch);
            return self.sample(&branch, depth + 1);
        }
        match view.value_types().split().first().copied()? {
            Types::STRING => Some(Json::String(text(view).to_owned())),
            Types::BOOLEAN => Some(Json::Bool(true)),
            Types::ARRAY => Some(Json::Array(Vec::new())),
            Types::OBJECT => self.sample_object(view, depth),
            _ => Some(
                view.bounds
                    .first()
                    .map_or_else(|| Json::Number(Number("1".to_owned())), |bound| (*bound).clone()),
            ),
        }
    }

    fn sample_object(&mut self, view: &View<'d>, depth: usize) -> Option<Json> {
        let mut members = Vec::new();
        for name in &view.required {
            let value = match view.property(name) {
                Some(property) => {
                    let schemas: Vec<Cursor<'d>> =
                        property.schemas.iter().map(|sub| sub.cursor.clone()).collect();
                    let view = self.view_of(&Seed::all_of(schemas.iter().cloned()));
                    match schemas.iter().find_map(|schema| schema.get("example")) {
                        Some(example) => example.value().clone(),
                        None => self.sample(&view, depth + 1)?,
                    }
                }
                None => Json::String("…".to_owned()),
            };
            members.push(((*name).to_owned(), value));
        }
        Some(Json::Object(members))
    }
}

fn text(view: &View<'_>) -> &'static str {
    match view.format {
        Some("date-time") => "2024-01-31T12:00:00Z",
        Some("date") => "2024-01-31",
        Some("uuid") => "00000000-0000-4000-8000-000000000000",
        Some("uri" | "url") => "https://example.com",
        Some("ipv4") => "192.0.2.1",
        Some("email") => "a@example.com",
        _ => "text",
    }
}
