//! Objects with declared members: what the expansion of [`object!`](crate::object!) calls.

mod additional;
pub mod declared;
pub mod others;
mod reader;
mod slot;
pub mod written;

use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::MapAccess;
use serde::ser::{SerializeMap, Serializer};

use crate::decode::{Leaf, leaf};

#[cfg(feature = "indexmap")]
pub(crate) use additional::entry;
pub use additional::{Additional, WriteAdditional, finish_additional};
pub use declared::Declared;
pub(crate) use reader::undeclared_so_far;
pub use reader::{MemberReader, Place, place};
pub use slot::{Slot, missing, read_members};
pub use written::Written;

/// A struct whose members are known.
pub trait Object: Sized {
    /// The members, in the order in which they are written.
    const MEMBERS: &'static [Declared];

    /// Reads the members.
    ///
    /// # Errors
    /// When one is missing, wrong, or there twice.
    fn read<'de, A: MapAccess<'de>>(reader: &mut MemberReader<A>) -> Result<Self, A::Error>;
}

struct AsObject<T>(PhantomData<T>);

impl<'de, T: Object> Leaf<'de> for AsObject<T> {
    type Value = T;
    const EXPECTED: &'static str = "an object";
    const READS_OBJECTS: bool = true;

    #[inline]
    fn object<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        T::read(&mut MemberReader::new(access, T::MEMBERS))
    }
}

/// Reads an object.
///
/// # Errors
/// When the value is not such an object.
pub fn decode<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    leaf(AsObject(PhantomData), deserializer)
}

/// Writes an object: the declared members, then the others.
///
/// # Errors
/// When the object contradicts itself.
pub fn serialize<S: Serializer>(
    serializer: S,
    declared: &'static [Declared],
    members: &[&dyn Written<S::SerializeMap>],
    others: impl WriteAdditional,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (member, written) in declared.iter().zip(members) {
        written.write(&mut map, member.name)?;
    }
    others.write(&mut map, declared)?;
    map.end()
}
