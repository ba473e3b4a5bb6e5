//! What is still on its way when a request is answered.
//!
//! Whoever sends a body and is answered before its end goes on sending for a while. If the connection were closed at once,
//! what then arrives would be refused by a reset, and the answer lost with it (RFC 9112, section 9.6). So what nobody
//! wants to read is read on and thrown away beside the answer, within limits.

use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use bytes::Bytes;
use http::header::EXPECT;
use http::request::Parts;
use http::{HeaderMap, Version};
use http_body::{Body as _, Frame, SizeHint};
use http_body_util::BodyExt;

use super::deadline::within;

/// How long is gone on reading.
const LONGEST: Duration = Duration::from_secs(5);

/// How many bytes are thrown away.
const MOST: usize = 64 * 1024 * 1024;

/// A request's body; what is left of it when it is dropped is read on for a while.
pub(super) struct Lingering {
    stream: Body,
    /// Whether nothing is gained by going on.
    is_done: bool,
}

impl Lingering {
    /// The body of the request that has this head.
    pub(super) fn new(stream: Body, head: &Parts) -> Self {
        let is_done = stream.is_end_stream() || !matters(head.version, &head.headers);
        Self { stream, is_done }
    }
}

/// Throws away the body of a request that nobody reads.
pub(super) fn linger(request: Request) {
    let (head, stream) = request.into_parts();
    drop(Lingering::new(stream, &head));
}

/// Whether a body that is not read ends the connection. Who waits to be told to go on will not begin, and in HTTP/2 each
/// request ends for itself.
fn matters(version: Version, headers: &HeaderMap) -> bool {
    version < Version::HTTP_2 && !headers.contains_key(EXPECT)
}

impl Drop for Lingering {
    fn drop(&mut self) {
        if self.is_done || self.stream.is_end_stream() {
            return;
        }
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            return;
        };
        let stream = std::mem::take(&mut self.stream);
        runtime.spawn(async move {
            let _in_time = within(Some(LONGEST), pin!(throw_away(stream))).await;
        });
    }
}

async fn throw_away(mut stream: Body) {
    let mut left = MOST;
    while let Some(Ok(frame)) = stream.frame().await {
        let length = frame.data_ref().map_or(0, Bytes::len);
        let Some(rest) = left.checked_sub(length) else {
            return;
        };
        left = rest;
    }
}

impl http_body::Body for Lingering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.stream).poll_frame(context);
        if matches!(frame, Poll::Ready(None | Some(Err(_)))) {
            self.is_done = true;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.stream.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.stream.size_hint()
    }
}
