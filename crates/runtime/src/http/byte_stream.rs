//! Bytes that come or go piece by piece.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;

use super::answer::{Content, ReadError, Reply, WriteError};
use super::body::{Body, BoxError};
use super::buffer::Buffer;
use super::media::Media;
use super::payload::Payload;
use super::received::Received;
use super::stream_error::StreamError;

/// A body of bytes: a file, an image, anything that is handed over as it comes.
///
/// ```
/// # use bindery_runtime::http::{ByteStream, StreamError};
/// # async fn save(mut download: ByteStream) -> Result<Vec<u8>, StreamError> {
/// let mut file = Vec::new();
/// while let Some(bytes) = download.next().await {
///     file.extend_from_slice(&bytes?);
/// }
/// # Ok(file)
/// # }
/// ```
pub struct ByteStream {
    body: Body,
}

impl ByteStream {
    /// The bytes of `body`.
    pub fn new(body: Body) -> Self {
        Self { body }
    }

    /// The bytes of a stream of pieces.
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<BoxError> + 'static,
    {
        Self::new(Body::stream(stream))
    }

    /// The same bytes, which are this many: they are sent with `Content-Length`, and fail to be sent when
    /// they turn out to be more or fewer.
    #[must_use]
    pub fn with_length(self, length: u64) -> Self {
        Self::new(self.body.with_length(length))
    }

    /// The next piece; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, StreamError>> {
        self.body
            .next()
            .await
            .map(|piece| piece.map_err(StreamError::broken))
    }

    /// All of the bytes, if they are not more than `limit`.
    ///
    /// # Errors
    /// When the stream breaks off, or there are more.
    pub async fn bytes(mut self, limit: usize) -> Result<Bytes, StreamError> {
        let mut buffer = Buffer::default();
        while let Some(piece) = self.next().await {
            let piece = piece?;
            if piece.len() > limit.saturating_sub(buffer.len()) {
                return Err(StreamError::TooLarge { limit });
            }
            buffer.push(&piece);
        }
        Ok(buffer.into_bytes())
    }

    /// The body that carries the bytes.
    pub fn into_body(self) -> Body {
        self.body
    }
}

impl<T: Into<Bytes>> From<T> for ByteStream {
    fn from(bytes: T) -> Self {
        Self::new(Body::whole(bytes.into()))
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(self.get_mut().body.poll_data(context));
        Poll::Ready(piece.map(|piece| piece.map_err(StreamError::broken)))
    }
}

impl Payload for ByteStream {
    const STREAMS: bool = true;

    fn read(received: &mut Received, media: &[Media]) -> Result<Self, ReadError> {
        if !media.is_empty() {
            received.media(media)?;
        }
        Ok(Self::new(received.take_body()))
    }

    fn write(self, status: StatusCode, media: &[Media]) -> Result<Reply, WriteError> {
        let mut reply = Reply::empty(status);
        reply.content = media.first().map(|media| Content {
            content_type: media.sent_type().into(),
            body: self.body,
        });
        Ok(reply)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ByteStream").field(&self.body).finish()
    }
}
