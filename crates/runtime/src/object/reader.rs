use std::borrow::Cow;
use std::cell::Cell;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess};

use super::Declared;
use crate::decode::{Decode, Leaf, LeafVisitor, NUMBER_TOKEN, Seed};
use crate::decode_error::{member_fault, mismatch, within};

/// Reads an object member by member.
pub struct MemberReader<A> {
    access: A,
    declared: &'static [Declared],
    /// The member after the one that was read last: most objects come in the order of their schema.
    expected: usize,
    undeclared: String,
}

/// Which member was read; compared with the members in turn, which compiles to one jump.
pub struct Place(usize);

impl Place {
    /// Whether it is this member; asked once for each member, in their order.
    #[inline(always)]
    pub fn is_this(&mut self) -> bool {
        let found = self.0 == 0;
        self.0 = self.0.wrapping_sub(1);
        found
    }

    pub(super) fn index(&self) -> usize {
        self.0
    }
}

/// The place of a variant.
pub fn place(index: usize) -> Place {
    Place(index)
}

impl<'de, A: MapAccess<'de>> MemberReader<A> {
    pub(crate) fn new(access: A, declared: &'static [Declared]) -> Self {
        Self {
            access,
            declared,
            expected: 0,
            undeclared: String::new(),
        }
    }

    /// The next member's place among the declared ones, or one beyond them.
    ///
    /// # Errors
    /// When the text is no object.
    #[inline]
    pub fn next_member(&mut self) -> Result<Option<Place>, A::Error> {
        let seed = NameSeed {
            declared: self.declared,
            expected: self.expected,
        };
        match self.access.next_key_seed(seed)? {
            None => Ok(None),
            Some(Name::Declared(index)) => {
                self.expected = index + 1;
                Ok(Some(Place(index)))
            }
            Some(Name::Undeclared(name)) => {
                note_undeclared();
                if name == NUMBER_TOKEN {
                    return Err(mismatch("an object", "a number"));
                }
                self.undeclared = name;
                Ok(Some(Place(usize::MAX)))
            }
        }
    }

    /// The name of a declared member.
    #[inline]
    pub(super) fn name(&self, index: usize) -> &'static str {
        self.declared.get(index).map_or("", |member| member.name)
    }

    /// Reads the value of the member `name`, which must be new.
    ///
    /// # Errors
    /// When the value is not a `T`, or the member was there before.
    #[inline]
    pub fn member<T: Decode<'de>>(
        &mut self,
        slot: &mut Option<T>,
        name: &'static str,
    ) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(member_fault(name, "stands twice"));
        }
        *slot = Some(self.value(name, Seed::<T>::new())?);
        Ok(())
    }

    #[inline]
    pub(crate) fn value<S: DeserializeSeed<'de>>(
        &mut self,
        name: &str,
        seed: S,
    ) -> Result<S::Value, A::Error> {
        match self.access.next_value_seed(seed) {
            Ok(value) => Ok(value),
            Err(error) => Err(within(error, name)),
        }
    }

    /// The error about a member that is not declared, where only declared ones may be.
    #[cold]
    pub fn undeclared_fault(&self) -> A::Error {
        member_fault(&self.undeclared, "is not declared")
    }

    /// Reads the member that is not declared, and keeps nothing of it.
    ///
    /// # Errors
    /// When the text is not JSON.
    #[inline]
    pub fn drop_undeclared(&mut self) -> Result<(), A::Error> {
        let (name, access) = self.undeclared();
        match access.next_value::<IgnoredAny>() {
            Ok(_) => Ok(()),
            Err(error) => Err(within(error, &name)),
        }
    }

    /// The name of the member that is not declared, and the access to its value.
    pub(crate) fn undeclared(&mut self) -> (String, &mut A) {
        (std::mem::take(&mut self.undeclared), &mut self.access)
    }
}

thread_local! {
    static UNDECLARED: Cell<u64> = const { Cell::new(0) };
}

#[cold]
fn note_undeclared() {
    UNDECLARED.set(UNDECLARED.get().wrapping_add(1));
}

/// How many members this thread has read that are not declared.
pub(crate) fn undeclared_so_far() -> u64 {
    UNDECLARED.get()
}

enum Name {
    Declared(usize),
    Undeclared(String),
}

struct NameSeed {
    declared: &'static [Declared],
    expected: usize,
}

impl NameSeed {
    #[inline]
    fn find(&self, name: &str) -> Option<usize> {
        if self
            .declared
            .get(self.expected)
            .is_some_and(|expected| expected.name == name)
        {
            return Some(self.expected);
        }
        self.search(name)
    }

    /// The same for a member that comes out of order.
    fn search(&self, name: &str) -> Option<usize> {
        // Names of one length seldom end alike.
        let end = name.as_bytes().last();
        self.declared.iter().position(|Declared { name: declared, .. }| {
            declared.len() == name.len() && declared.as_bytes().last() == end && *declared == name
        })
    }
}

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Name;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_str(LeafVisitor(self))
    }
}

impl Leaf<'_> for NameSeed {
    type Value = Name;
    const EXPECTED: &'static str = "a name";

    #[inline(always)]
    fn text<E: de::Error>(self, name: Cow<'_, str>) -> Result<Name, E> {
        Ok(match self.find(&name) {
            Some(index) => Name::Declared(index),
            None => Name::Undeclared(name.into_owned()),
        })
    }

    // Formats other than JSON have names of other kinds.
    fn integer<E: de::Error>(self, name: i128) -> Result<Name, E> {
        self.text(Cow::Owned(name.to_string()))
    }

    fn boolean<E: de::Error>(self, name: bool) -> Result<Name, E> {
        self.text(Cow::Owned(name.to_string()))
    }
}
