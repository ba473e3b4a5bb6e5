//! `enum: [PENDING, COMPLETED]` and `const: PENDING`.

use bindery_document::Cursor;
use bindery_model::{EnumValue, Enumeration, Json, Shape, TypeRef};

use crate::lowering::Lowering;
use crate::make::Making;
use crate::names;
use crate::scope::{Scope, Wanted};

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
    let wanted: Vec<Wanted<_>> = values.iter().map(|value| wanted(&value.value)).collect();
    let claims = scope.settle(wanted);
    let values = values
        .into_iter()
        .zip(claims)
        .map(|(Value { value, docs }, claim)| EnumValue {
            name: claim.name,
            value,
            docs,
        });
    let values = values.collect();
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

/// What a value would be called: what makes texts differ tells those apart that want one name.
fn wanted(value: &Json) -> Wanted<((bool, bool, u8), String)> {
    let text = text_of(value);
    let name = names::value_name(&text);
    let others = names::distinct_texts(&text);
    Wanted {
        rank: (names::plainness(&text, &name), value.to_text()),
        others: others.iter().map(|text| names::variant_name(text)).collect(),
        name,
    }
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
