//! The members of a value that is written as a form of parts.

use std::fmt;

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};

use super::{binary, to_json};
use crate::http::answer::WriteError;
use crate::http::buffer::Buffer;
use crate::http::parameter::shape::{Element, Shape};

/// What a part holds.
pub(super) enum Part {
    /// A string, a number or a boolean.
    Text(String),
    /// An object.
    Json(String),
    /// Bytes.
    File(Buffer),
}

/// The parts of a value, with their names.
pub(super) fn parts<T: Serialize + ?Sized>(value: &T) -> Result<Vec<(String, Part)>, WriteError> {
    match value.serialize(Members::default()) {
        Ok(members) => Ok(members.parts),
        Err(MembersError::Value(message)) => Err(WriteError::new(message)),
        // It may be an object all the same: JSON as it came.
        Err(MembersError::NoMembers) => match Shape::of(to_json(value)?.as_slice()) {
            Ok(Shape::Object(members)) => {
                let mut parts = Members::default();
                for (name, element) in members {
                    parts.push_element(&name, element)?;
                }
                Ok(parts.parts)
            }
            _ => Err(WriteError::new("only an object can be written as a form")),
        },
    }
}

#[derive(Default)]
struct Members {
    parts: Vec<(String, Part)>,
    key: String,
}

impl Members {
    fn push<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), WriteError> {
        if let Some(files) = binary::files(value) {
            self.parts
                .extend(files.into_iter().map(|file| (name.to_owned(), Part::File(file))));
            return Ok(());
        }
        match Shape::of(to_json(value)?.as_slice()) {
            Ok(Shape::Absent) => Ok(()),
            Ok(Shape::Text(text)) => self.push_element(name, Element::Text(text)),
            Ok(Shape::List(items)) => items
                .into_iter()
                .try_for_each(|item| self.push_element(name, item)),
            Ok(Shape::Object(_)) => {
                let json = to_json(value)?;
                let json = String::from_utf8_lossy(json.as_slice()).into_owned();
                self.push_element(name, Element::Nested(json))
            }
            Err(_) => Err(WriteError::new("the value has no JSON form")),
        }
    }

    fn push_element(&mut self, name: &str, element: Element) -> Result<(), WriteError> {
        let part = match element {
            Element::Text(text) => Part::Text(text),
            Element::Nested(json) => Part::Json(json),
        };
        self.parts.push((name.to_owned(), part));
        Ok(())
    }
}

/// Why the members of a value cannot be had.
#[derive(Debug)]
enum MembersError {
    /// It is no object, or an object that does not show its members.
    NoMembers,
    /// The value refuses to be written.
    Value(String),
}

impl fmt::Display for MembersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            MembersError::NoMembers => "not an object",
            MembersError::Value(message) => message,
        })
    }
}

impl std::error::Error for MembersError {}

impl serde::ser::Error for MembersError {
    fn custom<M: fmt::Display>(message: M) -> Self {
        Self::Value(message.to_string())
    }
}

impl From<WriteError> for MembersError {
    fn from(error: WriteError) -> Self {
        Self::Value(error.to_string())
    }
}

impl SerializeMap for Members {
    type Ok = Self;
    type Error = MembersError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), MembersError> {
        let json = to_json(key)?;
        match Shape::of(json.as_slice()) {
            Ok(Shape::Text(key)) => self.key = key,
            _ => return Err(MembersError::NoMembers),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), MembersError> {
        let key = std::mem::take(&mut self.key);
        Ok(self.push(&key, value)?)
    }

    fn end(self) -> Result<Self, MembersError> {
        Ok(self)
    }
}

impl SerializeStruct for Members {
    type Ok = Self;
    type Error = MembersError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), MembersError> {
        // serde_json's name for JSON text that is there already.
        if name.starts_with('$') && name.contains("::private::") {
            return Err(MembersError::NoMembers);
        }
        Ok(self.push(name, value)?)
    }

    fn end(self) -> Result<Self, MembersError> {
        Ok(self)
    }
}

type Never = Impossible<Members, MembersError>;

macro_rules! refuse {
    ($($method:ident($($kind:ty),*) -> $result:ty;)*) => {$(
        fn $method(self, $(_: $kind),*) -> Result<$result, MembersError> {
            Err(MembersError::NoMembers)
        }
    )*};
}

impl Serializer for Members {
    type Ok = Self;
    type Error = MembersError;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Never;

    fn serialize_map(self, _: Option<usize>) -> Result<Self, MembersError> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, MembersError> {
        Ok(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self, MembersError> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Self, MembersError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Self, MembersError> {
        Err(MembersError::NoMembers)
    }

    refuse! {
        serialize_bool(bool) -> Self;
        serialize_i8(i8) -> Self;
        serialize_i16(i16) -> Self;
        serialize_i32(i32) -> Self;
        serialize_i64(i64) -> Self;
        serialize_u8(u8) -> Self;
        serialize_u16(u16) -> Self;
        serialize_u32(u32) -> Self;
        serialize_u64(u64) -> Self;
        serialize_f32(f32) -> Self;
        serialize_f64(f64) -> Self;
        serialize_char(char) -> Self;
        serialize_str(&str) -> Self;
        serialize_bytes(&[u8]) -> Self;
        serialize_none() -> Self;
        serialize_unit() -> Self;
        serialize_unit_struct(&'static str) -> Self;
        serialize_unit_variant(&'static str, u32, &'static str) -> Self;
        serialize_seq(Option<usize>) -> Never;
        serialize_tuple(usize) -> Never;
        serialize_tuple_struct(&'static str, usize) -> Never;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never;
    }
}
