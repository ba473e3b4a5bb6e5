//! The members of a value that is written as a form of parts.

use std::fmt;

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};
use serde_json::value::RawValue;

use super::{binary, to_json, to_plain_json};
use crate::Binary;
use crate::http::answer::WriteError;
use crate::http::parameter::shape::{Members as RawMembers, Shape};

/// What a part holds.
pub(super) enum PartContent {
    /// A string's text, or a number's or boolean's JSON.
    Text(String),
    /// An object, or anything whose part is declared to be JSON.
    Json(String),
    /// Bytes.
    File(Binary),
}

/// The parts of a value, with their names; `is_json` says which are declared to be JSON.
pub(super) fn parts<T: Serialize + ?Sized>(
    value: &T,
    is_json: &dyn Fn(&str) -> bool,
) -> Result<Vec<(String, PartContent)>, WriteError> {
    let members = || Members {
        parts: Vec::new(),
        key: String::new(),
        is_json,
    };
    match value.serialize(members()) {
        Ok(members) => Ok(members.parts),
        Err(MembersError::Value(message)) => Err(WriteError::new(message)),
        // It may be an object all the same: JSON as it came.
        Err(MembersError::NoMembers) => {
            let mut parts = members();
            let json = to_json(value)?;
            let RawMembers(raw) = serde_json::from_slice(json.as_slice())
                .map_err(|_| WriteError::new("only an object can be written as a form"))?;
            for (name, json) in raw {
                parts.push_json(&name, json.get())?;
            }
            Ok(parts.parts)
        }
    }
}

struct Members<'a> {
    parts: Vec<(String, PartContent)>,
    key: String,
    is_json: &'a dyn Fn(&str) -> bool,
}

impl Members<'_> {
    fn push<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), WriteError> {
        if let Some(files) = binary::files(value) {
            self.parts.extend(
                files
                    .into_iter()
                    .map(|file| (name.to_owned(), PartContent::File(file))),
            );
            return Ok(());
        }
        let json = match (self.is_json)(name) {
            true => to_json(value)?,
            false => to_plain_json(value)?,
        };
        let json = std::str::from_utf8(json.as_slice()).map_err(|_| no_json())?;
        self.push_json(name, json)
    }

    /// An array's elements are a part each; what is null is left out.
    fn push_json(&mut self, name: &str, json: &str) -> Result<(), WriteError> {
        if !json.starts_with('[') {
            return self.push_element(name, json);
        }
        let elements: Vec<&RawValue> = serde_json::from_str(json).map_err(|_| no_json())?;
        elements
            .into_iter()
            .try_for_each(|element| self.push_element(name, element.get()))
    }

    fn push_element(&mut self, name: &str, json: &str) -> Result<(), WriteError> {
        let content = match Shape::of_raw(json).map_err(|_| no_json())? {
            Shape::Absent => return Ok(()),
            Shape::Text(text) if !(self.is_json)(name) => PartContent::Text(text),
            Shape::Text(_) | Shape::List(_) | Shape::Object(_) => PartContent::Json(json.to_owned()),
        };
        self.parts.push((name.to_owned(), content));
        Ok(())
    }
}

fn no_json() -> WriteError {
    WriteError::new("the value has no JSON form")
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

impl SerializeMap for Members<'_> {
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

impl SerializeStruct for Members<'_> {
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

type Never<'a> = Impossible<Members<'a>, MembersError>;

macro_rules! refuse {
    ($($method:ident($($kind:ty),*) -> $result:ty;)*) => {$(
        fn $method(self, $(_: $kind),*) -> Result<$result, MembersError> {
            Err(MembersError::NoMembers)
        }
    )*};
}

impl<'a> Serializer for Members<'a> {
    type Ok = Self;
    type Error = MembersError;
    type SerializeSeq = Never<'a>;
    type SerializeTuple = Never<'a>;
    type SerializeTupleStruct = Never<'a>;
    type SerializeTupleVariant = Never<'a>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Never<'a>;

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
        serialize_seq(Option<usize>) -> Never<'a>;
        serialize_tuple(usize) -> Never<'a>;
        serialize_tuple_struct(&'static str, usize) -> Never<'a>;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never<'a>;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never<'a>;
    }
}
