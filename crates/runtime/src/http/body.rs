//! Bodies on their way: whole or in frames.

use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf, Bytes};
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;
use zeroize::Zeroize;

use super::idle::Idle;
use super::length::OfLength;

/// Any error, behind a pointer.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The body of a request or a response: whole, or in frames as they come.
pub struct Body {
    kind: Kind,
}

enum Kind {
    Whole(Bytes),
    /// With how many bytes are left, where that is known. The lock is never taken: it makes the body `Sync`, which some transports ask for.
    Frames(Mutex<UnsyncBoxBody<Bytes, BoxError>>, Option<u64>),
}

impl Body {
    /// No body.
    pub const fn empty() -> Self {
        Self::whole(Bytes::new())
    }

    /// A body that is there already.
    pub const fn whole(bytes: Bytes) -> Self {
        Self {
            kind: Kind::Whole(bytes),
        }
    }

    /// A body that comes in frames.
    pub fn frames<B>(body: B) -> Self
    where
        B: http_body::Body + Send + 'static,
        B::Data: Buf,
        B::Error: Into<BoxError>,
    {
        let length = body.size_hint().exact();
        let frames = body
            .map_frame(|frame| frame.map_data(|mut data| data.copy_to_bytes(data.remaining())))
            .map_err(Into::into)
            .boxed_unsync();
        Self {
            kind: Kind::Frames(Mutex::new(frames), length),
        }
    }

    /// A body of the pieces that a stream gives.
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<BoxError> + 'static,
    {
        Self::frames(Pieces {
            stream: Box::pin(stream),
        })
    }

    /// The bytes of a body that is there already.
    pub fn as_whole(&self) -> Option<&Bytes> {
        match &self.kind {
            Kind::Whole(bytes) => Some(bytes),
            Kind::Frames(..) => None,
        }
    }

    /// Wipes the bytes that are there, unless others share them: then these wipe them, or keep them.
    pub(crate) fn wipe(self) {
        if let Kind::Whole(bytes) = self.kind
            && let Ok(mut bytes) = bytes.try_into_mut()
        {
            bytes.as_mut().zeroize();
        }
    }

    /// The bytes that are there, to keep: they are wiped when the last of their sharers is dropped.
    #[cfg(feature = "client")]
    pub(crate) fn into_wiped_bytes(self) -> Bytes {
        match self.kind {
            Kind::Whole(bytes) if bytes.is_unique() => Bytes::from_owner(Wiped(bytes)),
            Kind::Whole(bytes) => bytes,
            Kind::Frames(..) => Bytes::new(),
        }
    }

    /// The same body, which fails with [`IdleTimeout`](super::IdleTimeout) when nothing comes for this
    /// long. A body that is there already never fails.
    #[must_use]
    pub fn with_idle_timeout(self, timeout: Duration) -> Self {
        match self.kind {
            Kind::Whole(bytes) => Self::whole(bytes),
            Kind::Frames(..) => Self::frames(Idle::new(self, timeout)),
        }
    }

    /// The same body, which has this many bytes: it is sent with `Content-Length`, and fails when it turns
    /// out to be longer or shorter.
    #[must_use]
    pub fn with_length(self, length: u64) -> Self {
        Self::frames(OfLength::new(self, length))
    }

    /// How many bytes it has, where that is known.
    pub fn length(&self) -> Option<u64> {
        self.size_hint().exact()
    }

    /// The next frame of data; `None` at the end. Trailers are passed over.
    pub(crate) async fn next(&mut self) -> Option<Result<Bytes, BoxError>> {
        std::future::poll_fn(|context| self.poll_data(context)).await
    }

    /// The next frame of data; `None` at the end. Trailers are passed over.
    pub(crate) fn poll_data(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            let frame = ready!(Pin::new(&mut *self).poll_frame(context));
            match frame.map(|frame| frame.map(Frame::into_data)) {
                None => return Poll::Ready(None),
                Some(Ok(Ok(data))) => return Poll::Ready(Some(Ok(data))),
                Some(Ok(Err(_trailers))) => {}
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

/// Bytes that are wiped when they are dropped.
#[cfg(feature = "client")]
struct Wiped(Bytes);

#[cfg(feature = "client")]
impl AsRef<[u8]> for Wiped {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(feature = "client")]
impl Drop for Wiped {
    fn drop(&mut self) {
        Body::whole(std::mem::take(&mut self.0)).wipe();
    }
}

/// A stream as a body.
struct Pieces<S> {
    stream: Pin<Box<S>>,
}

impl<S, B, E> http_body::Body for Pieces<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
{
    type Data = Bytes;
    type Error = E;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, E>>> {
        let piece = ready!(self.stream.as_mut().poll_next(context));
        Poll::Ready(piece.map(|piece| piece.map(|bytes| Frame::data(bytes.into()))))
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.get_mut().kind {
            Kind::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Kind::Frames(frames, left) => {
                let frames = frames.get_mut().unwrap_or_else(PoisonError::into_inner);
                let frame = ready!(Pin::new(frames).poll_frame(context));
                if let (Some(left), Some(Ok(frame))) = (left, &frame) {
                    let length = frame.data_ref().map_or(0, Bytes::len);
                    *left = left.saturating_sub(u64::try_from(length).unwrap_or(u64::MAX));
                }
                Poll::Ready(frame)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.as_whole().is_some_and(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        match &self.kind {
            Kind::Whole(bytes) => SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX)),
            Kind::Frames(_, Some(length)) => SizeHint::with_exact(*length),
            Kind::Frames(_, None) => SizeHint::default(),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self::whole(text.into())
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::whole(text.into())
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::whole(bytes.into())
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self::whole(bytes)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_whole() {
            Some(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            None => f.write_str("Body(frames)"),
        }
    }
}
