//! Answers of an operation: chosen by status, read by the client, written by the server.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use serde::Serialize;
use serde::de::value::UnitDeserializer;

use super::content::{decode, encode};
use super::description::{Operation, Success};
use super::media::{Fit, Media};
use super::status::{Match, Precision, Status};
use crate::DecodeError;
use crate::decode::DecodeOwned;

/// What an operation answers with: the value of its only success, or one of the enums that
/// [`answers!`](crate::answers) describes.
///
/// Every type that can be read and written is an answer: the only success that the operation declares.
pub trait Answer: Sized {
    /// The row of this answer's table that answers for `status`.
    fn find(operation: &Operation, status: u16) -> Option<Match>;

    /// Reads what was received as the answer of `row`.
    ///
    /// # Errors
    /// When the body is of another type than the row's, or does not fit it.
    fn read(operation: &Operation, row: usize, received: &Received<'_>) -> Result<Self, ReadError>;

    /// The status and the body to send.
    ///
    /// # Errors
    /// When the value cannot be written, e.g. because it contradicts itself.
    fn write(&self, operation: &Operation) -> Result<Reply, WriteError>;

    /// Whether `status` is among this answer's.
    fn declares(operation: &Operation, status: u16) -> bool {
        Self::find(operation, status).is_some()
    }
}

/// What came from a server.
#[derive(Clone, Copy)]
pub struct Received<'a> {
    /// The status.
    pub status: StatusCode,
    /// `Content-Type`, as it came.
    pub content_type: Option<&'a str>,
    /// The body.
    pub body: &'a [u8],
}

/// What a server sends.
#[derive(Clone)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The body, if there is one.
    pub content: Option<Content>,
}

/// A body with its type.
#[derive(Clone)]
pub struct Content {
    /// `Content-Type`.
    pub content_type: String,
    /// The body; wiped when the last of its sharers is dropped.
    pub bytes: Bytes,
}

/// Why an answer cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// The body is of another type than the document says.
    ContentType {
        /// The type that the document names.
        expected: &'static str,
    },
    /// The body does not fit its type.
    Decode(DecodeError),
}

/// Why a value cannot be written as a body; the message never holds a value.
#[derive(Debug)]
pub struct WriteError {
    message: String,
}

impl WriteError {
    /// An error with this message.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}

impl From<serde_json::Error> for WriteError {
    fn from(error: serde_json::Error) -> Self {
        Self::new(error.to_string())
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WriteError {}

impl Received<'_> {
    /// The body as a value.
    ///
    /// It is read even if its type is only related to the declared one (`application/json` for
    /// `application/problem+json`, which servers mix up), as long as it fits; what a gateway answers in
    /// a form of its own is not taken for what the document declares. Without a `Content-Type` it is
    /// the declared type.
    ///
    /// # Errors
    /// When it is of another type than `media`, or does not fit.
    pub fn decode<T: DecodeOwned>(&self, media: Option<Media>) -> Result<T, ReadError> {
        let Some(media) = media else {
            return decode_nothing();
        };
        let fit = self
            .content_type
            .map_or(Fit::Declared, |received| media.fit(received));
        let other_type = || ReadError::ContentType {
            expected: media.content_type,
        };
        match fit {
            Fit::Declared => decode(media, self.body).map_err(ReadError::Decode),
            Fit::Related => decode(media, self.body).map_err(|_| other_type()),
            Fit::Other => Err(other_type()),
        }
    }
}

impl Reply {
    /// A reply with `value` as its body.
    ///
    /// # Errors
    /// When the value cannot be written.
    pub fn new<T: Serialize + ?Sized>(
        status: StatusCode,
        media: Option<Media>,
        value: &T,
    ) -> Result<Self, WriteError> {
        let content = media.map(|media| encode(media, value)).transpose()?;
        Ok(Self { status, content })
    }

    /// A reply without a body.
    pub fn empty(status: StatusCode) -> Self {
        Self {
            status,
            content: None,
        }
    }
}

impl fmt::Debug for Received<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Received({}, {} bytes)", self.status, self.body.len())
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("content", &self.content)
            .finish()
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Content({}, {} bytes)", self.content_type, self.bytes.len())
    }
}

impl<T: Serialize + DecodeOwned> Answer for T {
    fn find(operation: &Operation, status: u16) -> Option<Match> {
        find_success(operation, status)
    }

    fn read(operation: &Operation, row: usize, received: &Received<'_>) -> Result<Self, ReadError> {
        received.decode(operation.success.get(row).and_then(|success| success.media))
    }

    fn write(&self, operation: &Operation) -> Result<Reply, WriteError> {
        match operation.success.first() {
            Some(Success { status, media }) => Reply::new(status.first(), *media, self),
            None => Ok(Reply::empty(StatusCode::NO_CONTENT)),
        }
    }
}

/// Where no success is declared, any 2xx is one.
fn find_success(operation: &Operation, status: u16) -> Option<Match> {
    if operation.success.is_empty() {
        let precision = Status::Range(2).precision(status)?;
        return Some(Match {
            precision: precision.max(Precision::Range),
            row: 0,
        });
    }
    Status::select(operation.success.iter().map(|success| success.status), status)
}

/// The value of an answer that has no body: `()`.
fn decode_nothing<T: DecodeOwned>() -> Result<T, ReadError> {
    let nothing = UnitDeserializer::<serde_json::Error>::new();
    T::decode(nothing).map_err(|error| ReadError::Decode(error.into()))
}
