//! Signs of life in a stream of events of which nothing comes for long, so that nobody on the way takes it for dead
//! (WHATWG HTML, "Server-sent events", "Authoring notes").

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http_body::{Body as _, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use crate::http::essence;

/// A comment, which is no event.
const COMMENT: &[u8] = b":\n\n";

/// The same response; one that is a stream of events has a comment whenever nothing came for `interval`.
pub(super) fn kept_alive(response: Response, interval: Option<Duration>) -> Response {
    let Some(interval) = interval.filter(|_| is_stream_of_events(&response)) else {
        return response;
    };
    response.map(|events| {
        Body::new(KeepAlive {
            events,
            interval,
            timer: None,
            is_between: true,
        })
    })
}

fn is_stream_of_events(response: &Response) -> bool {
    // What is all there is sent at once.
    if response.body().size_hint().exact().is_some() {
        return false;
    }
    let content_type = response.headers().get(CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    content_type.is_some_and(|text| essence(text).eq_ignore_ascii_case("text/event-stream"))
}

/// Events, and comments between them.
struct KeepAlive {
    events: Body,
    interval: Duration,
    timer: Option<Pin<Box<Sleep>>>,
    /// Whether no event has begun that is not at its end.
    is_between: bool,
}

impl KeepAlive {
    /// Ready once nothing came for too long; where there are no timers, never.
    fn poll_timer(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Poll::Pending;
        }
        let interval = self.interval;
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(interval)));
        timer.as_mut().poll(context)
    }
}

impl http_body::Body for KeepAlive {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = self.get_mut();
        if let Poll::Ready(frame) = Pin::new(&mut this.events).poll_frame(context) {
            this.timer = None;
            if let Some(Ok(frame)) = &frame
                && let Some(data) = frame.data_ref().filter(|data| !data.is_empty())
            {
                this.is_between = ends_event(data);
            }
            return Poll::Ready(frame);
        }
        ready!(this.poll_timer(context));
        // Where an event has begun, its end is waited for: the next look is one interval later.
        this.timer = None;
        if this.is_between {
            return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(COMMENT)))));
        }
        ready!(this.poll_timer(context));
        Poll::Pending
    }

    fn is_end_stream(&self) -> bool {
        self.events.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        // Comments make it longer.
        SizeHint::default()
    }
}

/// Whether an event is at its end where these bytes end: with an empty line.
fn ends_event(data: &[u8]) -> bool {
    [&b"\n\n"[..], b"\r\r", b"\n\r\n"]
        .iter()
        .any(|end| data.ends_with(end))
}
