//! Streams of server-sent events.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::StatusCode;
use serde::Serialize;

use super::DEFAULT_ITEM_LIMIT;
use super::event::Event;
use super::frames::Frames;
use super::items::Items;
use super::reconnect::{NotRepeatable, Reconnect};
use crate::decode::DecodeOwned;
use crate::http::answer::{Content, ReadError, Reply, WriteError};
use crate::http::body::BoxError;
use crate::http::byte_stream::ByteStream;
use crate::http::event_form::EventForm;
use crate::http::media::{Encoding, Media};
use crate::http::payload::Payload;
use crate::http::received::Received;
use crate::http::stream_error::StreamError;

/// Server-sent events whose data is a `T` (WHATWG HTML, "Server-sent events").
///
/// [`next`](Events::next) and the [`Stream`] give the data; [`next_event`](Events::next_event) gives
/// the event with its name and `id`. A faulty event is an error and is passed over; any other error ends
/// the stream. Dropping it closes the connection.
///
/// ```
/// # use bindery_runtime::http::{Events, StreamError};
/// # async fn print(mut events: Events<String>) -> Result<(), StreamError> {
/// while let Some(chunk) = events.next().await {
///     println!("{}", chunk?);
/// }
/// # Ok(())
/// # }
/// ```
///
/// It is made of events, to be sent:
///
/// ```
/// # use bindery_runtime::http::{Event, Events};
/// let events = Events::from(vec![Event::new("tick").with_id("1"), Event::new("tock").with_id("2")]);
/// ```
pub struct Events<T> {
    items: Items<T, EventForm>,
}

impl<T> Events<T> {
    /// The events of `body`, which is an event stream.
    pub fn read(body: ByteStream, form: EventForm) -> Self {
        Self {
            items: Items::read(body.into_body(), DEFAULT_ITEM_LIMIT, form),
        }
    }

    /// Events to be sent as they come.
    pub fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Event<T>, E>> + Send + 'static,
        E: Into<BoxError>,
        T: 'static,
    {
        Self {
            items: Items::stream(stream, EventForm::JSON),
        }
    }

    /// Sets how many bytes an event may have. The default is the client's limit for responses.
    pub fn with_item_limit(mut self, bytes: usize) -> Self {
        if let Some(frames) = self.items.frames() {
            frames.set_limit(bytes);
        }
        self
    }

    /// Goes on after the stream ends or breaks off: sends the call again with `Last-Event-ID`, as
    /// `policy` says.
    ///
    /// # Errors
    /// When the call must not be sent again: it does more if it is sent twice.
    pub fn reconnecting(mut self, policy: Reconnect) -> Result<Self, NotRepeatable> {
        let frames = self.items.frames().ok_or(NotRepeatable)?;
        if frames.reconnect(policy) {
            Ok(self)
        } else {
            Err(NotRepeatable)
        }
    }

    /// The `id` of the last event that was read.
    pub fn last_event_id(&mut self) -> Option<&str> {
        self.items.frames().and_then(|frames| frames.last_id())
    }

    /// The data of the next event; `None` at the end.
    ///
    /// # Errors
    /// When the stream breaks off, or the event does not fit.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>>
    where
        T: DecodeOwned,
    {
        let event = self.next_event().await?;
        Some(event.map(|event| event.data))
    }

    /// The next event, with what is said beside its data; `None` at the end.
    ///
    /// # Errors
    /// When the stream breaks off, or the event does not fit.
    pub async fn next_event(&mut self) -> Option<Result<Event<T>, StreamError>>
    where
        T: DecodeOwned,
    {
        std::future::poll_fn(|context| self.items.poll_item(context)).await
    }

    /// The same as a stream of whole events.
    pub fn whole(self) -> WholeEvents<T> {
        WholeEvents { events: self }
    }

    /// The same with its data as text, whatever the document says of it.
    ///
    /// # Errors
    /// When the events are there to be sent, and cannot be written.
    pub fn into_text(self) -> Result<Events<String>, WriteError>
    where
        T: Serialize + DecodeOwned + Send + 'static,
    {
        let text = EventForm::TEXT;
        let items = match self.items.into_frames() {
            Ok(frames) => Items::incoming(frames, text),
            Err(items) => Items::read(items.into_body()?, usize::MAX, text),
        };
        Ok(Events { items })
    }

    /// A body of this type.
    fn into_content(mut self, media: &Media) -> Result<Content, WriteError>
    where
        T: Serialize + DecodeOwned + Send + 'static,
    {
        if let Encoding::Events(form) = media.encoding {
            self.items.format = form;
        }
        Ok(Content {
            content_type: media.content_type.into(),
            body: self.items.into_body()?,
        })
    }
}

impl<T: DecodeOwned> Stream for Events<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let event = ready!(self.get_mut().items.poll_item(context));
        Poll::Ready(event.map(|event| event.map(|event| event.data)))
    }
}

impl<T> From<Vec<Event<T>>> for Events<T> {
    fn from(events: Vec<Event<T>>) -> Self {
        Self {
            items: Items::given(events, EventForm::JSON),
        }
    }
}

impl<T> FromIterator<Event<T>> for Events<T> {
    fn from_iter<I: IntoIterator<Item = Event<T>>>(events: I) -> Self {
        Self::from(Vec::from_iter(events))
    }
}

impl<T: Serialize + DecodeOwned + Send + 'static> Payload for Events<T> {
    const STREAMS: bool = true;

    fn read(received: &mut Received, media: &[Media]) -> Result<Self, ReadError> {
        let (media, _) = received.media(media)?;
        let form = match media.encoding {
            Encoding::Events(form) => form,
            _ => EventForm::JSON,
        };
        let mut items = Items::read(received.take_body(), received.limit, form);
        if let Some(frames) = items.frames() {
            frames.resume = received.resume.take();
        }
        Ok(Self { items })
    }

    fn write(self, status: StatusCode, media: &[Media]) -> Result<Reply, WriteError> {
        let mut reply = Reply::empty(status);
        reply.content = media.first().map(|media| self.into_content(media)).transpose()?;
        Ok(reply)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

/// The [`Stream`] of whole events that [`Events::whole`] makes.
pub struct WholeEvents<T> {
    events: Events<T>,
}

impl<T: DecodeOwned> Stream for WholeEvents<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().events.items.poll_item(context)
    }
}

impl<T> fmt::Debug for WholeEvents<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WholeEvents").finish_non_exhaustive()
    }
}
