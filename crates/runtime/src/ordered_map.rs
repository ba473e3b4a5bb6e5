//! Maps that keep the order in which their members came.

use indexmap::IndexMap;
use indexmap::map::Entry;
use serde::de::{Error, MapAccess};
use serde::ser::SerializeMap;
use serde::{Deserializer, Serialize};

use crate::decode::{Decode, NamedMap, decode_map, insert};
use crate::decode_error::member_fault;
use crate::object::{Additional, Declared, MemberReader, WriteAdditional, entry};
use crate::select::{AsTag, Facts, TagValue};
use crate::{Json, Validate, Violations};

impl<T> NamedMap<T> for IndexMap<String, T> {
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

impl<'de, T: Decode<'de>> Decode<'de> for IndexMap<String, T> {
    const FACTS: Facts = Facts::MAP;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_map(deserializer)
    }
}

impl<'de, T: Decode<'de>> Additional<'de> for IndexMap<String, T> {
    fn read<A: MapAccess<'de>>(&mut self, reader: &mut MemberReader<A>) -> Result<(), A::Error> {
        let (name, access) = reader.undeclared();
        insert(self, name, access)
    }

    fn duplicate(&self) -> Option<&str> {
        None
    }
}

impl<T: Serialize> WriteAdditional for IndexMap<String, T> {
    fn write<M: SerializeMap>(&self, map: &mut M, declared: &'static [Declared]) -> Result<(), M::Error> {
        self.iter()
            .try_for_each(|(name, value)| entry(map, declared, name, value))
    }
}

impl<T: Validate> Validate for IndexMap<String, T> {
    fn validate(&self) -> Result<(), Violations> {
        Violations::join(
            self.iter()
                .filter_map(|(name, value)| Some(value.validate().err()?.within(name))),
        )
    }
}

impl<T> AsTag for IndexMap<String, T> {
    fn as_tag(&self) -> TagValue<'_> {
        TagValue::Other
    }
}

impl<T: Into<Json>> From<IndexMap<String, T>> for Json {
    fn from(members: IndexMap<String, T>) -> Self {
        let members: IndexMap<String, Json> = members
            .into_iter()
            .map(|(name, value)| (name, value.into()))
            .collect();
        Self::of(&members).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_stay_in_their_order_and_stand_once() {
        let map: IndexMap<String, i64> = crate::json::from_str(r#"{"b":1,"a":2}"#).unwrap();
        assert_eq!(crate::json::to_string(&map).unwrap(), r#"{"b":1,"a":2}"#);
        let error = crate::json::from_str::<IndexMap<String, i64>>(r#"{"b":1,"b":2}"#).unwrap_err();
        assert!(error.to_string().contains("stands twice"), "{error}");
        let error = crate::json::from_str::<IndexMap<String, i64>>(r#"{"b":"x"}"#).unwrap_err();
        assert!(error.to_string().contains("#/b"), "{error}");
    }
}
