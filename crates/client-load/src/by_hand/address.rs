use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Members;
use super::members::set;

/// An address.
#[derive(Debug)]
#[expect(missing_docs, reason = "the document says it")]
pub struct Address {
    pub street: String,
    pub city: String,
    pub postal_code: Option<String>,
    pub country: String,
    /// What is not declared.
    pub others: Members,
}

enum Key {
    Street,
    City,
    PostalCode,
    Country,
    Other(String),
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(match name {
            "street" => Key::Street,
            "city" => Key::City,
            "postalCode" => Key::PostalCode,
            "country" => Key::Country,
            _ => Key::Other(name.to_owned()),
        })
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct AddressVisitor;

impl<'de> Visitor<'de> for AddressVisitor {
    type Value = Address;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an address")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Address, A::Error> {
        let mut street = None;
        let mut city = None;
        let mut postal_code = None;
        let mut country = None;
        let mut others = Members::default();
        while let Some(found) = map.next_key()? {
            match found {
                Key::Street => set(&mut street, "street", &mut map)?,
                Key::City => set(&mut city, "city", &mut map)?,
                Key::PostalCode => set(&mut postal_code, "postalCode", &mut map)?,
                Key::Country => set(&mut country, "country", &mut map)?,
                Key::Other(name) => others.read(name, &mut map)?,
            }
        }
        let missing = A::Error::missing_field;
        Ok(Address {
            street: street.ok_or_else(|| missing("street"))?,
            city: city.ok_or_else(|| missing("city"))?,
            postal_code,
            country: country.ok_or_else(|| missing("country"))?,
            others,
        })
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AddressVisitor)
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("street", &self.street)?;
        map.serialize_entry("city", &self.city)?;
        if let Some(postal_code) = &self.postal_code {
            map.serialize_entry("postalCode", postal_code)?;
        }
        map.serialize_entry("country", &self.country)?;
        self.others.write(&mut map)?;
        map.end()
    }
}
