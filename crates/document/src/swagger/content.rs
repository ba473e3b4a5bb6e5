//! `content`: one schema for every media type of `consumes` or `produces`.

use super::conversion::Conversion;
use super::part::Part;
use super::role::Role;
use crate::cursor::Cursor;

/// A schema as it stands in each of several media types: the first has it, and the others refer to
/// it, so that they are of one type.
pub(super) struct ContentSchema {
    first: Part,
    /// What the others refer to; nothing, where the first is a reference itself.
    others: Option<String>,
}

impl<'d> Conversion<'d, '_> {
    /// A schema that goes where the body or the response goes that holds it.
    pub(super) fn content_schema(&mut self, schema: &Cursor<'d>) -> ContentSchema {
        let first = self.schema(schema).unwrap_or_else(|| Part::copy(schema));
        let others = (!schema.is_reference()).then(|| self.reference_to(schema.file(), schema));
        ContentSchema { first, others }
    }

    /// A schema that stays with the component that `place` refers to.
    pub(super) fn linked(&mut self, schema: &Cursor<'d>, place: &Cursor<'d>) -> ContentSchema {
        // A reference is one from the file in which it is written.
        if schema.is_reference() && schema.file() == place.file() {
            return self.content_schema(schema);
        }
        self.meet_schema(schema);
        let text = self.reference_to(place.file(), schema);
        ContentSchema {
            first: Part::reference(place, text),
            others: None,
        }
    }

    fn meet_schema(&mut self, schema: &Cursor<'d>) {
        if schema.is_reference() {
            self.meet(schema, Role::Schema);
        } else {
            self.wait_for(schema.clone(), Role::Schema);
        }
    }
}

/// The `content` of a body or a response, with what its `examples` say of each media type.
pub(super) fn content_of(
    holder: &Cursor<'_>,
    media_types: &[(&str, Cursor<'_>)],
    schema: Option<ContentSchema>,
) -> Part {
    let mut content = Part::object(holder);
    for (index, (name, place)) in media_types.iter().enumerate() {
        let mut media = Part::object(place);
        if let Some(schema) = &schema {
            media.put("schema", schema.at(index, place));
        }
        if let Some(example) = holder.get("examples").and_then(|examples| examples.get(name)) {
            media.put("example", Part::copy(&example));
        }
        content.put(name, media);
    }
    content
}

impl ContentSchema {
    fn at(&self, index: usize, place: &Cursor<'_>) -> Part {
        match &self.others {
            Some(text) if index > 0 => Part::reference(place, text.clone()),
            _ => self.first.clone(),
        }
    }
}
