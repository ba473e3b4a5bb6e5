//! The bytes of a form of several parts: whole, or with streams among them.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::Binary;
use crate::format::{TAKEN, shared};
use crate::http::answer::WriteError;
use crate::http::body::{Body, BoxError};
use crate::http::buffer::Buffer;

/// What was written so far.
#[derive(Default)]
pub(super) struct Pieces {
    /// Streams, and what came before each.
    done: VecDeque<Body>,
    /// What came since.
    buffer: Buffer,
}

impl Pieces {
    /// Adds bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.buffer.push(bytes);
    }

    /// Adds the bytes of a file. A stream is taken: it can be sent once.
    pub(super) fn push_file(&mut self, file: &Binary) -> Result<(), WriteError> {
        match file.source() {
            Ok(bytes) => self.buffer.push(bytes),
            Err(stream) => {
                let stream = stream.take().ok_or_else(|| WriteError::new(TAKEN))?;
                let before = std::mem::take(&mut self.buffer);
                self.done.push_back(Body::whole(before.into_bytes()));
                self.done.push_back(stream);
            }
        }
        Ok(())
    }

    /// All of it: whole, unless there is a stream in it.
    pub(super) fn into_body(mut self) -> Body {
        let rest = Body::whole(self.buffer.into_bytes());
        if self.done.is_empty() {
            return rest;
        }
        self.done.push_back(rest);
        Body::frames(Chain { bodies: self.done })
    }
}

/// The bytes of a file as a body of their own.
pub(super) fn file_body(file: &Binary) -> Result<Body, WriteError> {
    match file.source() {
        Ok(bytes) => Ok(Body::whole(shared(bytes))),
        Err(stream) => stream.take().ok_or_else(|| WriteError::new(TAKEN)),
    }
}

/// One body after the other.
struct Chain {
    bodies: VecDeque<Body>,
}

impl http_body::Body for Chain {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        while let Some(body) = self.bodies.front_mut() {
            match ready!(body.poll_data(context)) {
                Some(data) => return Poll::Ready(Some(data.map(Frame::data))),
                None => drop(self.bodies.pop_front()),
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        let mut lengths = self.bodies.iter().map(Body::length);
        let length = lengths.try_fold(0u64, |sum, length| sum.checked_add(length?));
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
