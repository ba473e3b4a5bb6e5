//! What becomes of the members that are not declared, by the forms of [`object!`](crate::object!).

use serde::de::MapAccess;
use serde::ser::SerializeMap;

use super::{Additional, Declared, MemberReader, WriteAdditional};

/// They are kept, in a field.
pub fn kept<T: Default>() -> T {
    T::default()
}

/// They are read, and nothing of them is kept.
pub fn dropped() -> Dropped {
    Dropped
}

/// There may be none.
pub fn refused() -> Refused {
    Refused
}

/// See [`dropped`].
#[derive(Debug)]
pub struct Dropped;

impl<'de> Additional<'de> for Dropped {
    fn read<A: MapAccess<'de>>(&mut self, reader: &mut MemberReader<A>) -> Result<(), A::Error> {
        reader.drop_undeclared()
    }

    fn duplicate(&self) -> Option<&str> {
        None
    }
}

/// See [`refused`].
#[derive(Debug)]
pub struct Refused;

impl<'de> Additional<'de> for Refused {
    fn read<A: MapAccess<'de>>(&mut self, reader: &mut MemberReader<A>) -> Result<(), A::Error> {
        Err(reader.undeclared_fault())
    }

    fn duplicate(&self) -> Option<&str> {
        None
    }
}

/// No field keeps them.
impl WriteAdditional for () {
    fn write<M: SerializeMap>(&self, _: &mut M, _: &'static [Declared]) -> Result<(), M::Error> {
        Ok(())
    }
}
