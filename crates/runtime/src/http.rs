//! HTTP as client and server share it: tables that describe operations, answers chosen by status,
//! and parameters as text.

mod answer;
mod answers;
mod buffer;
pub(crate) mod content;
mod description;
mod media;
pub(crate) mod parameter;
#[cfg(feature = "client")]
pub(crate) mod path;
pub(crate) mod percent;
mod row;
pub(crate) mod status;

pub use answer::{Answer, Content, ReadError, Received, Reply, WriteError};
pub use content::{decode, encode};
pub use description::{Body, Operation, Scheme, SchemeKind, SecuritySet, Service, Success};
pub use http::StatusCode;
pub use media::{Encoding, Fit, Media, essence};
pub use parameter::refusal::Refusal;
pub use parameter::{Parameter, Place, Style};
#[doc(hidden)]
pub use row::{Row, find_row, no_such_row, read_row, write_status};
pub use status::{Match, Precision, Status};

pub(crate) use buffer::Buffer;
