//! Between our values and serde_json's, for the libraries that work on those.

use bindery_model::{Json, Number};
use serde_json::Value;

/// The value as serde_json's. Digits beyond its numbers are rounded, and members lose their order.
pub(crate) fn to_serde(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => to_serde_number(number),
        Json::String(text) => Value::String(text.clone()),
        Json::Array(items) => Value::Array(items.iter().map(to_serde).collect()),
        Json::Object(members) => {
            let member = |(name, value): &(String, Json)| (name.clone(), to_serde(value));
            Value::Object(members.iter().map(member).collect())
        }
    }
}

fn to_serde_number(number: &Number) -> Value {
    let digits = &number.0;
    if let Ok(value) = digits.parse::<u64>() {
        return value.into();
    }
    if let Ok(value) = digits.parse::<i64>() {
        return value.into();
    }
    digits.parse::<f64>().map_or(Value::Null, Value::from)
}
