//! HTTP as client and server share it: tables that describe operations, answers chosen by status,
//! and parameters as text.

mod answer;
mod answers;
mod body;
mod buffer;
mod byte_stream;
pub(crate) mod content;
#[cfg(any(feature = "client", all(feature = "fake", feature = "server")))]
mod declared;
mod description;
mod event_form;
#[doc(hidden)]
pub mod header;
mod idle;
mod length;
mod media;
mod member;
mod pagination;
pub(crate) mod parameter;
mod part;
#[cfg(feature = "client")]
pub(crate) mod path;
mod payload;
pub(crate) mod percent;
pub(crate) mod reading;
mod received;
mod row;
pub(crate) mod sequence;
pub(crate) mod status;
mod stream_error;
mod variants;
mod with_headers;

pub use answer::{Answer, Content, ReadError, Reply, WriteError};
pub use body::{Body, BoxError};
pub use byte_stream::ByteStream;
pub use content::{decode, encode};
#[cfg(any(feature = "client", all(feature = "fake", feature = "server")))]
pub(crate) use declared::Declared;
pub use description::{OAuth2, Operation, RequestBody, Scheme, SchemeKind, SecuritySet, Service, Success};
pub use event_form::{EventData, EventForm};
pub use header::Headers;
pub use http::{HeaderMap, StatusCode};
pub use idle::IdleTimeout;
pub use media::{Encoding, Fit, Media, essence};
pub use member::Member;
pub use pagination::{MemberPath, NextPage, Pagination};
pub use parameter::refusal::Refusal;
pub use parameter::{Arrays, Parameter, Place, Style};
pub use part::Part;
pub use payload::Payload;
pub use received::{Head, Received};
#[doc(hidden)]
pub use row::{Row, no_such_row, row_to_read, write_status};
pub use sequence::{
    Event, Events, ItemError, JsonLines, JsonSequence, NotRepeatable, Reconnect, WholeEvents,
};
pub use status::{Match, Precision, Status};
pub use stream_error::StreamError;
#[doc(hidden)]
pub use variants::write_variant;
pub use variants::{BodySource, BodyVariants};
pub use with_headers::WithHeaders;

pub(crate) use buffer::Buffer;
