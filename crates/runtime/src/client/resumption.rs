//! Going on with a stream of events: its call is sent again.

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderValue, StatusCode};

use super::error::Failure;
use super::future::Intake;
use super::prepare::Prepared;
use super::response::Response;
use super::retry::random_fraction;
use super::send::deliver;
use crate::clock::sleep;
use crate::http::sequence::{Interruption, Resume, Resuming};
use crate::http::{Body, Fit, Media, StreamError};

/// A call whose stream can go on.
struct Resumption {
    prepared: Arc<Prepared>,
}

/// How a call is sent again after its stream broke off; nothing where that must not be.
pub(crate) fn resumption(prepared: Prepared) -> Option<Arc<dyn Resume>> {
    prepared.repeatable.then(|| {
        let prepared = Arc::new(prepared);
        Arc::new(Resumption { prepared }) as Arc<dyn Resume>
    })
}

impl Resume for Resumption {
    fn resume(&self, interruption: Interruption) -> Resuming {
        let prepared = self.prepared.clone();
        Box::pin(async move {
            sleep(spread(interruption.delay)).await;
            prepared.set_last_event_id(last_event_id(&interruption)?);
            let response = deliver(&prepared).await.map_err(broken)?;
            next_body(&prepared, response)
        })
    }
}

/// Up to a tenth more than `delay`: what broke off together does not come back together.
fn spread(delay: Duration) -> Duration {
    delay.saturating_add(delay.mul_f64(random_fraction() / 10.0))
}

/// The `id` as a header, in UTF-8 as the standard wants it.
fn last_event_id(interruption: &Interruption) -> Result<Option<HeaderValue>, StreamError> {
    let value = interruption.last_event_id.as_deref().map(HeaderValue::try_from);
    value
        .transpose()
        .map_err(|_| StreamError::Broken("the last event's id is no header's value".into()))
}

/// What an event stream goes on with: nothing after 204, and nothing but an event stream.
fn next_body(prepared: &Prepared, mut response: Response) -> Result<Option<Body>, StreamError> {
    let status = response.status();
    let received = response.received_mut();
    let media = Media::events("text/event-stream");
    let fits = received
        .content_type()
        .is_some_and(|content_type| media.fit(content_type) != Fit::Other);
    if status == StatusCode::NO_CONTENT {
        Ok(None)
    } else if fits && (prepared.take)(prepared.operation(), &received.head()).intake == Intake::Streamed {
        Ok(Some(received.take_body()))
    } else {
        Err(StreamError::NotResumed { status })
    }
}

fn broken(failure: Failure) -> StreamError {
    match failure {
        Failure::Transport(error) => StreamError::Broken(error.into()),
        Failure::Request(error) => StreamError::Broken(error.into()),
        Failure::Token { error, .. } => StreamError::Broken(error.into()),
        Failure::Timeout(_) => StreamError::Broken("the call took too long".into()),
    }
}
