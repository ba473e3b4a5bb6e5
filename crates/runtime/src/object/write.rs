//! Writing a member.

use serde::Serialize;
use serde::ser::SerializeMap;

/// A member that is always there.
///
/// # Errors
/// When its value contradicts itself.
#[inline]
pub fn required<T: Serialize, M: SerializeMap>(
    map: &mut M,
    name: &'static str,
    value: &T,
) -> Result<(), M::Error> {
    map.serialize_entry(name, value)
}

/// A member that may be absent.
///
/// # Errors
/// When its value contradicts itself.
#[inline]
pub fn optional<T: Serialize, M: SerializeMap>(
    map: &mut M,
    name: &'static str,
    value: &Option<T>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}
