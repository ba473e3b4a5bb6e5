use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use zeroize::Zeroize;

use crate::decode::NUMBER_TOKEN;
use crate::decode_error::{fault, mismatch, within, within_item};
use crate::text::MAX_DEPTH;

/// The name under which serde_json hands out a value's text as it stands.
pub(crate) const RAW_TOKEN: &str = "$serde_json::private::RawValue";

/// The text of a value: as it stood where serde_json reads, else written anew from the values.
///
/// A copy is wiped when it is dropped.
pub(crate) struct RawText<'de>(Cow<'de, str>);

impl<'de> RawText<'de> {
    pub(crate) fn capture<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        CaptureSeed { depth: 0 }.deserialize(deserializer).map(Self)
    }

    /// The text as it came.
    pub(crate) fn new(text: Cow<'de, str>) -> Self {
        Self(text)
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as one of its own.
    pub(crate) fn into_boxed(mut self) -> Box<str> {
        match std::mem::take(&mut self.0) {
            Cow::Borrowed(text) => text.into(),
            Cow::Owned(mut text) => {
                let boxed = text.as_str().into();
                text.zeroize();
                boxed
            }
        }
    }
}

impl Drop for RawText<'_> {
    fn drop(&mut self) {
        if let Cow::Owned(text) = &mut self.0 {
            text.zeroize();
        }
    }
}

#[derive(Clone, Copy)]
struct CaptureSeed {
    depth: u32,
}

impl<'de> DeserializeSeed<'de> for CaptureSeed {
    type Value = Cow<'de, str>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_newtype_struct(RAW_TOKEN, Capture { depth: self.depth })
    }
}

/// Receives serde_json's raw text, or any value, which it writes down.
#[derive(Default)]
pub(crate) struct Capture {
    depth: u32,
}

impl Capture {
    /// The text of an object whose first name was read.
    pub(crate) fn object<'de, A: MapAccess<'de>>(
        self,
        first: Option<Cow<'de, str>>,
        mut map: A,
    ) -> Result<Cow<'de, str>, A::Error> {
        match first {
            None => Ok(Cow::Borrowed("{}")),
            Some(name) if name == RAW_TOKEN => map.next_value_seed(Text),
            Some(name) if name == NUMBER_TOKEN => map.next_value_seed(Text),
            Some(name) => self.members(name.into_owned(), map).map(Cow::Owned),
        }
    }

    fn inner<E: de::Error>(&self) -> Result<CaptureSeed, E> {
        if self.depth >= MAX_DEPTH {
            return Err(fault("is nested too deeply"));
        }
        Ok(CaptureSeed {
            depth: self.depth + 1,
        })
    }

    fn members<'de, A: MapAccess<'de>>(&self, first: String, mut map: A) -> Result<String, A::Error> {
        let (mut text, mut next) = ("{".to_owned(), Some(first));
        while let Some(name) = next {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&quoted(&name)?);
            text.push(':');
            let value = map
                .next_value_seed(self.inner()?)
                .map_err(|error| within(error, &name))?;
            text.push_str(&value);
            next = map.next_key_seed(Text)?.map(Cow::into_owned);
        }
        text.push('}');
        Ok(text)
    }
}

fn quoted<E: de::Error>(text: &str) -> Result<String, E> {
    serde_json::to_string(text).map_err(|_| fault("is not a string"))
}

fn written<'de, E>(value: impl fmt::Display) -> Result<Cow<'de, str>, E> {
    Ok(Cow::Owned(value.to_string()))
}

impl<'de> Visitor<'de> for Capture {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed("null"))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed("null"))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(if value { "true" } else { "false" }))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        written(value)
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        written(value)
    }

    fn visit_i128<E>(self, value: i128) -> Result<Self::Value, E> {
        written(value)
    }

    fn visit_u128<E>(self, value: u128) -> Result<Self::Value, E> {
        written(value)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        match value.is_finite() {
            true => serde_json::to_string(&value)
                .map(Cow::Owned)
                .map_err(|_| fault("is not a number")),
            false => Err(fault("is a number that JSON cannot hold")),
        }
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        quoted(value).map(Cow::Owned)
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<Self::Value, E> {
        Err(mismatch("a JSON value", "bytes"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let (mut text, mut count) = ("[".to_owned(), 0);
        let inner = self.inner()?;
        while let Some(item) = list
            .next_element_seed(inner)
            .map_err(|error| within_item(error, count))?
        {
            if count > 0 {
                text.push(',');
            }
            text.push_str(&item);
            count += 1;
        }
        text.push(']');
        Ok(Cow::Owned(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let first = map.next_key_seed(Text)?;
        self.object(first, map)
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(A::Error::custom("#: expected a JSON value, found a tagged value"))
    }
}

/// A name, or the text that stands under a token.
pub(crate) struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    #[inline]
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        written(value)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        written(value)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        written(value)
    }
}
