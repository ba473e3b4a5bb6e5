//! Values that can be looked at before they are read.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::Union;
use crate::json::{Capture, RAW_TOKEN, RawText, Text};

/// The name under which a [`Reader`](crate::text::Reader) hands out the place where a value stands.
pub(crate) const UNION_TOKEN: &str = "$bindery_runtime::private::Union";

/// What is read of a value's text, or where the value stands.
pub(super) trait FromPlace<'de>: Sized {
    /// Reads a text.
    fn from_text<E: de::Error>(text: RawText<'de>) -> Result<Self, E>;

    /// Reads the value of a place. The place's value is what stands there; its key is the text from there on, and once
    /// that was asked for or the value was read, the value's text.
    fn from_place<A: MapAccess<'de>>(place: A) -> Result<Self, A::Error>;
}

/// A value from any deserializer: what knows texts hands out the text.
pub(super) struct AnyValue<T>(pub(super) PhantomData<T>);

impl<'de, T: FromPlace<'de>> AnyValue<T> {
    fn written<E: de::Error>(text: Result<Cow<'de, str>, E>) -> Result<T, E> {
        T::from_text(RawText::new(text?))
    }
}

impl<'de, T: FromPlace<'de>> Visitor<'de> for AnyValue<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Capture::default().expecting(formatter)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        Self::written(deserializer.deserialize_any(Capture::default()))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        Self::written(deserializer.deserialize_any(Capture::default()))
    }

    fn visit_none<E: de::Error>(self) -> Result<T, E> {
        Self::written(Capture::default().visit_none())
    }

    fn visit_unit<E: de::Error>(self) -> Result<T, E> {
        Self::written(Capture::default().visit_unit())
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<T, E> {
        Self::written(Capture::default().visit_bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        Self::written(Capture::default().visit_i64(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        Self::written(Capture::default().visit_u64(value))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<T, E> {
        Self::written(Capture::default().visit_i128(value))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<T, E> {
        Self::written(Capture::default().visit_u128(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        Self::written(Capture::default().visit_f64(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        Self::written(Capture::default().visit_str(value))
    }

    fn visit_bytes<E: de::Error>(self, value: &[u8]) -> Result<T, E> {
        Self::written(Capture::default().visit_bytes(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        Self::written(Capture::default().visit_seq(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        match map.next_key_seed(Text)? {
            Some(name) if name == RAW_TOKEN => map.next_value_seed(Place(PhantomData)),
            first => Self::written(Capture::default().object(first, map)),
        }
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, value: A) -> Result<T, A::Error> {
        Self::written(Capture::default().visit_enum(value))
    }
}

/// A text, or the place where a value stands.
struct Place<T>(PhantomData<T>);

impl<'de, T: FromPlace<'de>> DeserializeSeed<'de> for Place<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_newtype_struct(UNION_TOKEN, self)
    }
}

impl<'de, T: FromPlace<'de>> Visitor<'de> for Place<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<T, E> {
        T::from_text(RawText::new(Cow::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        T::from_text(RawText::new(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<T, E> {
        T::from_text(RawText::new(Cow::Owned(text)))
    }

    fn visit_map<A: MapAccess<'de>>(self, place: A) -> Result<T, A::Error> {
        T::from_place(place)
    }
}

/// Reads a value as a variant.
pub(super) struct Variant<U>(pub(super) usize, pub(super) PhantomData<U>);

impl<'de, U: Union> DeserializeSeed<'de> for Variant<U> {
    type Value = U;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<U, D::Error> {
        U::read(self.0, deserializer)
    }
}
