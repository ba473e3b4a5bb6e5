//! Members that are not declared.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::MapAccess;
use serde::ser::{Error as _, SerializeMap};

use super::{Declared, MemberReader};
use crate::decode::{Decode, Seed, insert};
use crate::decode_error::{Segment, member_fault};
use crate::{Json, Members};

/// What keeps the members that are not declared: as they came, or as one type.
pub trait Additional<'de> {
    /// Reads one.
    ///
    /// # Errors
    /// When its value is wrong.
    fn read<A: MapAccess<'de>>(&mut self, reader: &mut MemberReader<A>) -> Result<(), A::Error>;

    /// A name that stands twice.
    fn duplicate(&self) -> Option<&str>;
}

/// What writes the members that are not declared.
pub trait WriteAdditional {
    /// Writes all.
    ///
    /// # Errors
    /// When one has the name of a declared member, which would stand twice.
    fn write<M: SerializeMap>(&self, map: &mut M, declared: &'static [Declared]) -> Result<(), M::Error>;
}

impl<'de> Additional<'de> for Members {
    fn read<A: MapAccess<'de>>(&mut self, reader: &mut MemberReader<A>) -> Result<(), A::Error> {
        let (name, _) = reader.undeclared();
        let value = reader.value(&name, Seed::<Json>::new())?;
        self.push(name, value);
        Ok(())
    }

    fn duplicate(&self) -> Option<&str> {
        self.first_duplicate()
    }
}

impl<'de, T: Decode<'de>> Additional<'de> for BTreeMap<String, T> {
    fn read<A: MapAccess<'de>>(&mut self, reader: &mut MemberReader<A>) -> Result<(), A::Error> {
        let (name, access) = reader.undeclared();
        insert(self, name, access)
    }

    fn duplicate(&self) -> Option<&str> {
        None
    }
}

/// Nothing, where each name stands once.
///
/// # Errors
/// When one stands twice.
#[inline]
pub fn finish_additional<'de, T: Additional<'de>, E: serde::de::Error>(members: &T) -> Result<(), E> {
    match members.duplicate() {
        None => Ok(()),
        Some(name) => Err(member_fault(name, "stands twice")),
    }
}

impl<T: WriteAdditional> WriteAdditional for &T {
    fn write<M: SerializeMap>(&self, map: &mut M, declared: &'static [Declared]) -> Result<(), M::Error> {
        T::write(self, map, declared)
    }
}

impl WriteAdditional for Members {
    fn write<M: SerializeMap>(&self, map: &mut M, declared: &'static [Declared]) -> Result<(), M::Error> {
        self.iter()
            .try_for_each(|(name, value)| entry(map, declared, name, value))
    }
}

impl<T: Serialize> WriteAdditional for BTreeMap<String, T> {
    fn write<M: SerializeMap>(&self, map: &mut M, declared: &'static [Declared]) -> Result<(), M::Error> {
        self.iter()
            .try_for_each(|(name, value)| entry(map, declared, name, value))
    }
}

/// Writes a member that no declared one may be called like.
pub(crate) fn entry<T: Serialize, M: SerializeMap>(
    map: &mut M,
    declared: &'static [Declared],
    name: &str,
    value: &T,
) -> Result<(), M::Error> {
    if declared.iter().any(|member| member.name == name) {
        let place = Segment(name);
        return Err(M::Error::custom(format_args!(
            "#/{place}: is among the undeclared members, but is declared"
        )));
    }
    map.serialize_entry(name, value)
}
