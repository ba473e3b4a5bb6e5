//! Answers of an operation: chosen by status, read by the client, written by the server.

use std::borrow::Cow;
use std::fmt;

use http::{HeaderMap, StatusCode};

use super::body::Body;
use super::description::{Operation, Success};
use super::media::Media;
use super::payload::Payload;
use super::received::{Head, Received};
use super::row::{Row, find_row, row_streams};
use super::status::{Match, Precision, Status};
use crate::DecodeError;

/// What an operation answers with: the value of its only success, or one of the enums that
/// [`answers!`](crate::answers) describes.
///
/// Every [`Payload`] is an answer: the only success that the operation declares.
pub trait Answer: Sized {
    /// Whether it is of the type that the caller likes best when it is written, as no table says it.
    const IS_NEGOTIATED: bool = false;

    /// The table of an enum: a row for each of its variants, in their order.
    #[doc(hidden)]
    const ROWS: &'static [Row] = &[];

    /// The row of this answer's table that answers for a response with this head.
    fn find(operation: &Operation, head: &Head<'_>) -> Option<Match> {
        let _ = operation;
        find_row(Self::ROWS, head)
    }

    /// Whether `row` takes the body that comes after this head as it comes, and not whole. A body of
    /// another type than the row's is read whole, for an error to hold it.
    fn streams(operation: &Operation, row: usize, head: &Head<'_>) -> bool {
        let _ = operation;
        row_streams(Self::ROWS, row, head)
    }

    /// Reads what was received as the answer of `row`.
    ///
    /// # Errors
    /// When the body is of another type than the row's, or does not fit it.
    fn read(operation: &Operation, row: usize, received: &mut Received) -> Result<Self, ReadError>;

    /// The status, the headers and the body to send.
    ///
    /// # Errors
    /// When the value cannot be written, e.g. because it contradicts itself.
    fn write(self, operation: &Operation) -> Result<Reply, WriteError>;

    /// Whether `status` is among this answer's.
    fn declares(operation: &Operation, status: StatusCode) -> bool {
        let headers = HeaderMap::new();
        let head = Head {
            status,
            headers: &headers,
            accepted: None,
        };
        Self::find(operation, &head).is_some()
    }
}

/// What a server sends.
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers that the operation declares, save for those that describe the body.
    pub headers: HeaderMap,
    /// The body, if there is one.
    pub content: Option<Content>,
}

/// A body with its type.
pub struct Content {
    /// `Content-Type`.
    pub content_type: Cow<'static, str>,
    /// The body; one that is whole is wiped when the last of its sharers is dropped.
    pub body: Body,
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
    /// The body is larger than the client's limit.
    TooLarge,
    /// A header is missing, or does not fit its type.
    Header {
        /// Its name.
        name: &'static str,
        /// What is wrong with it.
        error: DecodeError,
    },
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

impl Reply {
    /// A reply without a body.
    pub fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            content: None,
        }
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
        f.debug_tuple("Content")
            .field(&self.content_type)
            .field(&self.body)
            .finish()
    }
}

impl<T: Payload> Answer for T {
    fn find(operation: &Operation, head: &Head<'_>) -> Option<Match> {
        find_success(operation, head)
    }

    fn streams(operation: &Operation, row: usize, head: &Head<'_>) -> bool {
        T::STREAMS && head.is_of(offered(operation, row, head.accepted))
    }

    fn read(operation: &Operation, row: usize, received: &mut Received) -> Result<Self, ReadError> {
        let media = offered(operation, row, received.accepted);
        T::read(received, media)
    }

    fn write(self, operation: &Operation) -> Result<Reply, WriteError> {
        match operation.success.first() {
            Some(Success { status, media, .. }) => T::write(self, status.first(), media),
            None => Ok(Reply::empty(StatusCode::NO_CONTENT)),
        }
    }
}

/// What the body of a success may be, for a caller who asked for `accepted` or for nothing.
fn offered(operation: &Operation, row: usize, accepted: Option<&'static str>) -> &'static [Media] {
    match (operation.success.get(row), accepted) {
        (None, _) => &[],
        (Some(success), None) => success.media,
        (Some(success), Some(_)) => success.others,
    }
}

/// Where no success is declared, any 2xx is one.
fn find_success(operation: &Operation, head: &Head<'_>) -> Option<Match> {
    let status = head.status.as_u16();
    if operation.success.is_empty() {
        let precision = Status::Range(2).precision(status)?;
        return Some(Match {
            precision: precision.max(Precision::Range),
            row: 0,
        });
    }
    // Who asks for a media type of its own has no type for a success that is not of it.
    let offers = |success: &Success| {
        let mut others = success.others.iter();
        head.accepted
            .is_none_or(|accepted| others.any(|media| media.content_type == accepted))
    };
    let rows = operation.success.iter().enumerate();
    let offering = rows.filter(|(_, success)| offers(success));
    Status::select(offering.map(|(row, success)| (row, success.status, ())), status)
}
