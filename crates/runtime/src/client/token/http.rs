use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{self, HeaderValue};
use http::{Request, StatusCode};

use super::error::TokenError;
use crate::client::attempt::read;
use crate::client::error::{Failure, TimeoutScope};
use crate::client::hook::Outcome;
use crate::client::response::Response;
use crate::client::retry::RetryPolicy;
use crate::client::trace::Span;
use crate::client::transport::{Phase, Transport};
use crate::clock::{Instant, sleep, timeout};
use crate::http::{Body, Received};

/// The most that an authorization server's answer may hold.
const LIMIT: usize = 256 * 1024;

/// How long a token may take where calls may take as long as they like.
const PATIENCE: Duration = Duration::from_secs(60);

/// What requests for tokens are sent by: the client's transport.
pub(crate) struct TokenHttp {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) user_agent: HeaderValue,
    pub(crate) retries: RetryPolicy,
    /// How long a token may take with all attempts.
    pub(crate) timeout: Option<Duration>,
    /// How long an attempt may take.
    pub(crate) attempt_timeout: Option<Duration>,
}

/// When a request may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repetition {
    /// It asks for nothing that it has not asked for before.
    Safe,
    /// It may spend something: only where the server did not act on it.
    Unseen,
}

impl TokenHttp {
    /// When a token that is asked for at `asked` is given up.
    pub(crate) fn deadline(&self, asked: Instant) -> Instant {
        let patience = self.timeout.unwrap_or(PATIENCE).min(PATIENCE);
        asked.checked_add(patience).unwrap_or(asked)
    }

    /// Sends a request as often as it takes. The answer may have any status.
    pub(crate) async fn send(
        &self,
        request: &Request<Bytes>,
        repetition: Repetition,
    ) -> Result<Response, TokenError> {
        let mut number = 1;
        loop {
            let span = Span::of_token(request, number);
            let outcome = span.clone().around(self.attempt(request)).await;
            span.record(&Outcome::of(&outcome));
            match self.retries.wait(&outcome, number) {
                Some(wait) if repetition.allows(&outcome) => sleep(wait).await,
                _ => {
                    let response = outcome.map_err(TokenError::from)?;
                    return match response.is_whole() {
                        true => Ok(response),
                        false => Err(TokenError::UnexpectedAnswer(response.status())),
                    };
                }
            }
            number += 1;
        }
    }

    async fn attempt(&self, request: &Request<Bytes>) -> Result<Response, Failure> {
        let exchange = self.exchange(request);
        match self.attempt_timeout {
            None => exchange.await,
            Some(limit) => timeout(limit, exchange)
                .await
                .unwrap_or(Err(Failure::Timeout(TimeoutScope::Attempt))),
        }
    }

    async fn exchange(&self, request: &Request<Bytes>) -> Result<Response, Failure> {
        let mut copy = Request::new(Body::whole(request.body().clone()));
        *copy.method_mut() = request.method().clone();
        *copy.uri_mut() = request.uri().clone();
        *copy.headers_mut() = request.headers().clone();
        let headers = copy.headers_mut();
        headers.insert(header::USER_AGENT, self.user_agent.clone());
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let response = self.transport.send(copy).await.map_err(Failure::Transport)?;
        let (parts, mut body) = response.into_parts();
        // It holds a token, so it leaves nothing behind.
        let is_whole = read(&mut body, None, LIMIT).await?;
        let mut received = Received::new(parts.status, parts.headers, body);
        received.is_whole = is_whole;
        Ok(Response::new(received))
    }
}

impl Repetition {
    fn allows(self, outcome: &Result<Response, Failure>) -> bool {
        let unseen = || match outcome {
            Ok(response) => matches!(
                response.status(),
                StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
            ),
            Err(Failure::Transport(error)) => error.phase() == Phase::Connect,
            Err(_) => false,
        };
        self == Self::Safe || unseen()
    }
}

impl From<Failure> for TokenError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Transport(error) => Self::Transport(Arc::new(error)),
            Failure::Timeout(_) => Self::Timeout,
            Failure::Token { error, .. } => error,
            Failure::Request(error) => Self::provider(error),
        }
    }
}
