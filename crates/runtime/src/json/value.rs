use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroize;

use super::{EncodeError, RawText, write_raw};
use crate::decode::{Decode, DecodeOwned};
use crate::decode_error::fault;
use crate::redacted::is_masking;
use crate::schema::JsonType;
use crate::text::{Number, Scanner, SyntaxError, Tree, check_unique_names, is_integer};
use crate::{DecodeError, json};

/// Any JSON value, kept as the text that it came in and written back byte for byte.
///
/// The text is wiped when it is dropped, and `Debug` does not show it: what is not described may be a
/// secret. Two values are equal when they say the same: numbers exactly, members in any order.
#[derive(Clone)]
pub struct Json(Box<str>);

impl Json {
    /// `null`.
    pub fn null() -> Self {
        Self::unchecked("null")
    }

    /// What `value` is written as.
    ///
    /// # Errors
    /// When the value contradicts itself: see [`SelectionError`](crate::SelectionError).
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, EncodeError> {
        let text = json::to_zeroizing(value)?;
        match std::str::from_utf8(&text) {
            Ok(text) => Ok(Self::unchecked(text)),
            Err(_) => Err(EncodeError::new("#: is not UTF-8")),
        }
    }

    pub(crate) fn unchecked(text: &str) -> Self {
        Self(text.into())
    }

    /// Text that is known to be JSON, but for names that stand twice.
    pub(crate) fn from_raw<E: serde::de::Error>(text: RawText<'_>) -> Result<Self, E> {
        check_unique_names(text.as_str()).map_err(|error| fault::<E>(error.detail))?;
        Ok(Self(text.into_boxed()))
    }

    /// The JSON text.
    pub fn as_text(&self) -> &str {
        &self.0
    }

    /// What kind of value it is; a number without a fraction is an integer.
    pub fn kind(&self) -> JsonType {
        kind_of(&self.0)
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        self.kind() == JsonType::Null
    }

    /// The boolean that it is.
    pub fn as_bool(&self) -> Option<bool> {
        match &*self.0 {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// The integer that it is, if 64 bits hold it.
    pub fn as_i64(&self) -> Option<i64> {
        match self.kind() {
            JsonType::Integer => Number::parse(&self.0).to_i128()?.try_into().ok(),
            _ => None,
        }
    }

    /// The number that it is, or the float next to it.
    pub fn as_f64(&self) -> Option<f64> {
        match self.kind() {
            JsonType::Integer | JsonType::Number => self.0.parse().ok(),
            _ => None,
        }
    }

    /// The string that it is.
    pub fn as_str(&self) -> Option<Cow<'_, str>> {
        match self.kind() {
            JsonType::String => Scanner::new(&self.0).string().ok()?.decode().ok(),
            _ => None,
        }
    }

    /// The member `name` of an object.
    pub fn get(&self, name: &str) -> Option<Json> {
        self.members()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// The members of an object, in their order; none of anything else.
    pub fn members(&self) -> impl Iterator<Item = (String, Json)> {
        let mut members = Vec::new();
        if self.kind() == JsonType::Object {
            let read = Scanner::new(&self.0).object(|name, scanner| {
                let name = name.decode()?.into_owned();
                members.push((name, Self::unchecked(scanner.skip()?)));
                Ok::<_, SyntaxError>(())
            });
            debug_assert!(read.is_ok(), "the text was read before");
        }
        members.into_iter()
    }

    /// The items of an array, in their order; none of anything else.
    pub fn items(&self) -> impl Iterator<Item = Json> {
        let mut items = Vec::new();
        if self.kind() == JsonType::Array {
            let read = Scanner::new(&self.0).array(|scanner| {
                items.push(Self::unchecked(scanner.skip()?));
                Ok::<_, SyntaxError>(())
            });
            debug_assert!(read.is_ok(), "the text was read before");
        }
        items.into_iter()
    }

    /// Reads it as a `T`.
    ///
    /// # Errors
    /// When it is not what `T` is.
    pub fn decode<T: DecodeOwned>(&self) -> Result<T, DecodeError> {
        json::from_str(&self.0)
    }
}

/// The kind of a value by its text.
pub(crate) fn kind_of(text: &str) -> JsonType {
    match text.as_bytes().first() {
        Some(b'{') => JsonType::Object,
        Some(b'[') => JsonType::Array,
        Some(b'"') => JsonType::String,
        Some(b't' | b'f') => JsonType::Boolean,
        Some(b'n') => JsonType::Null,
        _ if is_integer(text) => JsonType::Integer,
        _ => JsonType::Number,
    }
}

impl Drop for Json {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Default for Json {
    fn default() -> Self {
        Self::null()
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Json({}, {} bytes)", self.kind().name(), self.0.len())
    }
}

impl fmt::Display for Json {
    /// The JSON text.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Json {
    type Err = DecodeError;

    /// Reads JSON text.
    fn from_str(text: &str) -> Result<Self, DecodeError> {
        json::from_str(text)
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        if self.0 == other.0 {
            return true;
        }
        matches!((Tree::parse(&self.0), Tree::parse(&other.0)), (Ok(left), Ok(right)) if left == right)
    }
}

impl Eq for Json {}

impl Hash for Json {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.kind() {
            JsonType::Integer | JsonType::Number => Number::parse(&self.0).hash(state),
            JsonType::String => self.as_str().hash(state),
            // Arrays and objects: equal ones share no more that is cheap to find.
            kind => kind.hash(state),
        }
    }
}

impl<'de> Decode<'de> for Json {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_raw(RawText::capture(deserializer)?)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <Self as Decode>::decode(deserializer)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match is_masking() {
            true if self.kind() != JsonType::Null => {
                serializer.collect_str(&format_args!("[{}]", self.kind().name()))
            }
            _ => write_raw(&self.0, serializer),
        }
    }
}
