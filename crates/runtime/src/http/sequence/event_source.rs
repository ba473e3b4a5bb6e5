//! Where events come from: a body, and where that is wished the next one after it broke off.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use super::event_decoder::EventDecoder;
use super::frames::{Frames, Incoming, Numbered};
use super::reconnect::{Interruption, Reconnect, Resume, Resuming};
use super::text_event::TextEvent;
use crate::http::body::Body;
use crate::http::stream_error::StreamError;

/// Events of a body, and of those that come after it.
pub(crate) struct EventSource {
    incoming: Incoming<EventDecoder>,
    /// How the call is sent again; nothing where it must not be.
    pub(crate) resume: Option<Arc<dyn Resume>>,
    reconnection: Option<Reconnection>,
}

/// Going on after the body ended.
struct Reconnection {
    policy: Reconnect,
    /// How many bodies in a row brought no event.
    failures: u32,
    /// How many events there were when the last body came.
    count: u64,
    /// The next body. The lock is never taken: it makes the source `Sync`.
    resuming: Option<Mutex<Resuming>>,
}

impl EventSource {
    /// The events of `body`, each of at most `limit` bytes.
    pub(crate) fn new(body: Body, limit: usize) -> Self {
        Self {
            incoming: Incoming::new(body, limit),
            resume: None,
            reconnection: None,
        }
    }

    /// Goes on as `policy` says when the body ends; whether the call can be sent again at all.
    pub(crate) fn reconnect(&mut self, policy: Reconnect) -> bool {
        if self.resume.is_some() {
            self.reconnection = Some(Reconnection {
                policy,
                failures: 0,
                count: self.incoming.count(),
                resuming: None,
            });
        }
        self.resume.is_some()
    }

    /// The `id` of the last event.
    pub(crate) fn last_id(&self) -> Option<&str> {
        self.incoming.decoder.last_id()
    }

    /// Asks for another body after the last one ended; whether there may be one.
    fn resume(&mut self) -> bool {
        let (Some(resume), Some(reconnection)) = (&self.resume, &mut self.reconnection) else {
            return false;
        };
        let count = self.incoming.count();
        if count > reconnection.count {
            reconnection.failures = 0;
        }
        reconnection.count = count;
        if reconnection.failures >= reconnection.policy.max_failures() {
            return false;
        }
        let interruption = Interruption {
            last_event_id: self.incoming.decoder.last_id().map(str::to_owned),
            delay: reconnection
                .policy
                .delay(self.incoming.decoder.reconnection_time(), reconnection.failures),
        };
        reconnection.failures = reconnection.failures.saturating_add(1);
        reconnection.resuming = Some(Mutex::new(resume.resume(interruption)));
        true
    }

    /// Waits for the body that was asked for, if one was; whether there is something to read.
    fn poll_resumed(&mut self, context: &mut Context<'_>) -> Poll<Result<bool, StreamError>> {
        let Some(resuming) = self
            .reconnection
            .as_mut()
            .and_then(|reconnection| reconnection.resuming.as_mut())
        else {
            return Poll::Ready(Ok(true));
        };
        let resuming = resuming.get_mut().unwrap_or_else(PoisonError::into_inner);
        let body = ready!(Pin::new(resuming).poll(context));
        if let Some(reconnection) = &mut self.reconnection {
            reconnection.resuming = None;
        }
        Poll::Ready(match body {
            Ok(Some(body)) => {
                self.incoming.decoder.restart();
                self.incoming.resume(body);
                Ok(true)
            }
            Ok(None) => {
                self.end();
                Ok(false)
            }
            // What cannot be reached now may be reached later.
            Err(StreamError::Broken(_) | StreamError::Idle { .. }) if self.resume() => {
                return self.poll_resumed(context);
            }
            Err(error) => {
                self.end();
                Err(error)
            }
        })
    }
}

impl Frames for EventSource {
    type Frame = TextEvent;

    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Numbered<TextEvent>>> {
        loop {
            match ready!(self.poll_resumed(context)) {
                Ok(true) => {}
                Ok(false) => return Poll::Ready(None),
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
            match ready!(self.incoming.poll_frame(context)) {
                None | Some(Err(StreamError::Broken(_) | StreamError::Idle { .. })) if self.resume() => {}
                Some(Err(error)) => {
                    self.end();
                    return Poll::Ready(Some(Err(error)));
                }
                frame => return Poll::Ready(frame),
            }
        }
    }

    fn set_limit(&mut self, limit: usize) {
        self.incoming.set_limit(limit);
    }

    fn end(&mut self) {
        self.incoming.end();
        self.reconnection = None;
        self.resume = None;
    }
}

impl fmt::Debug for EventSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventSource")
            .field("reconnects", &self.reconnection.is_some())
            .finish_non_exhaustive()
    }
}
