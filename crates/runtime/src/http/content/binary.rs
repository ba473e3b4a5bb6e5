//! Bytes as they are: types that serde sees as bytes.

use std::fmt;

use serde::de::value::BytesDeserializer;
use serde::ser::{Impossible, Serialize, SerializeSeq, Serializer};

use super::pieces;
use crate::decode::DecodeOwned;
use crate::format::handover;
use crate::http::answer::WriteError;
use crate::http::body::Body;
use crate::{Binary, DecodeError};

/// The body of a value that serializes as bytes, as a string, or as nothing.
pub(crate) fn encode<T: Serialize + ?Sized>(value: &T) -> Result<Body, WriteError> {
    let binaries = handover::listening(|| value.serialize(BytesOnly::Body))
        .map_err(|error| WriteError::new(error.to_string()))?;
    binaries
        .first()
        .map_or_else(|| Ok(Body::empty()), pieces::file_body)
}

/// The files of a part of a form: of bytes, or of a list of bytes. `None`: it is neither.
#[cfg(feature = "client")]
pub(crate) fn files<T: Serialize + ?Sized>(value: &T) -> Option<Vec<Binary>> {
    handover::listening(|| value.serialize(BytesOnly::Files)).ok()
}

/// A value that deserializes from bytes.
pub(crate) fn decode<T: DecodeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    Ok(T::decode(BytesDeserializer::<serde_json::Error>::new(body))?)
}

/// Why a value is no bytes.
#[derive(Debug)]
pub(crate) struct NotBytes(String);

impl fmt::Display for NotBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotBytes {}

impl serde::ser::Error for NotBytes {
    fn custom<M: fmt::Display>(message: M) -> Self {
        Self(message.to_string())
    }
}

fn not_bytes() -> NotBytes {
    NotBytes("only bytes can be written as they are".to_owned())
}

/// The file that hands itself over, or one of these bytes.
fn file(bytes: &[u8]) -> Vec<Binary> {
    vec![handover::take().unwrap_or_else(|| Binary::from(bytes))]
}

/// Takes bytes, and nothing else.
#[derive(Clone, Copy, PartialEq)]
enum BytesOnly {
    /// And text, and nothing at all.
    Body,
    /// And lists of bytes.
    #[cfg(feature = "client")]
    Files,
}

/// The elements of a list of bytes.
struct Files {
    files: Vec<Binary>,
    element: BytesOnly,
}

impl SerializeSeq for Files {
    type Ok = Vec<Binary>;
    type Error = NotBytes;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotBytes> {
        self.files.extend(value.serialize(self.element)?);
        Ok(())
    }

    fn end(self) -> Result<Vec<Binary>, NotBytes> {
        Ok(self.files)
    }
}

macro_rules! refuse {
    ($($method:ident($($kind:ty),*) -> $result:ty;)*) => {$(
        fn $method(self, $(_: $kind),*) -> Result<$result, NotBytes> {
            Err(not_bytes())
        }
    )*};
}

type Never = Impossible<Vec<Binary>, NotBytes>;

impl Serializer for BytesOnly {
    type Ok = Vec<Binary>;
    type Error = NotBytes;
    type SerializeSeq = Files;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Vec<Binary>, NotBytes> {
        Ok(file(bytes))
    }

    // What is bytes to us is text in formats for people.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_str(self, text: &str) -> Result<Vec<Binary>, NotBytes> {
        if self == BytesOnly::Body {
            Ok(file(text.as_bytes()))
        } else {
            Err(not_bytes())
        }
    }

    fn serialize_none(self) -> Result<Vec<Binary>, NotBytes> {
        self.serialize_unit()
    }

    fn serialize_unit(self) -> Result<Vec<Binary>, NotBytes> {
        if self == BytesOnly::Body {
            Ok(Vec::new())
        } else {
            Err(not_bytes())
        }
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Files, NotBytes> {
        match self {
            BytesOnly::Body => Err(not_bytes()),
            #[cfg(feature = "client")]
            BytesOnly::Files => Ok(Files {
                files: Vec::new(),
                element: self,
            }),
        }
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Vec<Binary>, NotBytes> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Vec<Binary>, NotBytes> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Vec<Binary>, NotBytes> {
        Err(not_bytes())
    }

    refuse! {
        serialize_bool(bool) -> Vec<Binary>;
        serialize_i8(i8) -> Vec<Binary>;
        serialize_i16(i16) -> Vec<Binary>;
        serialize_i32(i32) -> Vec<Binary>;
        serialize_i64(i64) -> Vec<Binary>;
        serialize_u8(u8) -> Vec<Binary>;
        serialize_u16(u16) -> Vec<Binary>;
        serialize_u32(u32) -> Vec<Binary>;
        serialize_u64(u64) -> Vec<Binary>;
        serialize_f32(f32) -> Vec<Binary>;
        serialize_f64(f64) -> Vec<Binary>;
        serialize_char(char) -> Vec<Binary>;
        serialize_unit_struct(&'static str) -> Vec<Binary>;
        serialize_unit_variant(&'static str, u32, &'static str) -> Vec<Binary>;
        serialize_tuple(usize) -> Never;
        serialize_tuple_struct(&'static str, usize) -> Never;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never;
        serialize_map(Option<usize>) -> Never;
        serialize_struct(&'static str, usize) -> Never;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never;
    }
}
