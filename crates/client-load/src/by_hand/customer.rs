use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::members::set;
use super::{Address, Members, Status};

/// A customer.
#[derive(Debug)]
#[expect(missing_docs, reason = "the document says it")]
pub struct Customer {
    pub id: String,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<Option<String>>,
    pub status: Status,
    pub active: bool,
    pub balance: i64,
    pub score: f64,
    pub tags: Vec<String>,
    pub address: Address,
    pub shipping: Option<Address>,
    pub metadata: BTreeMap<String, String>,
    pub created_at: String,
    /// What is not declared.
    pub others: Members,
}

enum Key {
    Id,
    Name,
    Email,
    Phone,
    Status,
    Active,
    Balance,
    Score,
    Tags,
    Address,
    Shipping,
    Metadata,
    CreatedAt,
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
            "id" => Key::Id,
            "name" => Key::Name,
            "email" => Key::Email,
            "phone" => Key::Phone,
            "status" => Key::Status,
            "active" => Key::Active,
            "balance" => Key::Balance,
            "score" => Key::Score,
            "tags" => Key::Tags,
            "address" => Key::Address,
            "shipping" => Key::Shipping,
            "metadata" => Key::Metadata,
            "createdAt" => Key::CreatedAt,
            _ => Key::Other(name.to_owned()),
        })
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct CustomerVisitor;

impl<'de> Visitor<'de> for CustomerVisitor {
    type Value = Customer;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a customer")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Customer, A::Error> {
        let mut id = None;
        let mut name = None;
        let mut email = None;
        let mut phone = None;
        let mut status = None;
        let mut active = None;
        let mut balance = None;
        let mut score = None;
        let mut tags = None;
        let mut address = None;
        let mut shipping = None;
        let mut metadata = None;
        let mut created_at = None;
        let mut others = Members::default();
        while let Some(found) = map.next_key()? {
            match found {
                Key::Id => set(&mut id, "id", &mut map)?,
                Key::Name => set(&mut name, "name", &mut map)?,
                Key::Email => set(&mut email, "email", &mut map)?,
                Key::Phone => set(&mut phone, "phone", &mut map)?,
                Key::Status => set(&mut status, "status", &mut map)?,
                Key::Active => set(&mut active, "active", &mut map)?,
                Key::Balance => set(&mut balance, "balance", &mut map)?,
                Key::Score => set(&mut score, "score", &mut map)?,
                Key::Tags => set(&mut tags, "tags", &mut map)?,
                Key::Address => set(&mut address, "address", &mut map)?,
                Key::Shipping => set(&mut shipping, "shipping", &mut map)?,
                Key::Metadata => set(&mut metadata, "metadata", &mut map)?,
                Key::CreatedAt => set(&mut created_at, "createdAt", &mut map)?,
                Key::Other(name) => others.read(name, &mut map)?,
            }
        }
        let missing = A::Error::missing_field;
        Ok(Customer {
            id: id.ok_or_else(|| missing("id"))?,
            name: name.ok_or_else(|| missing("name"))?,
            email,
            phone,
            status: status.ok_or_else(|| missing("status"))?,
            active: active.ok_or_else(|| missing("active"))?,
            balance: balance.ok_or_else(|| missing("balance"))?,
            score: score.ok_or_else(|| missing("score"))?,
            tags: tags.ok_or_else(|| missing("tags"))?,
            address: address.ok_or_else(|| missing("address"))?,
            shipping,
            metadata: metadata.ok_or_else(|| missing("metadata"))?,
            created_at: created_at.ok_or_else(|| missing("createdAt"))?,
            others,
        })
    }
}

impl<'de> Deserialize<'de> for Customer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(CustomerVisitor)
    }
}

impl Serialize for Customer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("name", &self.name)?;
        if let Some(email) = &self.email {
            map.serialize_entry("email", email)?;
        }
        if let Some(phone) = &self.phone {
            map.serialize_entry("phone", phone)?;
        }
        map.serialize_entry("status", &self.status)?;
        map.serialize_entry("active", &self.active)?;
        map.serialize_entry("balance", &self.balance)?;
        map.serialize_entry("score", &self.score)?;
        map.serialize_entry("tags", &self.tags)?;
        map.serialize_entry("address", &self.address)?;
        if let Some(shipping) = &self.shipping {
            map.serialize_entry("shipping", shipping)?;
        }
        map.serialize_entry("metadata", &self.metadata)?;
        map.serialize_entry("createdAt", &self.created_at)?;
        self.others.write(&mut map)?;
        map.end()
    }
}
