//! Enums of known values: what the expansions of `string_enum!` and `value_enum!` call.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de;

use crate::Json;
use crate::decode::{Leaf, leaf};
use crate::json::RawText;
use crate::schema::Literal;
use crate::text::Tree;

struct AsText<T>(PhantomData<T>);

impl<T: for<'a> From<&'a str>> Leaf<'_> for AsText<T> {
    type Value = T;
    const EXPECTED: &'static str = "a string";

    #[inline]
    fn text<E: de::Error>(self, text: Cow<'_, str>) -> Result<T, E> {
        Ok(T::from(&text))
    }
}

/// Reads a string.
///
/// # Errors
/// When the value is no string.
pub fn decode_text<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> From<&'a str>,
    D: Deserializer<'de>,
{
    leaf(AsText(PhantomData), deserializer)
}

/// A value that may be one of an enum's.
pub struct EnumValue<'a> {
    text: &'a str,
    /// The text of a parameter, where a number and a string look the same.
    is_plain: bool,
}

impl EnumValue<'_> {
    /// Whether it is the value that `literal` says.
    pub fn is(&self, literal: &Literal) -> bool {
        match (self.is_plain, literal) {
            (true, Literal::String(text)) => *text == self.text,
            _ => literal.is_text(self.text),
        }
    }
}

/// An enum of values of any kind.
pub trait FromValue: Sized {
    /// The variant of a value.
    fn from_value(value: &EnumValue<'_>) -> Option<Self>;

    /// The variant of a value that the document does not name.
    fn from_unknown(json: Json) -> Self;
}

/// Reads a value.
///
/// # Errors
/// When it is not JSON.
pub fn decode_value<'de, T: FromValue, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = RawText::capture(deserializer)?;
    match T::from_value(&EnumValue {
        text: text.as_str(),
        is_plain: false,
    }) {
        Some(known) => Ok(known),
        None => Json::from_raw(text).map(T::from_unknown),
    }
}

/// The value whose plain text this is; a number or boolean, where it looks like one.
pub fn value_from_plain<T: FromValue>(text: &str) -> T {
    T::from_value(&EnumValue { text, is_plain: true }).unwrap_or_else(|| {
        T::from_unknown(match Tree::parse(text) {
            Ok(Tree::Number(number)) => Json::unchecked(number),
            Ok(Tree::Bool(value)) => Json::from(value),
            _ => Json::from(text),
        })
    })
}

/// Writes a value as plain text: strings without quotes.
///
/// # Errors
/// When the formatter fails.
pub fn write_plain(json: &Json, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    match json.as_str() {
        Some(text) => formatter.write_str(&text),
        None => formatter.write_str(json.as_text()),
    }
}

/// A value as it is written in Rust.
pub trait RustLiteral {
    /// The value, given its source text.
    fn literal(self, source: &'static str) -> Literal;
}

impl RustLiteral for &'static str {
    fn literal(self, _: &'static str) -> Literal {
        Literal::String(self)
    }
}

impl RustLiteral for bool {
    fn literal(self, _: &'static str) -> Literal {
        Literal::Bool(self)
    }
}

impl RustLiteral for i128 {
    fn literal(self, source: &'static str) -> Literal {
        Literal::Number(source)
    }
}

impl RustLiteral for f64 {
    fn literal(self, source: &'static str) -> Literal {
        Literal::Number(source)
    }
}

/// The value that a literal of Rust says.
pub fn literal(value: impl RustLiteral, source: &'static str) -> Literal {
    value.literal(source)
}
