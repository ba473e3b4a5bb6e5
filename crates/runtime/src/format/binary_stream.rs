//! Bytes of a file that come piece by piece.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;

use super::binary::Binary;
use crate::http::{Body, BoxError, ByteStream};

/// What is wrong with a stream that is to be sent another time.
pub(crate) const TAKEN: &str = "the stream of a file was sent before";

/// A stream that is sent once: whoever sends it first takes it.
pub(crate) struct BinaryStream {
    body: Mutex<Option<Body>>,
}

impl BinaryStream {
    /// The body that carries the bytes; `None` when it was taken before.
    pub(crate) fn take(&self) -> Option<Body> {
        self.body.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A stream of bytes as a file. What is there already stays repeatable.
impl From<ByteStream> for Binary {
    fn from(stream: ByteStream) -> Self {
        let body = stream.into_body();
        match body.as_whole() {
            Some(bytes) => Self::from(bytes.to_vec()),
            None => Self::of_stream(BinaryStream {
                body: Mutex::new(Some(body)),
            }),
        }
    }
}

impl From<Bytes> for Binary {
    fn from(bytes: Bytes) -> Self {
        Self::from(Vec::from(bytes))
    }
}

/// The bytes of a file. A stream that was taken before fails when it is read.
impl From<Binary> for ByteStream {
    fn from(binary: Binary) -> Self {
        match binary.source() {
            Ok(bytes) => Self::new(Body::whole(shared(bytes))),
            Err(stream) => Self::new(stream.take().unwrap_or_else(|| Body::frames(Taken))),
        }
    }
}

/// The bytes of a file without a copy.
pub(crate) fn shared(bytes: &Arc<Vec<u8>>) -> Bytes {
    struct Shared(Arc<Vec<u8>>);
    impl AsRef<[u8]> for Shared {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }
    Bytes::from_owner(Shared(bytes.clone()))
}

/// What is left of a stream that was taken.
struct Taken;

impl http_body::Body for Taken {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(Some(Err(TAKEN.into())))
    }
}
