//! Which failed attempts are repeated, and when.

use std::time::Duration;

use http::StatusCode;

use super::error::{Failure, TimeoutScope};
use super::response::Response;
use super::retry_after::retry_after;

/// How a client repeats attempts that failed.
///
/// Only calls are repeated that may be: those of idempotent methods (RFC 9110, section 9.2.2), and
/// those that carry an idempotency key. They are repeated when the transport fails, when an attempt
/// takes too long, and when the server answers 408, 429, 502, 503 or 504. The wait is what
/// `Retry-After` says, otherwise a random part of a delay that doubles each time.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    pub(crate) max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
    pub(crate) budget: u32,
}

impl Default for RetryPolicy {
    /// Three attempts, 100 ms doubled up to 10 s, `Retry-After` up to a minute, and a budget of 20.
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base_delay: Duration::from_millis(100),
            max_delay: Duration::from_secs(10),
            max_retry_after: Duration::from_secs(60),
            budget: 20,
        }
    }
}

impl RetryPolicy {
    /// No retries.
    pub fn none() -> Self {
        Self::default().with_max_attempts(1)
    }

    /// Sets how often a call is tried at most, the first time included.
    pub fn with_max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Sets the delay that the first retry waits a part of.
    pub fn with_base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the delay above which it does not double further.
    pub fn with_max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the longest wait that a server may ask for. If it asks for more, its answer is the
    /// call's.
    pub fn with_max_retry_after(mut self, wait: Duration) -> Self {
        self.max_retry_after = wait;
        self
    }

    /// Sets how many retries all calls of a client have together while nothing succeeds. Ten calls
    /// that need no retry pay for one more.
    pub fn with_budget(mut self, retries: u32) -> Self {
        self.budget = retries;
        self
    }

    /// How long to wait before the attempt after `attempt`, the first being 1; `None`: do not repeat.
    pub(crate) fn wait(&self, outcome: &Result<Response, Failure>, attempt: u32) -> Option<Duration> {
        if attempt >= self.max_attempts || !is_repeatable(outcome) {
            return None;
        }
        match outcome
            .as_ref()
            .ok()
            .and_then(|response| retry_after(response.headers()))
        {
            Some(wait) => (wait <= self.max_retry_after).then_some(wait),
            None => Some(self.backoff(attempt)),
        }
    }

    fn backoff(&self, attempt: u32) -> Duration {
        let factor = 2_u32.saturating_pow(attempt.saturating_sub(1));
        self.base_delay
            .saturating_mul(factor)
            .min(self.max_delay)
            .mul_f64(random_fraction())
    }
}

/// Whether the same request may fare better another time.
pub(crate) fn is_repeatable(outcome: &Result<Response, Failure>) -> bool {
    match outcome {
        Ok(response) => matches!(
            response.status(),
            StatusCode::REQUEST_TIMEOUT
                | StatusCode::TOO_MANY_REQUESTS
                | StatusCode::BAD_GATEWAY
                | StatusCode::SERVICE_UNAVAILABLE
                | StatusCode::GATEWAY_TIMEOUT
        ),
        Err(Failure::Transport(_) | Failure::Timeout(TimeoutScope::Attempt)) => true,
        Err(_) => false,
    }
}

/// From 0 up to 1; 1 where the system has no random numbers.
pub(crate) fn random_fraction() -> f64 {
    getrandom::u32().map_or(1.0, |random| f64::from(random) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_their_limit() {
        let policy = RetryPolicy::default()
            .with_base_delay(Duration::from_secs(1))
            .with_max_delay(Duration::from_secs(4));
        for (attempt, limit) in [(1, 1), (2, 2), (3, 4), (4, 4), (1000, 4)] {
            let delays: Vec<_> = (0..200).map(|_| policy.backoff(attempt)).collect();
            assert!(delays.iter().all(|delay| *delay <= Duration::from_secs(limit)));
            assert!(delays.iter().any(|delay| *delay > Duration::from_secs(limit) / 2));
            assert!(delays.iter().any(|delay| *delay < Duration::from_secs(limit) / 2));
        }
        let endless = policy
            .with_base_delay(Duration::MAX)
            .with_max_delay(Duration::MAX);
        assert!(endless.backoff(2) <= Duration::MAX);
    }
}
