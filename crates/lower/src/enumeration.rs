//! `enum: [PENDING, COMPLETED]` and `const: PENDING`.

use bindery_model::{EnumValue, Enumeration, Json, Shape, TypeRef};

use crate::chosen::Named;
use crate::enum_words::EnumWords;
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
        let words = making.seed.place().map(EnumWords::of).unwrap_or_default();
        let named = values
            .into_iter()
            .map(|value| Value {
                value: value.clone(),
                name: words.name(value),
                docs: words.docs(value),
            })
            .collect();
        Some(self.item(making, |lowering, _| {
            Shape::Enum(lowering.enumeration_of(making, named))
        }))
    }

    /// Names the variants of an enum.
    pub(crate) fn enumeration_of(&mut self, making: &Making<'_, 'd>, values: Vec<Value>) -> Enumeration {
        let mut scope = Scope::new();
        let wanted: Vec<Wanted<_>> = values.iter().map(wanted).collect();
        let chosen = values.iter().map(|value| {
            let text = text_of(&value.value);
            self.chosen_name(making.seed.place()?, (Named::Value, &text), None)
        });
        let chosen = chosen.collect();
        let claims = self.settle_chosen(&mut scope, wanted, chosen);
        let values = values.into_iter().zip(claims).map(|(value, claim)| EnumValue {
            name: claim.name,
            value: value.value,
            docs: value.docs,
        });
        let values = values.collect();
        let others = ["UnknownValue", "Unlisted", "Unrecognized"].map(str::to_owned);
        let unknown = scope.claim("Unknown", others).name;
        Enumeration { values, unknown }
    }
}

/// A value of an enum, before it has a name.
#[derive(Clone)]
pub(crate) struct Value {
    /// The value.
    pub(crate) value: Json,
    /// What the document calls it, where it says so.
    pub(crate) name: Option<String>,
    /// What the document says of it.
    pub(crate) docs: Option<String>,
}

/// Whether a value can be an enum's variant.
pub(crate) fn is_variant(value: &Json) -> bool {
    match value {
        Json::String(_) | Json::Bool(_) => true,
        // What a literal of Rust can say.
        Json::Number(number) => {
            number.as_i128().is_some() || number.0.parse().is_ok_and(|float: f64| float.is_finite())
        }
        _ => false,
    }
}

/// What a value would be called: what makes texts differ tells those apart that want one name.
fn wanted(Value { value, name, .. }: &Value) -> Wanted<'static, ((bool, bool, u8), String)> {
    let text = name.clone().unwrap_or_else(|| spoken(value));
    let name = names::value_name(&text);
    Wanted {
        rank: (names::plainness(&text, &name), value.to_text()),
        others: Box::new(move || {
            let distinct = names::distinct_texts(&text);
            distinct.iter().map(|text| names::variant_name(text)).collect()
        }),
        name,
    }
}

/// The value as a name is made of it: `1.5` is one point five.
fn spoken(value: &Json) -> String {
    match value {
        Json::Number(number) => number.0.replace('.', " point "),
        other => text_of(other),
    }
}

pub(crate) fn text_of(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_text(),
    }
}
