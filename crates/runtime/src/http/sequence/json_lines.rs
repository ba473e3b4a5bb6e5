//! JSON Lines and NDJSON, and JSON text sequences.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use http::StatusCode;
use serde::Serialize;

use super::DEFAULT_ITEM_LIMIT;
use super::format::{Lines, Records};
use super::frames::Frames;
use super::items::Items;
use super::json_items::json_items;
use crate::decode::DecodeOwned;
use crate::http::answer::{Content, ReadError, Reply, WriteError};
use crate::http::body::BoxError;
use crate::http::byte_stream::ByteStream;
use crate::http::media::Media;
use crate::http::payload::Payload;
use crate::http::received::Received;
use crate::http::stream_error::StreamError;

json_items! {
    /// A JSON value in each line: `application/jsonl`, `application/x-ndjson`.
    ///
    /// Blank lines are passed over, and the last line needs no line feed. A faulty line is an error and is
    /// passed over; any other error ends the stream. Dropping it closes the connection.
    ///
    /// ```
    /// # use bindery_runtime::http::{JsonLines, StreamError};
    /// # async fn sum(mut numbers: JsonLines<i64>) -> Result<i64, StreamError> {
    /// let mut sum = 0;
    /// while let Some(number) = numbers.next().await {
    ///     sum += number?;
    /// }
    /// # Ok(sum)
    /// # }
    /// ```
    ///
    /// It is made of values, to be sent: `JsonLines::from(vec![1, 2])`, or of a stream of them.
    JsonLines, Lines
}

json_items! {
    /// A JSON text sequence (RFC 7464): `application/json-seq`.
    ///
    /// A record that is faulty or was cut off is an error and is passed over; any other error ends the
    /// stream. Dropping it closes the connection.
    ///
    /// It is made of values, to be sent: `JsonSequence::from(vec![1, 2])`, or of a stream of them.
    JsonSequence, Records
}
