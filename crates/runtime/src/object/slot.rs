//! Reading members into what keeps them until all were read.

use serde::de::{Error, MapAccess};

use super::{Additional, MemberReader, finish_additional};
use crate::decode::Decode;
use crate::decode_error::member_fault;

/// What keeps a member until all were read.
pub trait Slot<'de, A: MapAccess<'de>> {
    /// Reads the member `name`.
    ///
    /// # Errors
    /// When its value is wrong, or it was there before.
    fn read(&mut self, reader: &mut MemberReader<A>, name: &'static str) -> Result<(), A::Error>;
}

impl<'de, A: MapAccess<'de>, T: Decode<'de>> Slot<'de, A> for Option<T> {
    fn read(&mut self, reader: &mut MemberReader<A>, name: &'static str) -> Result<(), A::Error> {
        reader.member(self, name)
    }
}

/// Reads all members; the slots are those of the declared ones, in their order.
///
/// # Errors
/// When one is wrong, or there twice.
pub fn read_members<'de, A: MapAccess<'de>, T: Additional<'de>>(
    reader: &mut MemberReader<A>,
    slots: &mut [&mut dyn Slot<'de, A>],
    others: &mut T,
) -> Result<(), A::Error> {
    while let Some(place) = reader.next_member()? {
        match slots.get_mut(place.index()) {
            Some(slot) => slot.read(reader, reader.name(place.index()))?,
            None => others.read(reader)?,
        }
    }
    finish_additional(others)
}

/// The error about a member that must be there and is not.
#[cold]
pub fn missing<E: Error>(name: &'static str) -> E {
    member_fault(name, "is missing")
}
