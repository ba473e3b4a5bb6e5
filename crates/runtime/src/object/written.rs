//! Members as they are written, by the words of [`object!`](crate::object!) for their presence.

use serde::Serialize;
use serde::ser::SerializeMap;

/// A member that is written.
pub trait Written<M: SerializeMap> {
    /// Writes it as `name`.
    ///
    /// # Errors
    /// When its value contradicts itself.
    fn write(&self, map: &mut M, name: &'static str) -> Result<(), M::Error>;
}

/// A member that is always there.
pub fn required<T>(value: &T) -> Required<'_, T> {
    Required(value)
}

/// A member that may be absent.
pub fn optional<T>(value: &Option<T>) -> Optional<'_, T> {
    Optional(value)
}

/// See [`required`].
#[derive(Debug)]
pub struct Required<'a, T>(&'a T);

impl<M: SerializeMap, T: Serialize> Written<M> for Required<'_, T> {
    fn write(&self, map: &mut M, name: &'static str) -> Result<(), M::Error> {
        map.serialize_entry(name, self.0)
    }
}

/// See [`optional`].
#[derive(Debug)]
pub struct Optional<'a, T>(&'a Option<T>);

impl<M: SerializeMap, T: Serialize> Written<M> for Optional<'_, T> {
    fn write(&self, map: &mut M, name: &'static str) -> Result<(), M::Error> {
        match self.0 {
            Some(value) => map.serialize_entry(name, value),
            None => Ok(()),
        }
    }
}
