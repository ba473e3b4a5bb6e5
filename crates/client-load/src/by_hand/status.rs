use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// Of a customer.
#[derive(Debug)]
#[expect(missing_docs, reason = "the document says it")]
pub enum Status {
    New,
    Active,
    Suspended,
    Closed,
    /// A newer one.
    Unknown(String),
}

struct StatusVisitor;

impl Visitor<'_> for StatusVisitor {
    type Value = Status;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a status")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Status, E> {
        Ok(match text {
            "NEW" => Status::New,
            "ACTIVE" => Status::Active,
            "SUSPENDED" => Status::Suspended,
            "CLOSED" => Status::Closed,
            _ => Status::Unknown(text.to_owned()),
        })
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(StatusVisitor)
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::New => "NEW",
            Self::Active => "ACTIVE",
            Self::Suspended => "SUSPENDED",
            Self::Closed => "CLOSED",
            Self::Unknown(text) => text,
        })
    }
}
