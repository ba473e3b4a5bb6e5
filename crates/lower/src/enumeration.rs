//! `enum: [PENDING, COMPLETED]` and `const: PENDING`.

use std::collections::HashMap;

use bindery_document::Cursor;
use bindery_model::{EnumValue, Enumeration, Json, Shape, TypeRef};

use crate::lowering::Lowering;
use crate::make::Making;
use crate::names;
use crate::scope::Scope;

impl<'d> Lowering<'d> {
    /// The enum of a schema's literals, where each can be a variant. Both booleans are a `bool`.
    pub(crate) fn enumeration(&mut self, making: &Making<'_, 'd>) -> Option<TypeRef> {
        let values = making.view.values()?;
        if values.is_empty() || !values.iter().all(|value| is_variant(value)) {
            return None;
        }
        if values.len() == 2 && values.iter().all(|value| matches!(value, Json::Bool(_))) {
            return Some(TypeRef::Primitive(bindery_model::Primitive::Bool));
        }
        let holder = making.seed.place().cloned();
        let named = values
            .into_iter()
            .enumerate()
            .map(|(index, value)| Value {
                value: value.clone(),
                docs: holder
                    .as_ref()
                    .and_then(|holder| docs_of_value(holder, index, value)),
            })
            .collect();
        Some(self.item(making, |_, _| Shape::Enum(enumeration_of(named))))
    }
}

/// A value of an enum, before it has a name.
pub(crate) struct Value {
    /// The value.
    pub(crate) value: Json,
    /// What the document says of it.
    pub(crate) docs: Option<String>,
}

/// Names the variants of an enum.
pub(crate) fn enumeration_of(values: Vec<Value>) -> Enumeration {
    let mut scope = Scope::new();
    // The texts that names were made of, by these names.
    let mut texts: HashMap<String, String> = HashMap::new();
    let values = values
        .into_iter()
        .map(|Value { value, docs }| {
            let text = text_of(&value);
            let name = names::value_name(&text);
            let others = texts
                .get(&name)
                .map_or_else(Vec::new, |earlier| clash_names(&text, earlier, &name));
            texts.entry(name.clone()).or_insert(text);
            EnumValue {
                name: scope.claim(&name, others).name,
                value,
                docs,
            }
        })
        .collect();
    let others = ["UnknownValue", "Unlisted", "Unrecognized"].map(str::to_owned);
    let unknown = scope.claim("Unknown", others).name;
    Enumeration { values, unknown }
}

/// Whether a value can be an enum's variant.
pub(crate) fn is_variant(value: &Json) -> bool {
    match value {
        Json::String(_) | Json::Bool(_) => true,
        // `value_enum!` compares integers as `i64`.
        Json::Number(number) => number
            .as_i128()
            .is_some_and(|integer| i64::try_from(integer).is_ok()),
        _ => false,
    }
}

/// Names for a text whose own is that of an earlier one: what makes the texts differ tells them apart.
fn clash_names(text: &str, earlier: &str, name: &str) -> Vec<String> {
    let case = (text.to_lowercase() == earlier.to_lowercase())
        .then(|| case_name(text, name))
        .flatten();
    case.into_iter().chain(names::punctuated_name(text)).collect()
}

/// `asc` and `ASC` in one enum.
fn case_name(text: &str, name: &str) -> Option<String> {
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    if letters().all(char::is_uppercase) {
        return Some(format!("Upper{name}"));
    }
    letters().all(char::is_lowercase).then(|| format!("Lower{name}"))
}

fn text_of(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_text(),
    }
}

/// `x-enum-descriptions`: a list beside the values, or a map from them.
fn docs_of_value(schema: &Cursor<'_>, index: usize, value: &Json) -> Option<String> {
    let described = schema
        .get("x-enum-descriptions")
        .or_else(|| schema.get("x-enumDescriptions"))?;
    let docs = if described.is_array() {
        described.item(index)
    } else {
        described.get(&text_of(value))
    };
    docs?.as_str().map(str::to_owned)
}
