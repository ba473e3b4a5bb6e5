//! What the body of an answer becomes: a value, or a stream.

use http::StatusCode;
use serde::Serialize;
use serde::de::value::UnitDeserializer;

use super::answer::{ReadError, Reply, WriteError};
use super::content::encode;
use super::media::Media;
use super::received::Received;
use crate::decode::DecodeOwned;

/// What the body of an answer becomes, and the other way round.
///
/// Every type that can be read and written is one; so are streams such as [`ByteStream`](super::ByteStream).
pub trait Payload: Sized {
    /// Whether it takes the body as it comes, and not whole.
    const STREAMS: bool = false;

    /// Reads a body that is of one of the types `media`; where there are none, it has no body.
    ///
    /// # Errors
    /// When the body is of another type, or does not fit.
    fn read(received: &mut Received, media: &[Media]) -> Result<Self, ReadError>;

    /// A reply with this body, of the first of the types `media`; where there are none, without.
    ///
    /// # Errors
    /// When the value cannot be written.
    fn write(self, status: StatusCode, media: &[Media]) -> Result<Reply, WriteError>;
}

impl<T: Serialize + DecodeOwned> Payload for T {
    fn read(received: &mut Received, media: &[Media]) -> Result<Self, ReadError> {
        match media {
            [] => nothing(),
            media => received.decode(media),
        }
    }

    fn write(self, status: StatusCode, media: &[Media]) -> Result<Reply, WriteError> {
        let mut reply = Reply::empty(status);
        if let Some(media) = media.first() {
            reply.content = Some(encode(*media, &self)?);
        }
        Ok(reply)
    }
}

/// The value of an answer that has no body: `()`.
fn nothing<T: DecodeOwned>() -> Result<T, ReadError> {
    let nothing = UnitDeserializer::<serde_json::Error>::new();
    T::decode(nothing).map_err(|error| ReadError::Decode(error.into()))
}
