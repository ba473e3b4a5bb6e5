//! What all sequences share: items that come from a body, or that are there to be sent.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use serde::Serialize;

use super::format::{Format, Read};
use super::frames::Frames;
use super::item_error::ItemError;
use crate::decode::DecodeOwned;
use crate::http::body::{Body, BoxError};
use crate::http::stream_error::StreamError;
use crate::http::{Buffer, WriteError};

type ItemStream<I> = Pin<Box<dyn Stream<Item = Result<I, StreamError>> + Send>>;

/// The items of a sequence of the format `F`.
pub(crate) struct Items<T, F: Format<T>> {
    source: Source<F::Item, F::Frames>,
    pub(crate) format: F,
}

enum Source<I, S> {
    /// A body that is read; behind a pointer, for it is much larger than the others.
    Incoming(Box<S>),
    /// Items that are all there.
    Given(std::vec::IntoIter<I>),
    /// Items that will be there. The lock is never taken: it makes the source `Sync`.
    Stream(Mutex<ItemStream<I>>),
}

// Nothing is pinned in place: a stream that is given is behind a pointer.
impl<T, F: Format<T>> Unpin for Items<T, F> {}

impl<T, F: Format<T>> Items<T, F> {
    /// The items of `body`, each of at most `limit` bytes.
    pub(crate) fn read(body: Body, limit: usize, format: F) -> Self {
        Self::incoming(F::frames(body, limit), format)
    }

    /// The items of these frames.
    pub(crate) fn incoming(frames: F::Frames, format: F) -> Self {
        let source = Source::Incoming(Box::new(frames));
        Self { source, format }
    }

    /// Items that are all there.
    pub(crate) fn given(items: Vec<F::Item>, format: F) -> Self {
        let source = Source::Given(items.into_iter());
        Self { source, format }
    }

    /// Items as they come.
    pub(crate) fn stream<S, E>(stream: S, format: F) -> Self
    where
        S: Stream<Item = Result<F::Item, E>> + Send + 'static,
        E: Into<BoxError>,
        F::Item: 'static,
    {
        let stream = Failing(Box::pin(stream));
        let source = Source::Stream(Mutex::new(Box::pin(stream)));
        Self { source, format }
    }

    /// The frames of the body that is read, where one is.
    pub(crate) fn frames(&mut self) -> Option<&mut F::Frames> {
        match &mut self.source {
            Source::Incoming(frames) => Some(frames),
            Source::Given(_) | Source::Stream(_) => None,
        }
    }

    /// The frames of the body that is read, or the items themselves.
    pub(crate) fn into_frames(self) -> Result<F::Frames, Self> {
        match self.source {
            Source::Incoming(frames) => Ok(*frames),
            source => Err(Self { source, ..self }),
        }
    }

    /// The next item.
    pub(crate) fn poll_item(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<F::Item, StreamError>>>
    where
        T: DecodeOwned,
    {
        match &mut self.source {
            Source::Incoming(frames) => poll_frames(&self.format, frames, context),
            Source::Given(items) => Poll::Ready(items.next().map(Ok)),
            Source::Stream(stream) => {
                let stream = stream.get_mut().unwrap_or_else(PoisonError::into_inner);
                stream.as_mut().poll_next(context)
            }
        }
    }

    /// The items as a body. What is there already is written at once.
    ///
    /// # Errors
    /// When an item that is there already cannot be written.
    pub(crate) fn into_body(self) -> Result<Body, WriteError>
    where
        T: Serialize + DecodeOwned + Send + 'static,
        F: Send + 'static,
        F::Item: Send + 'static,
        F::Frames: Send + 'static,
    {
        let Source::Given(items) = self.source else {
            return Ok(Body::stream(Written {
                items: self,
                has_ended: false,
            }));
        };
        let mut buffer = Buffer::default();
        for item in items {
            self.format.write(&item, &mut buffer)?;
        }
        self.format.write_end(&mut buffer)?;
        Ok(Body::whole(buffer.into_bytes()))
    }
}

fn poll_frames<T, F>(
    format: &F,
    frames: &mut F::Frames,
    context: &mut Context<'_>,
) -> Poll<Option<Result<F::Item, StreamError>>>
where
    T: DecodeOwned,
    F: Format<T>,
{
    loop {
        let Some(frame) = ready!(frames.poll_frame(context)) else {
            return Poll::Ready(None);
        };
        let read = frame.map(|(number, frame)| (number, format.read(frame)));
        return Poll::Ready(Some(match read {
            Err(error) => Err(error),
            Ok((_, Read::Item(item))) => Ok(item),
            Ok((_, Read::Nothing)) => continue,
            Ok((_, Read::End)) => {
                frames.end();
                return Poll::Ready(None);
            }
            Ok((number, Read::Fault(error, text))) => {
                Err(StreamError::Item(Box::new(ItemError::new(number, error, text))))
            }
        }));
    }
}

/// A stream whose errors are those of a stream.
struct Failing<S>(Pin<Box<S>>);

impl<I, E: Into<BoxError>, S: Stream<Item = Result<I, E>>> Stream for Failing<S> {
    type Item = Result<I, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(item.map(|item| item.map_err(|error| StreamError::broken(error.into()))))
    }
}

/// Items as the pieces of a body.
struct Written<T, F: Format<T>> {
    items: Items<T, F>,
    has_ended: bool,
}

impl<T, F> Stream for Written<T, F>
where
    T: Serialize + DecodeOwned,
    F: Format<T>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { items, has_ended } = self.get_mut();
        if *has_ended {
            return Poll::Ready(None);
        }
        let item = ready!(items.poll_item(context)).transpose();
        let mut buffer = Buffer::default();
        let written = item.map_err(BoxError::from).and_then(|item| {
            match item {
                Some(item) => items.format.write(&item, &mut buffer)?,
                None => {
                    *has_ended = true;
                    items.format.write_end(&mut buffer)?;
                }
            }
            Ok(buffer)
        });
        match written {
            Ok(buffer) if *has_ended && buffer.len() == 0 => Poll::Ready(None),
            written => Poll::Ready(Some(written.map(Buffer::into_bytes))),
        }
    }
}
