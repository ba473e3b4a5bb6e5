use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::marker::PhantomData;

use serde::de::{Error, MapAccess};
use serde::{Deserialize, Deserializer};

use super::{Decode, Leaf, NUMBER_TOKEN, Seed, leaf};
use crate::decode_error::{member_fault, mismatch, within};
use crate::select::Facts;

/// A map from names, in whichever order.
pub(crate) trait NamedMap<T>: Default {
    /// Adds the value that `read` gives for `name`, which must be new.
    fn insert_new<E: Error>(
        &mut self,
        name: String,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<(), E>;
}

impl<T> NamedMap<T> for BTreeMap<String, T> {
    fn insert_new<E: Error>(
        &mut self,
        name: String,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<(), E> {
        match self.entry(name) {
            Entry::Occupied(entry) => Err(member_fault(entry.key(), "stands twice")),
            Entry::Vacant(entry) => {
                let value = read(entry.key())?;
                entry.insert(value);
                Ok(())
            }
        }
    }
}

/// An object whose members are all of one type.
struct Map<M, T>(PhantomData<(M, T)>);

impl<'de, M: NamedMap<T>, T: Decode<'de>> Leaf<'de> for Map<M, T> {
    type Value = M;
    const EXPECTED: &'static str = "an object";
    const READS_OBJECTS: bool = true;

    fn object<A: MapAccess<'de>>(self, mut access: A) -> Result<M, A::Error> {
        let mut map = M::default();
        while let Some(name) = access.next_key_seed(Seed::<Name>::new())? {
            insert(&mut map, name.0, &mut access)?;
        }
        Ok(map)
    }
}

/// Reads the value of `name`, which must be new.
pub(crate) fn insert<'de, M: NamedMap<T>, T: Decode<'de>, A: MapAccess<'de>>(
    map: &mut M,
    name: String,
    access: &mut A,
) -> Result<(), A::Error> {
    if name == NUMBER_TOKEN {
        return Err(mismatch("an object", "a number"));
    }
    map.insert_new(name, |name| {
        let value = access.next_value_seed(Seed::<T>::new());
        value.map_err(|error| within(error, name))
    })
}

/// Reads a map.
pub(crate) fn decode_map<'de, M: NamedMap<T>, T: Decode<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<M, D::Error> {
    leaf(Map::<M, T>(PhantomData), deserializer)
}

impl<'de, T: Decode<'de>> Decode<'de> for BTreeMap<String, T> {
    const FACTS: Facts = Facts::MAP;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_map(deserializer)
    }
}

/// A member's name; unlike a string it may come from a format that has other kinds of keys.
struct Name(String);

impl<'de> Decode<'de> for Name {}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Leaf<'_> for Text {
            type Value = Name;
            const EXPECTED: &'static str = "a name";

            fn text<E: serde::de::Error>(self, text: std::borrow::Cow<'_, str>) -> Result<Name, E> {
                Ok(Name(text.into_owned()))
            }
        }
        deserializer.deserialize_str(super::LeafVisitor(Text))
    }
}
