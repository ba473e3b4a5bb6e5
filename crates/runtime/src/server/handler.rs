//! What answers an operation: a method of the service.

use http::StatusCode;

use crate::http::{Answer, Operation};

/// A method of a service that answers requests `R` of callers `P`.
///
/// Every `async fn(&self, R, P) -> Result<success, failure>` is one; write its path, for example
/// `S::get_payment_session`.
pub trait Handler<'a, S, R, P>: Clone + Send + Sync + 'static {
    /// What it answers with when all is well.
    type Success: Answer + Send;
    /// What it answers with otherwise.
    type Failure: Answer + Send;
    /// The work.
    type Future: Future<Output = Result<Self::Success, Self::Failure>> + Send + 'a;

    /// Answers `request`.
    fn call(&self, service: &'a S, request: R, principal: P) -> Self::Future;

    /// Whether the document declares `status` for a refusal. Its type says so, unless it is made up at run time.
    fn declares(&self, operation: &Operation, status: StatusCode) -> bool {
        Self::Failure::declares(operation, status)
    }
}

impl<'a, S, R, P, F, Work, Success, Failure> Handler<'a, S, R, P> for F
where
    S: 'a,
    F: Fn(&'a S, R, P) -> Work + Clone + Send + Sync + 'static,
    Work: Future<Output = Result<Success, Failure>> + Send + 'a,
    Success: Answer + Send,
    Failure: Answer + Send,
{
    type Success = Success;
    type Failure = Failure;
    type Future = Work;

    fn call(&self, service: &'a S, request: R, principal: P) -> Work {
        self(service, request, principal)
    }
}

/// A method that does not ask who calls, as a [`Handler`].
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Unasked<F>(pub(super) F);

impl<'a, S, R, P, F, Work, Success, Failure> Handler<'a, S, R, Option<P>> for Unasked<F>
where
    S: 'a,
    F: Fn(&'a S, R) -> Work + Clone + Send + Sync + 'static,
    Work: Future<Output = Result<Success, Failure>> + Send + 'a,
    Success: Answer + Send,
    Failure: Answer + Send,
{
    type Success = Success;
    type Failure = Failure;
    type Future = Work;

    fn call(&self, service: &'a S, request: R, _principal: Option<P>) -> Work {
        (self.0)(service, request)
    }
}
