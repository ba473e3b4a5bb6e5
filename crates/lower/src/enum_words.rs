//! What a document calls an enum's values, and what it says of them: `x-enum-varnames`,
//! `x-enum-descriptions`, `x-ms-enum`.

use std::collections::HashMap;

use bindery_document::Cursor;
use bindery_model::Json;

use crate::enumeration::text_of;

/// Lists beside the values, or maps from them.
const NAMES: [&str; 3] = ["x-enum-varnames", "x-enumNames", "x-enum-names"];
const DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];

/// The words for the values of one enum, by the values' texts.
#[derive(Default)]
pub(crate) struct EnumWords {
    names: HashMap<String, String>,
    docs: HashMap<String, String>,
}

impl EnumWords {
    /// What `schema` says of its own values.
    pub(crate) fn of(schema: &Cursor<'_>) -> Self {
        let mut words = Self::default();
        words.read_values_of_extension(schema);
        for keyword in NAMES {
            read(schema, keyword, &mut words.names);
        }
        for keyword in DESCRIPTIONS {
            read(schema, keyword, &mut words.docs);
        }
        words
    }

    /// What the value is called.
    pub(crate) fn name(&self, value: &Json) -> Option<String> {
        self.names.get(&text_of(value)).cloned()
    }

    /// What is said of the value.
    pub(crate) fn docs(&self, value: &Json) -> Option<String> {
        self.docs.get(&text_of(value)).cloned()
    }

    /// `x-ms-enum: { values: [{ value: a1, name: First, description: The first. }] }`.
    fn read_values_of_extension(&mut self, schema: &Cursor<'_>) {
        let values = schema
            .get("x-ms-enum")
            .and_then(|extension| extension.get("values"));
        for entry in values.iter().flat_map(|values| values.items()) {
            let Some(value) = entry.get("value") else { continue };
            for (member, texts) in [("name", &mut self.names), ("description", &mut self.docs)] {
                insert(texts, value.value(), entry.get(member).as_ref());
            }
        }
    }
}

fn read(schema: &Cursor<'_>, keyword: &str, texts: &mut HashMap<String, String>) {
    let Some(words) = schema.get(keyword) else { return };
    let Some(values) = schema.get("enum") else { return };
    for (index, value) in values.items().enumerate() {
        let word = match words.is_array() {
            true => words.item(index),
            false => words.get(&text_of(value.value())),
        };
        insert(texts, value.value(), word.as_ref());
    }
}

fn insert(texts: &mut HashMap<String, String>, value: &Json, word: Option<&Cursor<'_>>) {
    let word = word.and_then(|word| word.as_str()).map(str::trim);
    if let Some(word) = word.filter(|word| !word.is_empty()) {
        texts.entry(text_of(value)).or_insert_with(|| word.to_owned());
    }
}
