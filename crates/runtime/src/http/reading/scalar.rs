//! A text as the JSON value that a schema expects.

use serde::de::IgnoredAny;

use super::expectation::Kinds;
use super::{JsonText, satisfies};
use crate::schema::{JsonType, Schema};

/// `text` as JSON: what the schema accepts, else what comes nearest.
pub(crate) fn scalar(schema: &'static Schema, text: &str) -> JsonText {
    let kinds = Kinds::of(schema);
    let may_be = |kind| kinds.is_none_or(|kinds| kinds.contains(kind));
    let mut candidates = Vec::new();
    // A schema that says nothing of types takes any text as a text.
    if kinds.is_none() {
        candidates.push(string(text));
    }
    if may_be(JsonType::Number) && is_number(text) {
        candidates.push(JsonText::new(text.to_owned()));
    }
    if may_be(JsonType::Boolean) && matches!(text, "true" | "false") {
        candidates.push(JsonText::new(text.to_owned()));
    }
    let nests =
        kinds.is_some_and(|kinds| kinds.contains(JsonType::Object) || kinds.contains(JsonType::Array));
    // What nests deeper than a style can say is written as JSON.
    if nests && text.starts_with(['{', '[']) && serde_json::from_str::<IgnoredAny>(text).is_ok() {
        candidates.push(JsonText::new(text.to_owned()));
    }
    if may_be(JsonType::String) && kinds.is_some() {
        candidates.push(string(text));
    }
    if may_be(JsonType::Null) && text.is_empty() {
        candidates.push(JsonText::new("null".to_owned()));
    }
    if candidates.len() < 2 {
        return candidates.pop().unwrap_or_else(|| string(text));
    }
    let chosen = candidates
        .iter()
        .position(|candidate| satisfies(schema, candidate))
        .unwrap_or(0);
    candidates.swap_remove(chosen)
}

/// `text` as a JSON string.
pub(crate) fn string(text: &str) -> JsonText {
    // A string can always be written.
    JsonText::new(serde_json::to_string(text).unwrap_or_default())
}

/// Whether `text` is a number as JSON writes it (RFC 8259, section 6).
pub(crate) fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let integer = digits(unsigned);
    let Some(rest) = unsigned
        .get(integer..)
        .filter(|_| integer == 1 || (integer > 1 && !unsigned.starts_with('0')))
    else {
        return false;
    };
    let rest = match rest.strip_prefix('.') {
        Some(fraction) if digits(fraction) > 0 => fraction.get(digits(fraction)..).unwrap_or_default(),
        Some(_) => return false,
        None => rest,
    };
    match rest.strip_prefix(['e', 'E']) {
        Some(exponent) => {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            !exponent.is_empty() && digits(exponent) == exponent.len()
        }
        None => rest.is_empty(),
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_json() {
        for number in [
            "0",
            "-0",
            "10",
            "1.0",
            "-1.5e+10",
            "1E5",
            "123456789012345678901234567890",
        ] {
            assert!(is_number(number), "{number}");
        }
        for other in [
            "", "-", "01", "+1", "1.", ".5", "1e", "0x1", "1 ", "NaN", "1e+", "١",
        ] {
            assert!(!is_number(other), "{other}");
        }
    }
}
