//! Bodies that must not fall silent.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::body::{Body, BoxError};
use crate::clock::{Sleep, sleep};

/// Nothing came of a body for too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleTimeout {
    /// How long nothing came.
    pub timeout: Duration,
}

impl fmt::Display for IdleTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nothing came for {:?}", self.timeout)
    }
}

impl std::error::Error for IdleTimeout {}

/// A body that fails with [`IdleTimeout`] when a frame takes too long.
pub(super) struct Idle {
    body: Body,
    timeout: Duration,
    /// Runs while a frame is waited for, not while nobody asks for one.
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Idle {
    /// `body`, of which no frame may take longer than `timeout`.
    pub(super) fn new(body: Body, timeout: Duration) -> Self {
        Self {
            body,
            timeout,
            sleep: None,
        }
    }
}

impl http_body::Body for Idle {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            this.sleep = None;
            return Poll::Ready(frame);
        }
        let timeout = this.timeout;
        let sleep = this.sleep.get_or_insert_with(|| Box::pin(sleep(timeout)));
        let elapsed = sleep.as_mut().poll(context);
        elapsed.map(|()| Some(Err(IdleTimeout { timeout }.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
