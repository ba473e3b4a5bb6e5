use std::ops::Deref;

use serde::Deserializer;

use super::text::text_common;
use super::{Decimal, FormatError};
use crate::decode::Decode;
use crate::select::Facts;

/// A decimal number that stands in a JSON string (`format: decimal`), written back as it came: `"1.10"` stays
/// `"1.10"`, and does not equal `"1.1"`; compare what [`to_decimal`](Self::to_decimal) says.
///
/// Any text is accepted; `validate` says whether it is a decimal number.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct DecimalText(String);

impl DecimalText {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, with all its digits.
    ///
    /// # Errors
    /// When the text is not a decimal number.
    pub fn to_decimal(&self) -> Result<Decimal, FormatError> {
        crate::schema::is_of_format(crate::schema::Format::Decimal, &self.0).map_err(FormatError::new)?;
        json_number(&self.0).parse()
    }
}

/// The decimal number in JSON's grammar, which knows no `+1`, `007`, `.5` and `5.`.
fn json_number(text: &str) -> String {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (number, exponent) = text.split_at(text.find(['e', 'E']).unwrap_or(text.len()));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}{exponent}")
}

impl Deref for DecimalText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<String> for DecimalText {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for DecimalText {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<Decimal> for DecimalText {
    fn from(number: Decimal) -> Self {
        Self(number.as_str().to_owned())
    }
}

impl From<DecimalText> for String {
    fn from(text: DecimalText) -> Self {
        text.0
    }
}

impl<'de> Decode<'de> for DecimalText {
    const FACTS: Facts = Facts::STRING;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::decode(deserializer).map(Self)
    }
}

text_common!(DecimalText);
