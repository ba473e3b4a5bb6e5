//! The fields of a multipart form, as serde reads an object.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::multipart::Part;
use super::parameter::JsonText;
use crate::format::File;
use crate::format::handover::{Announced, announce};

/// What serde_json calls the type that stands for raw text; no other newtype is called so.
const RAW_TEXT: &str = "$serde_json::private::RawValue";

/// A field: its value as JSON, and the bytes of which that was made.
#[derive(Debug)]
pub(super) struct Field<'a> {
    pub(super) name: String,
    pub(super) json: JsonText,
    /// Whether the document knows it.
    pub(super) is_declared: bool,
    /// One for each part of this name.
    pub(super) parts: Vec<&'a Part>,
}

/// Reads fields as an object's members.
pub(super) fn object<'a>(
    fields: &'a [Field<'a>],
) -> MapDeserializer<'a, impl Iterator<Item = (&'a str, Value<'a>)>, serde_json::Error> {
    let members = fields.iter().map(|field| {
        (
            field.name.as_str(),
            Value {
                json: &field.json,
                is_declared: field.is_declared,
                parts: &field.parts,
            },
        )
    });
    MapDeserializer::new(members)
}

/// A field's value: bytes for whoever wants bytes, JSON for all others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    json: &'a str,
    is_declared: bool,
    parts: &'a [&'a Part],
}

impl<'de> Value<'de> {
    fn bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, serde_json::Error> {
        match self.parts {
            [part] => {
                announce(Announced {
                    file: File {
                        name: part.head.file_name.clone(),
                        content_type: part.head.content_type.clone(),
                    },
                    body: part.stream(),
                });
                visitor.visit_borrowed_bytes(part.bytes.as_slice())
            }
            _ => self.json(visitor),
        }
    }

    fn json<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, serde_json::Error> {
        self.is_text()?;
        serde_json::Deserializer::from_str(self.json).deserialize_any(visitor)
    }
}

impl Value<'_> {
    /// Refuses what is not all there, or is no text in a field that the document knows: other fields are
    /// kept as well as they can be.
    fn is_text(self) -> Result<(), serde_json::Error> {
        let is_kept = |part: &&Part| !part.is_spooled() && (!self.is_declared || part.text().is_some());
        match self.parts.iter().all(is_kept) {
            true => Ok(()),
            false => Err(serde_json::Error::custom("is not text in UTF-8")),
        }
    }
}

impl<'de> IntoDeserializer<'de, serde_json::Error> for Value<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = serde_json::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        self.bytes(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        self.bytes(visitor)
    }

    /// Nobody wants it, so it need not be text.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        if self.json == "null" {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        if name == RAW_TEXT {
            self.is_text()?;
            return serde_json::Deserializer::from_str(self.json).deserialize_newtype_struct(name, visitor);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        if !self.json.starts_with('[') {
            return self.json(visitor);
        }
        // An array of files: each part is an element, and bytes if someone wants bytes.
        let Ok(elements) = serde_json::from_str::<Vec<&serde_json::value::RawValue>>(self.json) else {
            return self.json(visitor);
        };
        if elements.len() != self.parts.len() {
            return self.json(visitor);
        }
        let values = elements
            .iter()
            .zip(self.parts.chunks(1))
            .map(|(element, parts)| Value {
                json: element.get(),
                is_declared: self.is_declared,
                parts,
            });
        SeqDeserializer::new(values).deserialize_seq(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string unit unit_struct
        tuple tuple_struct map struct enum identifier
    }
}
