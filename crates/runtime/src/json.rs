//! Reading and writing JSON text, and values of any kind.

mod capture;
mod from;
mod number;
mod value;
mod write;

use std::error::Error;
use std::fmt;
use std::io;

use serde::Serialize;
use zeroize::{Zeroize, Zeroizing};

use crate::DecodeError;
use crate::decode::{Decode, DecodeOwned};
use crate::text::Reader;

pub(crate) use capture::{Capture, RAW_TOKEN, RawText, Text};
pub(crate) use number::DecodeDigits;
pub use value::Json;
pub(crate) use value::kind_of;
pub(crate) use write::write_raw;

/// Reads a value from JSON text.
///
/// # Errors
/// When the bytes are not JSON in UTF-8, or not what `T` is.
pub fn from_slice<T: DecodeOwned>(text: &[u8]) -> Result<T, DecodeError> {
    match std::str::from_utf8(text) {
        Ok(text) => from_str(text),
        Err(error) => Err(DecodeError::at(text, error.valid_up_to(), "is not UTF-8")),
    }
}

/// Reads a value from JSON text.
///
/// # Errors
/// When the text is not JSON, or not what `T` is.
pub fn from_str<T: DecodeOwned>(text: &str) -> Result<T, DecodeError> {
    read(text)
}

/// Reads a value that may borrow from its text.
pub(crate) fn read<'de, T: Decode<'de>>(text: &'de str) -> Result<T, DecodeError> {
    let mut reader = Reader::new(text);
    let read = T::decode(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|fault| DecodeError::of(fault, text))
}

/// Writes a value as JSON text.
///
/// # Errors
/// When the value contradicts itself: see [`SelectionError`](crate::SelectionError).
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, EncodeError> {
    serde_json::to_string(value).map_err(EncodeError::from)
}

/// Writes a value as JSON text.
///
/// # Errors
/// When the value contradicts itself: see [`SelectionError`](crate::SelectionError).
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    serde_json::to_vec(value).map_err(EncodeError::from)
}

/// Writes a value as JSON text that is wiped when it is dropped, and leaves no copy behind while it grows.
///
/// # Errors
/// When the value contradicts itself: see [`SelectionError`](crate::SelectionError).
pub fn to_zeroizing<T: Serialize + ?Sized>(value: &T) -> Result<Zeroizing<Vec<u8>>, EncodeError> {
    let mut buffer = WipingBuffer(Zeroizing::new(Vec::with_capacity(256)));
    serde_json::to_writer(&mut buffer, value).map_err(EncodeError::from)?;
    Ok(buffer.0)
}

/// The same, to be checked: bytes that are no text are a string of as many characters.
pub(crate) fn to_checked<T: Serialize + ?Sized>(value: &T) -> Result<Zeroizing<Vec<u8>>, EncodeError> {
    let mut buffer = WipingBuffer(Zeroizing::new(Vec::with_capacity(256)));
    let mut serializer = serde_json::Serializer::with_formatter(&mut buffer, BytesAsText);
    value.serialize(&mut serializer).map_err(EncodeError::from)?;
    Ok(buffer.0)
}

/// Writes bytes as a string of their number.
struct BytesAsText;

impl serde_json::ser::Formatter for BytesAsText {
    fn write_byte_array<W: io::Write + ?Sized>(&mut self, writer: &mut W, bytes: &[u8]) -> io::Result<()> {
        writer.write_all(b"\"")?;
        bytes.iter().try_for_each(|_| writer.write_all(b"."))?;
        writer.write_all(b"\"")
    }
}

/// A buffer that wipes the memory that it grows out of.
struct WipingBuffer(Zeroizing<Vec<u8>>);

impl io::Write for WipingBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let needed = self.0.len() + bytes.len();
        if needed > self.0.capacity() {
            let mut larger = Vec::with_capacity(needed.max(self.0.capacity() * 2));
            larger.extend_from_slice(&self.0);
            self.0.zeroize();
            *self.0 = larger;
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Why a value could not be written; it never holds a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    detail: String,
}

impl EncodeError {
    pub(crate) fn new(detail: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
        }
    }

    /// What is wrong.
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl From<serde_json::Error> for EncodeError {
    fn from(error: serde_json::Error) -> Self {
        Self::new(error.to_string())
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the value cannot be written: {}", self.detail)
    }
}

impl Error for EncodeError {}
