//! Objects with declared members: what the expansion of [`object!`](crate::object!) calls.

mod additional;
pub mod finish;
mod reader;
pub mod write;

use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::MapAccess;
use serde::ser::{SerializeMap, Serializer};

use crate::decode::{Leaf, leaf};

#[cfg(feature = "indexmap")]
pub(crate) use additional::entry;
pub use additional::{Additional, WriteAdditional, finish_additional};
pub(crate) use reader::undeclared_so_far;
pub use reader::{MemberReader, place};

/// A struct whose members are known.
pub trait Object: Sized {
    /// The members' names in JSON, in the order in which they are written.
    const NAMES: &'static [&'static str];

    /// Reads the members.
    ///
    /// # Errors
    /// When one is missing, wrong, or there twice.
    fn read<'de, A: MapAccess<'de>>(reader: &mut MemberReader<A>) -> Result<Self, A::Error>;

    /// Writes the members.
    ///
    /// # Errors
    /// When the object contradicts itself.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

struct AsObject<T>(PhantomData<T>);

impl<'de, T: Object> Leaf<'de> for AsObject<T> {
    type Value = T;
    const EXPECTED: &'static str = "an object";
    const READS_OBJECTS: bool = true;

    #[inline]
    fn object<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        T::read(&mut MemberReader::new(access, T::NAMES))
    }
}

/// Reads an object.
///
/// # Errors
/// When the value is not such an object.
pub fn decode<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    leaf(AsObject(PhantomData), deserializer)
}

/// Writes an object.
///
/// # Errors
/// When the object contradicts itself.
pub fn serialize<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    object.write(&mut map)?;
    map.end()
}
