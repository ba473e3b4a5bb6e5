//! Sends a call: the same code for every operation.

use std::time::Duration;

use http::StatusCode;

use super::attempt::attempt;
use super::call::Call;
use super::error::{Failure, TimeoutScope};
use super::future::{Exchange, Take};
use super::prepare::Prepared;
use super::response::Response;
use super::resumption::resumption;
use super::retry::is_repeatable;
use crate::clock::{Instant, sleep, timeout_at};

/// Sends a call as often as it takes, until its deadline.
pub(crate) fn send(call: Call, take: Take) -> Exchange {
    Box::pin(async move {
        let timeout = call.timeouts.call;
        let prepared = Prepared::new(call, take).map_err(Failure::Request)?;
        let mut response = deliver(&prepared, timeout).await?;
        if response.is_streamed {
            response.received_mut().resume = resumption(prepared, timeout);
        }
        Ok(response)
    })
}

/// Sends a request as often as it takes, for as long as `timeout` allows.
pub(crate) async fn deliver(prepared: &Prepared, timeout: Option<Duration>) -> Result<Response, Failure> {
    // A timeout beyond the end of time is none.
    match timeout.and_then(|timeout| Instant::now().checked_add(timeout)) {
        None => authorized(prepared, None).await,
        Some(deadline) => timeout_at(deadline, authorized(prepared, Some(deadline)))
            .await
            .unwrap_or(Err(Failure::Timeout(TimeoutScope::Call))),
    }
}

/// Sends a request with its credentials, and once more with others if the server refuses them: what it
/// refuses for that it has not acted on.
async fn authorized(prepared: &Prepared, deadline: Option<Instant>) -> Result<Response, Failure> {
    prepared.authorize().await?;
    let response = repeat(prepared, deadline).await?;
    if response.status() != StatusCode::UNAUTHORIZED || !prepared.renew_authorization().await? {
        return Ok(response);
    }
    repeat(prepared, deadline).await
}

async fn repeat(prepared: &Prepared, deadline: Option<Instant>) -> Result<Response, Failure> {
    let inner = &prepared.core.inner;
    let mut number = 1;
    loop {
        let outcome = attempt(prepared).await;
        if !is_repeatable(&outcome) {
            inner.budget.deposit();
            return outcome;
        }
        match wait(prepared, &outcome, number) {
            Some(wait) if reaches(deadline, wait) && inner.budget.withdraw() => sleep(wait).await,
            _ => return outcome,
        }
        number += 1;
    }
}

/// How long to wait before the next attempt, if there may be one.
fn wait(prepared: &Prepared, outcome: &Result<Response, Failure>, number: u32) -> Option<Duration> {
    if !prepared.repeatable || number >= prepared.max_attempts {
        return None;
    }
    prepared.core.inner.retries.wait(outcome, number)
}

/// Whether there is time left after waiting: otherwise the answer at hand is better than none.
fn reaches(deadline: Option<Instant>, wait: Duration) -> bool {
    deadline.is_none_or(|deadline| wait < deadline.saturating_duration_since(Instant::now()))
}
