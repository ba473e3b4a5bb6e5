//! Why a stream, or an item of one, cannot be read.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::body::BoxError;
use super::idle::IdleTimeout;
use super::sequence::ItemError;

/// Why a stream, or an item of one, cannot be read. Neither `Debug` nor `Display` shows anything of what
/// the stream carried.
///
/// A faulty [`Item`](StreamError::Item) is passed over: the items after it can be read. With any other
/// error the stream is at its end.
#[non_exhaustive]
pub enum StreamError {
    /// The connection broke off.
    Broken(BoxError),
    /// Nothing came for too long.
    Idle {
        /// How long.
        timeout: Duration,
    },
    /// There is more of it than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// An item has more bytes than the limit.
    ItemTooLarge {
        /// Which one, from 1.
        item: u64,
        /// The limit in bytes.
        limit: usize,
    },
    /// An item is not what the document says.
    Item(Box<ItemError>),
    /// The stream was asked for again after it broke off, and the server did not go on with it.
    NotResumed {
        /// The status of the server's answer.
        status: StatusCode,
    },
}

impl StreamError {
    /// The error of a body on its way.
    pub(crate) fn broken(error: BoxError) -> Self {
        match error.downcast_ref::<IdleTimeout>() {
            Some(IdleTimeout { timeout }) => StreamError::Idle { timeout: *timeout },
            None => StreamError::Broken(error),
        }
    }

    /// Whether the stream goes on after this error.
    pub fn is_recoverable(&self) -> bool {
        matches!(self, StreamError::Item(_))
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StreamError::Broken(_) => f.write_str("the stream broke off"),
            StreamError::Idle { timeout } => write!(f, "nothing came of the stream for {timeout:?}"),
            StreamError::TooLarge { limit } => write!(f, "the stream has more than {limit} bytes"),
            StreamError::ItemTooLarge { item, limit } => {
                write!(f, "item {item} of the stream has more than {limit} bytes")
            }
            StreamError::Item(error) => error.fmt(f),
            StreamError::NotResumed { status } => {
                write!(
                    f,
                    "the stream broke off, and the server answered {status} to go on with it"
                )
            }
        }
    }
}

impl fmt::Debug for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StreamError::Broken(error) => write!(f, "Broken({error})"),
            StreamError::Idle { timeout } => write!(f, "Idle({timeout:?})"),
            StreamError::TooLarge { limit } => write!(f, "TooLarge({limit})"),
            StreamError::ItemTooLarge { item, limit } => write!(f, "ItemTooLarge({item}, {limit})"),
            StreamError::Item(error) => f.debug_tuple("Item").field(error).finish(),
            StreamError::NotResumed { status } => write!(f, "NotResumed({status})"),
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StreamError::Broken(error) => Some(&**error),
            StreamError::Item(error) => Some(error.error()),
            _ => None,
        }
    }
}
