//! An argument as its parameter's text. What is a text of itself is written where it is sent from; the rest is
//! JSON on its way.

use std::fmt::{self, Display, Write};

use serde::Serialize;
use serde::ser::Serializer;
use serde_json::Error;

use super::Parameter;
use super::refusal::Refusal;
use super::write::{write, write_plain};
use crate::http::answer::WriteError;
use crate::http::buffer::Buffer;
use crate::http::content::PlainNumbers;

/// Why an argument cannot be sent.
pub(crate) enum ArgumentError {
    /// Its value refuses to be written.
    Value(WriteError),
    /// The parameter's style or place has no form for it.
    Refused(Refusal),
}

/// Adds the text of `value` to `out`; whether there is one.
pub(crate) fn write_argument<T: Serialize + ?Sized>(
    out: &mut Buffer,
    parameter: &Parameter,
    value: &T,
) -> Result<bool, ArgumentError> {
    let mut json = Buffer::default();
    let mut plain = Plain {
        out,
        parameter,
        outcome: Ok(false),
    };
    let result = value.serialize(ArgumentSerializer {
        plain: &mut plain,
        json: &mut serde_json::Serializer::with_formatter(&mut json, PlainNumbers),
    });
    let outcome = plain.outcome;
    settle(out, parameter, &json, result, outcome)
}

/// What is left to do once a value has been written as text, or as JSON.
fn settle(
    out: &mut Buffer,
    parameter: &Parameter,
    json: &Buffer,
    result: Result<(), Error>,
    outcome: Result<bool, Refusal>,
) -> Result<bool, ArgumentError> {
    result.map_err(|error| ArgumentError::Value(error.into()))?;
    if outcome.map_err(ArgumentError::Refused)? {
        return Ok(true);
    }
    write_json_argument(out, parameter, json.as_slice())
}

/// Adds the text of a value that is JSON already; whether there is one.
pub(crate) fn write_json_argument(
    out: &mut Buffer,
    parameter: &Parameter,
    json: &[u8],
) -> Result<bool, ArgumentError> {
    let text = write(parameter, json).map_err(ArgumentError::Refused)?;
    let text = text.map(zeroize::Zeroizing::new);
    if let Some(text) = &text {
        out.push(text.as_bytes());
    }
    Ok(text.is_some())
}

/// Where texts go.
struct Plain<'a> {
    out: &'a mut Buffer,
    parameter: &'a Parameter,
    /// Whether a text was written.
    outcome: Result<bool, Refusal>,
}

impl Plain<'_> {
    /// Adds a text; whether that is all there is to do.
    fn push(&mut self, text: &str) -> bool {
        self.outcome = write_plain(self.out, self.parameter, text);
        !matches!(self.outcome, Ok(false))
    }

    fn push_integer(&mut self, value: impl Display) -> bool {
        let mut digits = Digits {
            bytes: [0; 40],
            length: 0,
        };
        // The longest has 40 characters.
        write!(digits, "{value}").is_ok() && self.push(digits.as_str())
    }
}

/// The digits of an integer.
struct Digits {
    bytes: [u8; 40],
    length: usize,
}

impl Digits {
    fn as_str(&self) -> &str {
        let digits = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(digits).unwrap_or_default()
    }
}

impl Write for Digits {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length.saturating_add(text.len());
        let room = self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

type Json<'j, 'b> = &'j mut serde_json::Serializer<&'b mut Buffer, PlainNumbers>;

struct ArgumentSerializer<'p, 'a, 'j, 'b> {
    plain: &'p mut Plain<'a>,
    json: Json<'j, 'b>,
}

/// Integers, which are their digits.
macro_rules! integers {
    ($($method:ident($integer:ty)),+ $(,)?) => {$(
        fn $method(self, value: $integer) -> Result<(), Error> {
            match self.plain.push_integer(value) {
                true => Ok(()),
                false => self.json.$method(value),
            }
        }
    )+};
}

/// What is JSON on its way.
macro_rules! as_json {
    ($($method:ident($($argument:ident: $kind:ty),*) -> $result:ty;)+) => {$(
        fn $method(self, $($argument: $kind),*) -> Result<$result, Error> {
            self.json.$method($($argument),*)
        }
    )+};
}

impl<'j, 'b> Serializer for ArgumentSerializer<'_, '_, 'j, 'b> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = <Json<'j, 'b> as Serializer>::SerializeSeq;
    type SerializeTuple = <Json<'j, 'b> as Serializer>::SerializeTuple;
    type SerializeTupleStruct = <Json<'j, 'b> as Serializer>::SerializeTupleStruct;
    type SerializeTupleVariant = <Json<'j, 'b> as Serializer>::SerializeTupleVariant;
    type SerializeMap = <Json<'j, 'b> as Serializer>::SerializeMap;
    type SerializeStruct = <Json<'j, 'b> as Serializer>::SerializeStruct;
    type SerializeStructVariant = <Json<'j, 'b> as Serializer>::SerializeStructVariant;

    integers! {
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64), serialize_i128(i128),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_u128(u128),
    }

    as_json! {
        serialize_f32(value: f32) -> ();
        serialize_f64(value: f64) -> ();
        serialize_bytes(value: &[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(name: &'static str) -> ();
        serialize_seq(length: Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(length: usize) -> Self::SerializeTuple;
        serialize_tuple_struct(name: &'static str, length: usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, length: usize)
            -> Self::SerializeTupleVariant;
        serialize_map(length: Option<usize>) -> Self::SerializeMap;
        serialize_struct(name: &'static str, length: usize) -> Self::SerializeStruct;
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, length: usize)
            -> Self::SerializeStructVariant;
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.serialize_str(if value { "true" } else { "false" })
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        match self.plain.push(value) {
            true => Ok(()),
            false => self.json.serialize_str(value),
        }
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.json.serialize_newtype_variant(name, index, variant, value)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.json.collect_str(value)
    }
}
