//! Who calls: the document's security requirements, met by an [`Authenticator`].

use std::convert::Infallible;

use http::request::Parts;

use super::credentials::{self, Found};
use super::presented::Credentials;
use super::problem::Rejection;
use super::refusal::{Refusal, Refused};
use crate::http::{Operation, Service};

/// Tells who calls.
///
/// Which credentials a request must carry is the document's say, and is looked after before
/// `authenticate` is called: it gets one complete set of them, and only has to judge them.
///
/// Generated servers have a trait with a method for each security scheme instead, which stands on this one
/// and leaves neither a scheme nor a scope to be forgotten.
pub trait Authenticator: Send + Sync + 'static {
    /// Who calls.
    type Principal: Send + 'static;

    /// Judges the credentials of a request.
    ///
    /// Compare secrets in constant time. An operation that accepts several sets of credentials asks
    /// once for each set that the request carries, until one is accepted. Scopes are this method's to
    /// compare: [`Presented::granted`](super::Presented::granted) does.
    fn authenticate(
        &self,
        credentials: Credentials<'_>,
    ) -> impl Future<Output = Result<Self::Principal, Refusal>> + Send;
}

/// The [`Authenticator`] of a service that knows nobody: it refuses whoever says who he is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anonymous;

impl Authenticator for Anonymous {
    type Principal = Infallible;

    async fn authenticate(&self, _credentials: Credentials<'_>) -> Result<Infallible, Refusal> {
        Err(Refusal::Unauthenticated)
    }
}

/// Meets an operation's security requirements.
///
/// `None` when the operation may be called by anyone and the request carries no credentials.
pub(super) async fn authenticate<A: Authenticator>(
    authenticator: &A,
    service: &'static Service,
    operation: &'static Operation,
    request: &Parts,
) -> Result<Option<A::Principal>, Rejection> {
    let mut refused: Option<Refused> = None;
    let mut presented_any = false;
    for set in operation.security.iter().filter(|set| !set.is_empty()) {
        let presented = match credentials::read(service, set, request) {
            Found::Complete {
                presented,
                by_request,
            } => {
                presented_any |= by_request;
                presented
            }
            Found::Partial => {
                presented_any = true;
                continue;
            }
            Found::Nothing => continue,
        };
        let credentials = Credentials::new(operation, request, presented);
        match authenticator.authenticate(credentials).await {
            Ok(principal) => return Ok(Some(principal)),
            Err(refusal) => refused = Some(Refused::of(refusal, set).or_graver(refused)),
        }
    }
    let refused = refused.unwrap_or_default();
    if !presented_any && refused.is_unauthenticated() && is_open(operation) {
        return Ok(None);
    }
    Err(refused.rejection(service, operation))
}

/// Whether anyone may call.
pub(super) fn is_open(operation: &Operation) -> bool {
    operation.security.is_empty() || operation.security.iter().any(|set| set.is_empty())
}
