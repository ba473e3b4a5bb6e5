//! A body that the handler reads as it arrives: bytes, or items of which each is judged before it is
//! handed over.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::Frame;

use super::failure::BodyFailure;
use super::incoming::Incoming;
use crate::http::Body;
use crate::server::fault::Fault;
use crate::server::sequence::Judge;

/// What went wrong with a body while its handler read it.
pub(in crate::server) type Outcome = Arc<OnceLock<BodyFailure>>;

/// A body that has begun to arrive.
pub(super) struct Streamed {
    incoming: Incoming,
    judge: Option<Box<dyn Judge>>,
    /// What has come and is right.
    ready: VecDeque<Bytes>,
    has_ended: bool,
    faults: Vec<Fault>,
    outcome: Outcome,
}

impl Streamed {
    pub(super) fn new(incoming: Incoming, judge: Option<Box<dyn Judge>>) -> Self {
        Self {
            incoming,
            judge,
            ready: VecDeque::new(),
            has_ended: false,
            faults: Vec::new(),
            outcome: Outcome::default(),
        }
    }

    /// Waits for the first piece, and takes what has come with it, up to `room` bytes; none where the body
    /// has no bytes. So what comes at once is judged before anyone handles it.
    pub(super) async fn begin(mut self, room: usize) -> Result<Option<(Body, Outcome)>, BodyFailure> {
        let mut taken = 0;
        poll_fn(|context| {
            while !self.has_ended && taken < room {
                match self.poll_advance(context) {
                    Poll::Ready(Ok(length)) => taken += length,
                    Poll::Ready(Err(failure)) => return Poll::Ready(Err(failure)),
                    Poll::Pending if taken > 0 => break,
                    Poll::Pending => return Poll::Pending,
                }
            }
            Poll::Ready(Ok(()))
        })
        .await?;
        if !self.faults.is_empty() {
            return Err(BodyFailure::Faulty(self.faults));
        }
        let outcome = self.outcome.clone();
        Ok((taken > 0).then(|| (Body::frames(self), outcome)))
    }

    /// Takes in the next piece and says how long it is.
    fn poll_advance(&mut self, context: &mut Context<'_>) -> Poll<Result<usize, BodyFailure>> {
        let piece = ready!(self.incoming.poll_piece(context)).transpose()?;
        self.has_ended = piece.is_none();
        if let Some(judge) = &mut self.judge {
            judge.judge(piece.as_ref(), &mut self.faults)?;
        }
        let length = piece.as_ref().map_or(0, Bytes::len);
        self.ready.extend(piece.filter(|piece| !piece.is_empty()));
        Poll::Ready(Ok(length))
    }

    fn fail(&mut self, failure: BodyFailure) -> Option<Result<Frame<Bytes>, BodyFailure>> {
        self.has_ended = true;
        self.ready.clear();
        let _first_counts = self.outcome.set(failure.clone());
        Some(Err(failure))
    }
}

impl http_body::Body for Streamed {
    type Data = Bytes;
    type Error = BodyFailure;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyFailure>>> {
        let this = self.get_mut();
        loop {
            if let Some(piece) = this.ready.pop_front() {
                return Poll::Ready(Some(Ok(Frame::data(piece))));
            }
            if this.has_ended {
                return Poll::Ready(None);
            }
            let advanced = ready!(this.poll_advance(context));
            let faults = std::mem::take(&mut this.faults);
            match advanced {
                Err(failure) => return Poll::Ready(this.fail(failure)),
                Ok(_) if !faults.is_empty() => return Poll::Ready(this.fail(BodyFailure::Faulty(faults))),
                Ok(_) => {}
            }
        }
    }
}
