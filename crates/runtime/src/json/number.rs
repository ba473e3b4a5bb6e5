use serde::Deserializer;

use super::RawText;
use super::value::kind_of;
use crate::decode_error::mismatch;
use crate::schema::JsonType;

/// Reads the digits of numbers.
pub(crate) struct DecodeDigits {
    /// What is expected, in words.
    pub(crate) expected: &'static str,
    /// Whether a fraction is refused.
    pub(crate) whole: bool,
}

impl DecodeDigits {
    pub(crate) fn decode<'de, D: Deserializer<'de>>(&self, deserializer: D) -> Result<Box<str>, D::Error> {
        let text = RawText::capture(deserializer)?;
        match kind_of(text.as_str()) {
            JsonType::Integer => Ok(text.into_boxed()),
            JsonType::Number if self.whole => Err(mismatch(self.expected, "a number with a fraction")),
            JsonType::Number => Ok(text.into_boxed()),
            other => Err(mismatch(self.expected, other.with_article())),
        }
    }
}
