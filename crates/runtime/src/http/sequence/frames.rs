//! The frames of a body, as they come.

use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::decoder::{Decoder, TooLong};
use crate::http::body::Body;
use crate::http::stream_error::StreamError;

/// A frame and its number in the sequence, from 1.
pub(crate) type Numbered<F> = Result<(u64, F), StreamError>;

/// What gives one frame after the other.
pub(crate) trait Frames {
    /// What an item is before it is a value.
    type Frame;

    /// The next frame; nothing after the end or an error.
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Numbered<Self::Frame>>>;

    /// How many bytes a frame may have.
    fn set_limit(&mut self, limit: usize);

    /// Ends the sequence, and the connection with it.
    fn end(&mut self);
}

/// A body that is cut into frames.
#[derive(Debug)]
pub(crate) struct Incoming<D> {
    body: Body,
    /// What has come and is not yet decoded.
    input: Bytes,
    pub(crate) decoder: D,
    limit: usize,
    count: u64,
    has_ended: bool,
}

impl<D: Decoder> Incoming<D> {
    /// The frames of `body`, each of at most `limit` bytes.
    pub(crate) fn new(body: Body, limit: usize) -> Self {
        Self {
            body,
            input: Bytes::new(),
            decoder: D::new(limit),
            limit,
            count: 0,
            has_ended: false,
        }
    }

    /// Goes on with another body.
    pub(crate) fn resume(&mut self, body: Body) {
        self.body = body;
        self.input = Bytes::new();
        self.has_ended = false;
    }

    /// How many frames there were.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// The frame that what has come completes.
    fn decode(&mut self) -> Option<Numbered<D::Frame>> {
        match self.decoder.decode(&mut self.input) {
            Ok(frame) => frame.map(|frame| Ok(self.counted(frame))),
            Err(TooLong) => {
                self.end();
                Some(Err(StreamError::ItemTooLarge {
                    item: self.count.saturating_add(1),
                    limit: self.limit,
                }))
            }
        }
    }

    fn counted(&mut self, frame: D::Frame) -> (u64, D::Frame) {
        self.count = self.count.saturating_add(1);
        (self.count, frame)
    }
}

impl<D: Decoder> Frames for Incoming<D> {
    type Frame = D::Frame;

    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Numbered<D::Frame>>> {
        while !self.has_ended {
            if let Some(frame) = self.decode() {
                return Poll::Ready(Some(frame));
            }
            match ready!(self.body.poll_data(context)) {
                Some(Ok(data)) => self.input = data,
                Some(Err(error)) => {
                    self.end();
                    return Poll::Ready(Some(Err(StreamError::broken(error))));
                }
                None => {
                    self.end();
                    let last = self.decoder.finish();
                    return Poll::Ready(last.map(|frame| Ok(self.counted(frame))));
                }
            }
        }
        Poll::Ready(None)
    }

    fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
        self.decoder.set_limit(limit);
    }

    fn end(&mut self) {
        self.has_ended = true;
        self.input = Bytes::new();
        self.body = Body::empty();
    }
}
