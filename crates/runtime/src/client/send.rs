//! Sends a call: the same code for every operation.

use std::sync::Arc;
use std::time::Duration;

use http::{Request, StatusCode};

use super::attempt::{Limit, Sent};
use super::call::Call;
use super::credential::Credential;
use super::error::{Failure, TimeoutScope};
use super::future::{Exchange, Take};
use super::prepare::Prepared;
use super::response::Response;
use super::resumption::resumption;
use super::retry::is_repeatable;
use crate::clock::{Instant, after, sleep, timeout_at};
use crate::http::Body;

/// Sends a call as often as it takes, until its deadline.
pub(crate) fn send(call: Call, take: Take) -> Exchange {
    let mut prepared = Prepared::new(call, take);
    Box::pin(async move {
        prepared.check()?;
        let mut response = deliver(&prepared).await?;
        if response.is_streamed {
            response.received_mut().resume = resumption(prepared);
        }
        Ok(response)
    })
}

/// Sends a request as often as it takes, for as long as the call may take: with its credentials, and once more with
/// others if the server refuses them. What it refuses for that it has not acted on.
pub(crate) async fn deliver(prepared: &Prepared) -> Result<Response, Failure> {
    let mut begin = Instant::now();
    let mut delivery = Delivery {
        prepared,
        request: None,
        credentials: Vec::new(),
        // A timeout beyond the end of time is none.
        deadline: prepared
            .call
            .timeouts
            .call
            .and_then(|timeout| after(begin, timeout)),
    };
    let takes_tokens = prepared.takes_tokens();
    if takes_tokens {
        // What is wrong with the call is said before a token is fetched for it.
        delivery.request = Some(prepared.request()?);
        delivery.credentials = delivery.fetch().await?;
        begin = Instant::now();
    }
    let response = delivery.repeat(begin).await?;
    if response.status() != StatusCode::UNAUTHORIZED || !takes_tokens || !delivery.renew().await? {
        return Ok(response);
    }
    delivery.repeat(Instant::now()).await
}

/// A request on its way, with as many attempts as it takes.
struct Delivery<'a> {
    prepared: &'a Prepared,
    /// The next request, where it is made already.
    request: Option<Request<Body>>,
    /// The credentials that it is sent with, where some are fetched.
    credentials: Vec<Arc<Credential>>,
    /// When the call takes too long.
    deadline: Option<Instant>,
}

impl Delivery<'_> {
    /// Credentials other than those that there are.
    async fn fetch(&self) -> Result<Vec<Arc<Credential>>, Failure> {
        let credentials = self.prepared.fetch(&self.credentials);
        match self.deadline {
            None => credentials.await,
            Some(deadline) => timeout_at(deadline, credentials)
                .await
                .unwrap_or(Err(Failure::Timeout(TimeoutScope::Call))),
        }
    }

    /// Takes other credentials than those that the server has refused; whether there are others, and the request
    /// can be sent with them.
    async fn renew(&mut self) -> Result<bool, Failure> {
        if !self.prepared.may_renew() {
            return Ok(false);
        }
        let credentials = self.fetch().await?;
        let are_others = credentials != self.credentials;
        self.credentials = credentials;
        Ok(are_others)
    }

    /// Sends the request as often as it takes, first at `begin`.
    async fn repeat(&mut self, mut begin: Instant) -> Result<Response, Failure> {
        let budget = &self.prepared.inner().budget;
        let mut number = 1;
        loop {
            let limit = self.limit(begin);
            let outcome = self.start()?.end(limit).await;
            if matches!(outcome, Err(Failure::Timeout(TimeoutScope::Call))) {
                return outcome;
            }
            if !is_repeatable(&outcome) {
                budget.deposit();
                return outcome;
            }
            match wait(self.prepared, &outcome, number) {
                Some(wait) if reaches(self.deadline, wait) && budget.withdraw() => sleep(wait).await,
                _ => return outcome,
            }
            number += 1;
            begin = Instant::now();
        }
    }

    /// Begins an attempt.
    fn start(&mut self) -> Result<Sent<'_>, Failure> {
        let request = match self.request.take() {
            Some(request) => request,
            None => self.prepared.request()?,
        };
        Sent::start(self.prepared, request, &self.credentials)
    }

    /// When an attempt that begins now is given up: when it takes too long itself, or the call does.
    fn limit(&self, begin: Instant) -> Option<Limit> {
        let timeout = self.prepared.call.timeouts.attempt;
        let own = timeout.and_then(|timeout| after(begin, timeout));
        match (own, self.deadline) {
            (own, Some(deadline)) if own.is_none_or(|own| deadline < own) => Some(Limit {
                deadline,
                scope: TimeoutScope::Call,
            }),
            (own, _) => own.map(|deadline| Limit {
                deadline,
                scope: TimeoutScope::Attempt,
            }),
        }
    }
}

/// How long to wait before the next attempt, if there may be one.
fn wait(prepared: &Prepared, outcome: &Result<Response, Failure>, number: u32) -> Option<Duration> {
    if !prepared.repeatable || number >= prepared.call.max_attempts {
        return None;
    }
    prepared.inner().retries.wait(outcome, number)
}

/// Whether there is time left after waiting: otherwise the answer at hand is better than none.
fn reaches(deadline: Option<Instant>, wait: Duration) -> bool {
    deadline.is_none_or(|deadline| wait < deadline.saturating_duration_since(Instant::now()))
}
