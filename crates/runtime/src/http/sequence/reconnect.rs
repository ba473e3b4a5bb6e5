//! Going on with a stream of events after it broke off.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use crate::http::body::Body;
use crate::http::stream_error::StreamError;

/// How a stream of events goes on when it ends or breaks off: the call is sent again, with the last
/// event's `id` as `Last-Event-ID`, until the server answers 204 (WHATWG HTML, "Server-sent events").
///
/// The wait before that is what the server said by `retry`, or else a second. It doubles with each
/// connection in a row that brings no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reconnect {
    max_failures: u32,
    delay: Duration,
    max_delay: Duration,
}

impl Default for Reconnect {
    /// Up to ten connections in a row that bring no event, a second or what the server says before
    /// each, doubled up to half a minute.
    fn default() -> Self {
        Self {
            max_failures: 10,
            delay: Duration::from_secs(1),
            max_delay: Duration::from_secs(30),
        }
    }
}

impl Reconnect {
    /// Sets how many connections in a row may bring no event.
    pub fn with_max_failures(mut self, failures: u32) -> Self {
        self.max_failures = failures;
        self
    }

    /// Sets the wait before connecting again, where the server says nothing of it.
    pub fn with_delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Sets the longest wait, whatever the server says.
    pub fn with_max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    pub(crate) fn max_failures(&self) -> u32 {
        self.max_failures
    }

    /// How long to wait after `failures` connections in a row that brought no event.
    pub(crate) fn delay(&self, server: Option<Duration>, failures: u32) -> Duration {
        let factor = 2_u32.saturating_pow(failures);
        server
            .unwrap_or(self.delay)
            .saturating_mul(factor)
            .min(self.max_delay)
    }
}

/// What is known when a stream breaks off.
#[derive(Clone, Debug)]
#[cfg_attr(
    not(feature = "client"),
    expect(dead_code, reason = "only a client connects again")
)]
pub(crate) struct Interruption {
    /// The `id` of the last event.
    pub(crate) last_event_id: Option<String>,
    /// How long to wait.
    pub(crate) delay: Duration,
}

/// The next body; `None` when the server says that there is no more.
pub(crate) type Resuming = Pin<Box<dyn Future<Output = Result<Option<Body>, StreamError>> + Send>>;

/// Sends a call again.
pub(crate) trait Resume: Send + Sync {
    /// Waits, and sends the call again.
    fn resume(&self, interruption: Interruption) -> Resuming;
}

/// A stream cannot go on after it broke off: its call does more if it is sent twice, or its body was
/// sent as it came, or it comes from no call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotRepeatable;

impl fmt::Display for NotRepeatable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the call must not be sent again")
    }
}

impl std::error::Error for NotRepeatable {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_sets_the_wait_and_failures_double_it_up_to_the_limit() {
        let policy = Reconnect::default();
        let seconds =
            |server: Option<u64>, failures| policy.delay(server.map(Duration::from_secs), failures).as_secs();
        assert_eq!(
            [0, 1, 4, 5, 40].map(|failures| seconds(None, failures)),
            [1, 2, 16, 30, 30]
        );
        assert_eq!(
            [0, 1, 2].map(|failures| seconds(Some(10), failures)),
            [10, 20, 30]
        );
        assert_eq!(seconds(Some(u64::MAX), 1), 30);
        assert_eq!(seconds(Some(0), 3), 0);
    }
}
