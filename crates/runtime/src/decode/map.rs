use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::MapAccess;

use super::{Decode, Leaf, NUMBER_TOKEN, Seed, leaf};
use crate::decode_error::{member_fault, mismatch, within};
use crate::select::Facts;

/// `BTreeMap<String, T>`.
struct Map<T>(PhantomData<T>);

impl<'de, T: Decode<'de>> Leaf<'de> for Map<T> {
    type Value = BTreeMap<String, T>;
    const EXPECTED: &'static str = "an object";
    const READS_OBJECTS: bool = true;

    fn object<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(name) = access.next_key_seed(Seed::<Name>::new())? {
            insert(&mut map, name.0, &mut access)?;
        }
        Ok(map)
    }
}

/// Reads the value of `name`, which must be new.
pub(crate) fn insert<'de, T: Decode<'de>, A: MapAccess<'de>>(
    map: &mut BTreeMap<String, T>,
    name: String,
    access: &mut A,
) -> Result<(), A::Error> {
    if name == NUMBER_TOKEN {
        return Err(mismatch("an object", "a number"));
    }
    match map.entry(name) {
        Entry::Occupied(entry) => Err(member_fault(entry.key(), "stands twice")),
        Entry::Vacant(entry) => match access.next_value_seed(Seed::<T>::new()) {
            Ok(value) => {
                entry.insert(value);
                Ok(())
            }
            Err(error) => Err(within(error, entry.key())),
        },
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for BTreeMap<String, T> {
    const FACTS: Facts = Facts::MAP;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        leaf(Map(PhantomData), deserializer)
    }
}

/// A member's name; unlike a string it may come from a format that has other kinds of keys.
struct Name(String);

impl<'de> Decode<'de> for Name {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
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
