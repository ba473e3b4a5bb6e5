use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Visitor};

use super::{Decode, Leaf, leaf};
use crate::select::Facts;

/// A value or null.
struct OrNull<T>(PhantomData<T>);

impl<'de, T: Decode<'de>> Visitor<'de> for OrNull<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode(deserializer).map(Some)
    }

    // A format that has no options hands out the value itself.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode(deserializer).map(Some)
    }
}

pub(crate) fn or_null<'de, T: Decode<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_option(OrNull(PhantomData))
}

impl<'de, T: Decode<'de>> Decode<'de> for Option<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        or_null(deserializer)
    }
}

/// Nothing: the body of an answer that has none.
struct Nothing;

impl Leaf<'_> for Nothing {
    type Value = ();
    const EXPECTED: &'static str = "null";

    fn null<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

impl<'de> Decode<'de> for () {
    const FACTS: Facts = Facts::NULL;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        leaf(Nothing, deserializer)
    }
}
