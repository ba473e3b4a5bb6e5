//! Reading values, with errors that say where and never what.

mod integer;
mod leaf;
mod list;
mod map;
mod number;
mod optional;
mod text;

use std::marker::PhantomData;

use serde::de::DeserializeSeed;
use serde::{Deserialize, Deserializer};

pub(crate) use leaf::{Leaf, LeafVisitor, NUMBER_TOKEN, leaf, parsed_text};
pub(crate) use map::insert;
#[cfg(feature = "indexmap")]
pub(crate) use map::{NamedMap, decode_map};
pub(crate) use optional::or_null;

use crate::select::Facts;

/// A type that is read through this crate's own visitors.
///
/// serde's implementations for `String`, `bool`, lists and so on quote the value that they refuse; these do not.
/// The `Deserialize` of generated types is such a reading, so that they need no other.
pub trait Decode<'de>: Deserialize<'de> {
    /// What decoding as this type establishes, so that it need not be tested beforehand.
    #[doc(hidden)]
    const FACTS: Facts = Facts::NONE;

    /// Reads a value.
    ///
    /// # Errors
    /// When the value is not one of this type's; the text has the form `#/path: detail`.
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

/// A type that can be read from any text, borrowing nothing of it.
pub trait DecodeOwned: for<'de> Decode<'de> {}

impl<T: for<'de> Decode<'de>> DecodeOwned for T {}

/// Reads a `T` where serde wants a seed.
pub(crate) struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Decode<'de>> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Box<T> {
    const FACTS: Facts = T::FACTS;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Box::new)
    }
}
