//! A request's body as it arrives, within its limits.

use std::error::Error;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::Body as _;
use http_body_util::LengthLimitError;
use tokio::time::{Sleep, sleep};

use super::failure::BodyFailure;
use crate::server::lingering::Lingering;

/// The pieces of a body, which are not more than they may be and do not keep one waiting.
pub(in crate::server) struct Incoming {
    stream: Lingering,
    left: usize,
    patience: Option<Duration>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Incoming {
    /// The pieces of `stream`: up to `limit` bytes, and no longer than `patience` from one to the next.
    pub(super) fn new(stream: Lingering, limit: usize, patience: Option<Duration>) -> Self {
        Self {
            stream,
            left: limit,
            patience,
            timer: None,
        }
    }

    /// The next piece; nothing at the end.
    pub(in crate::server) async fn next(&mut self) -> Option<Result<Bytes, BodyFailure>> {
        poll_fn(|context| self.poll_piece(context)).await
    }

    /// The next piece; nothing at the end.
    pub(super) fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, BodyFailure>>> {
        loop {
            let Poll::Ready(frame) = Pin::new(&mut self.stream).poll_frame(context) else {
                ready!(self.poll_timer(context));
                return Poll::Ready(Some(Err(BodyFailure::Late)));
            };
            self.timer = None;
            let piece = match frame {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(failure(&error)))),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(piece) => piece,
                    Err(_trailers) => continue,
                },
            };
            let left = self.left.checked_sub(piece.len());
            self.left = left.unwrap_or(0);
            return Poll::Ready(Some(match left {
                Some(_) => Ok(piece),
                None => Err(BodyFailure::TooLarge),
            }));
        }
    }

    /// Ready once nothing came for too long; where there are no timers, never.
    fn poll_timer(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let has_timers = tokio::runtime::Handle::try_current().is_ok();
        let Some(patience) = self.patience.filter(|_| has_timers) else {
            return Poll::Pending;
        };
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(patience)));
        timer.as_mut().poll(context)
    }
}

/// Why a body ends before its end: a layer around the router may limit bodies, and more strictly.
pub(super) fn failure(error: &(dyn Error + 'static)) -> BodyFailure {
    let mut source = Some(error);
    while let Some(error) = source {
        if error.is::<LengthLimitError>() {
            return BodyFailure::TooLarge;
        }
        source = error.source();
    }
    BodyFailure::Broken
}
