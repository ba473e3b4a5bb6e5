//! Sends a call: the same code for every operation.

use std::sync::Arc;
use std::time::Duration;

use http::{Request, StatusCode};

use super::attempt::{Limit, outcome, start};
use super::call::Call;
use super::credential::Credential;
use super::error::{Failure, TimeoutScope};
use super::future::{Exchange, Take};
use super::observed::Observed;
use super::prepare::Prepared;
use super::response::Response;
use super::resumption::resumption;
use super::retry::is_repeatable;
use super::transport::TransportFuture;
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
    let begin = Instant::now();
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
        delivery.request = Some(Box::new(prepared.request()?));
        delivery.credentials = delivery.fetch().await?;
    }
    let response = delivery
        .repeat(if takes_tokens { Instant::now() } else { begin })
        .await?;
    match response.status() == StatusCode::UNAUTHORIZED && takes_tokens {
        true => Box::pin(delivery.renew(response)).await,
        false => Ok(response),
    }
}

/// A request on its way, with as many attempts as it takes.
struct Delivery<'a> {
    prepared: &'a Prepared,
    /// The next request, where it is made already.
    request: Option<Box<Request<Body>>>,
    /// The credentials that it is sent with, where some are fetched.
    credentials: Vec<Arc<Credential>>,
    /// When the call takes too long.
    deadline: Option<Instant>,
}

impl<'a> Delivery<'a> {
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

    /// Sends the request with other credentials than those that the server has refused, if there are others and it
    /// can be sent with them.
    async fn renew(mut self, refused: Response) -> Result<Response, Failure> {
        if !self.prepared.may_renew() {
            return Ok(refused);
        }
        let credentials = self.fetch().await?;
        if credentials == self.credentials {
            return Ok(refused);
        }
        self.credentials = credentials;
        self.repeat(Instant::now()).await
    }

    /// Sends the request as often as it takes, first at `begin`.
    async fn repeat(&mut self, mut begin: Instant) -> Result<Response, Failure> {
        let mut number = 1;
        loop {
            // What came of it is gone while waiting.
            let wait = {
                let limit = self.limit(begin);
                let (observed, response) = self.start()?;
                let outcome = outcome(self.prepared, observed.span(), response, limit).await;
                observed.end(&outcome);
                match self.wait(&outcome, number) {
                    Some(wait) => wait,
                    None => return outcome,
                }
            };
            sleep(wait).await;
            number += 1;
            begin = Instant::now();
        }
    }

    /// How long to wait before the next attempt, if there may be one.
    fn wait(&self, outcome: &Result<Response, Failure>, number: u32) -> Option<Duration> {
        let prepared = self.prepared;
        if matches!(outcome, Err(Failure::Timeout(TimeoutScope::Call))) {
            return None;
        }
        if !is_repeatable(outcome) {
            prepared.inner().budget.deposit();
            return None;
        }
        if !prepared.repeatable || number >= prepared.call.max_attempts {
            return None;
        }
        let wait = prepared.inner().retries.wait(outcome, number)?;
        (reaches(self.deadline, wait) && prepared.inner().budget.withdraw()).then_some(wait)
    }

    /// Begins an attempt.
    fn start(&mut self) -> Result<(Observed<'a>, TransportFuture<'a>), Failure> {
        let request = match self.request.take() {
            Some(request) => *request,
            None => self.prepared.request()?,
        };
        start(self.prepared, request, &self.credentials)
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

/// Whether there is time left after waiting: otherwise the answer at hand is better than none.
fn reaches(deadline: Option<Instant>, wait: Duration) -> bool {
    deadline.is_none_or(|deadline| wait < deadline.saturating_duration_since(Instant::now()))
}
