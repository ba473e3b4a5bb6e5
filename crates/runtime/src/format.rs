//! Strings and numbers of a format, kept as they came.

mod binary;
#[cfg(feature = "base64")]
mod bytes;
mod digits;
mod text;
mod time;
mod uri;
mod uuid;

pub use binary::Binary;
#[cfg(feature = "base64")]
pub use bytes::Bytes;
pub use digits::{BigInteger, Decimal};
pub use text::FormatError;
pub use time::{Date, DateTime, Duration, Time};
pub use uri::Uri;
pub use uuid::Uuid;
