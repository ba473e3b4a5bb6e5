//! What stands in a field when all members were read.

use serde::de::Error;

use crate::decode_error::member_fault;

/// A member that must be there.
///
/// # Errors
/// When it is not.
#[inline]
pub fn required<T, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| member_fault(name, "is missing"))
}

/// A member that may be absent.
///
/// # Errors
/// Never.
#[inline]
pub fn optional<T, E: Error>(slot: Option<T>, _: &'static str) -> Result<Option<T>, E> {
    Ok(slot)
}
