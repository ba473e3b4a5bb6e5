use std::any::type_name;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::capture::RAW_TOKEN;
use crate::text::{Number, Tree};

/// Writes JSON text: as it is to serde_json, to anything else as the values that it says.
///
/// Only serde_json knows its token for raw text; another serializer would write a struct of that name.
/// serde has no way to ask a serializer what it is but the name of its type.
pub(crate) fn write_raw<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if type_name::<S>().contains("serde_json::") {
        let mut raw = serializer.serialize_struct(RAW_TOKEN, 1)?;
        raw.serialize_field(RAW_TOKEN, text)?;
        return raw.end();
    }
    match Tree::parse(text) {
        Ok(tree) => tree.serialize(serializer),
        Err(error) => Err(S::Error::custom(format_args!("#: {}", error.detail))),
    }
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Tree::Null => serializer.serialize_unit(),
            Tree::Bool(value) => serializer.serialize_bool(*value),
            Tree::Number(text) => write_number(text, serializer),
            Tree::String(text) => serializer.serialize_str(text.as_str()),
            Tree::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Tree::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                members
                    .iter()
                    .try_for_each(|(name, value)| map.serialize_entry(name.as_str(), value))?;
                map.end()
            }
        }
    }
}

fn write_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let number = Number::parse(text);
    match number.is_integer().then(|| number.to_i128()).flatten() {
        Some(value) => match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) => serializer.serialize_i64(value),
            (_, Ok(value)) => serializer.serialize_u64(value),
            _ => serializer.serialize_i128(value),
        },
        None => match text.parse::<f64>() {
            Ok(value) if value.is_finite() => serializer.serialize_f64(value),
            _ => Err(S::Error::custom("#: is a number that this format cannot hold")),
        },
    }
}
