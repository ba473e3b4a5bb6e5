//! Strings and numbers of a format, kept as they came.

mod binary;
#[cfg(feature = "webhooks")]
mod binary_stream;
#[cfg(feature = "base64")]
mod bytes;
mod decimal_text;
mod digits;
#[cfg(feature = "webhooks")]
pub(crate) mod handover;
mod ipv6;
#[cfg(feature = "rust-decimal")]
mod rust_decimal;
mod text;
mod time;
#[cfg(feature = "chrono")]
mod time_chrono;
#[cfg(feature = "jiff")]
mod time_jiff;
#[cfg(feature = "time")]
mod time_time;
mod tolerant;
mod uri;
mod uuid;

pub use binary::Binary;
#[cfg(feature = "webhooks")]
pub(crate) use binary::File;
#[cfg(feature = "webhooks")]
pub(crate) use binary_stream::{TAKEN, shared};
#[cfg(feature = "base64")]
pub use bytes::{Base64Url, Bytes};
pub use decimal_text::DecimalText;
pub use digits::{BigInteger, Decimal};
pub use ipv6::Ipv6;
pub use text::FormatError;
pub use time::{Date, DateTime, Duration, Time};
pub use tolerant::{TextFormat, Tolerant};
pub use uri::Uri;
pub use uuid::Uuid;
