//! What carries requests and responses.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use http::{Request, Response};

use crate::http::{Body, BoxError};

/// What [`Transport::send`] returns.
pub type TransportFuture<'t> =
    Pin<Box<dyn Future<Output = Result<Response<Body>, TransportError>> + Send + 't>>;

/// Carries requests to a server, and its responses back: one request, one response.
///
/// A transport must not follow redirects to another host, because requests hold credentials, and
/// should not repeat requests: the client does, where it is safe. Dropping the future cancels the
/// request.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request; done when the head of the response is there.
    fn send(&self, request: Request<Body>) -> TransportFuture<'_>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        (**self).send(request)
    }
}

/// How far a request came that a transport could not carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// No connection was made: the server saw nothing of the request.
    Connect,
    /// There was no response.
    Send,
    /// The response broke off.
    Receive,
}

/// Why a request or its response was not carried.
pub struct TransportError {
    phase: Phase,
    is_timeout: bool,
    source: BoxError,
}

impl Phase {
    /// The name that spans and metrics have for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Phase::Connect => "connect",
            Phase::Send => "send",
            Phase::Receive => "receive",
        }
    }
}

impl TransportError {
    /// An error of this phase. `source` must not hold the request's URL, headers or body: they may
    /// be secret.
    pub fn new(phase: Phase, source: impl Into<BoxError>) -> Self {
        Self {
            phase,
            is_timeout: false,
            source: source.into(),
        }
    }

    /// The same error, which is that the transport's own time was over.
    #[must_use]
    pub fn timed_out(mut self) -> Self {
        self.is_timeout = true;
        self
    }

    /// Whether it took longer than the transport gives it: connecting, most likely.
    pub fn is_timeout(&self) -> bool {
        self.is_timeout
    }

    /// How far the request came.
    pub fn phase(&self) -> Phase {
        self.phase
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.phase {
            Phase::Connect => "no connection could be made",
            Phase::Send => "the request was not answered",
            Phase::Receive => "the response broke off",
        })
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("phase", &self.phase)
            .field("source", &format_args!("{}", self.source))
            .finish()
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
