//! An operation as it is served: the way of a request, stage by stage.

use std::pin::Pin;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};

use super::authentication::{Authenticator, authenticate};
use super::body;
use super::credentials::conceal;
use super::deadline::within;
use super::declared_answer::DeclaredAnswers;
use super::failure::Failure;
use super::handler::Handler;
use super::negotiation::negotiate;
use super::parameter::Captures;
use super::problem::{Problem, Rejection};
use super::reader::{FromRequest, RequestReader};
use super::refusal::Refused;
use super::reply::response;
use super::settings::Settings;
use super::{trace, unwind};
use crate::http::{Answer, Operation, Service};

/// What all endpoints of a service share.
pub(super) struct Shared<A> {
    pub(super) description: &'static Service,
    pub(super) authenticator: A,
    /// What the document declares as answers.
    pub(super) answers: &'static DeclaredAnswers,
    pub(super) settings: Settings,
}

/// An operation and what answers it.
pub(super) struct Endpoint<A: Authenticator> {
    pub(super) operation: &'static Operation,
    invoke: Box<Invoke<A>>,
}

type Work = Pin<Box<dyn Future<Output = Response> + Send>>;
type Principal<A> = Option<<A as Authenticator>::Principal>;
type Invoke<A> = dyn Fn(RequestReader, Principal<A>) -> Work + Send + Sync;

impl<A: Authenticator> Endpoint<A> {
    /// An endpoint whose handler takes what `caller` makes of the principal; where it makes nothing
    /// of it, the request is refused.
    pub(super) fn new<S, R, P, H>(
        operation: &'static Operation,
        service: Arc<S>,
        handler: H,
        caller: fn(Principal<A>) -> Option<P>,
    ) -> Self
    where
        S: Send + Sync + 'static,
        R: FromRequest,
        P: Send + 'static,
        H: for<'a> Handler<'a, S, R, P>,
    {
        let invoke = move |reader: RequestReader, principal| -> Work {
            let Some(principal) = caller(principal) else {
                let refused = Refused::default().rejection(reader.service, operation);
                return Box::pin(std::future::ready(refused.into_response()));
            };
            Box::pin(call(handler.clone(), service.clone(), reader, principal))
        };
        Self {
            operation,
            invoke: Box::new(invoke),
        }
    }

    /// Answers a request of this operation, whatever becomes of it.
    pub(super) async fn answer(&self, shared: &Shared<A>, captures: Captures, request: Request) -> Response {
        let method = request.method().clone();
        let answer = async {
            match unwind::catch(self.pass(shared, captures, request)).await {
                Ok(Ok(response)) => response,
                Ok(Err(rejection)) => rejection.into_response(),
                Err(panicked) => Failure::panic(self.operation.id, panicked).into_response(),
            }
        };
        trace::request(self.operation, &method, answer).await
    }

    /// The stages of a request's way; the first that it does not pass answers it.
    async fn pass(
        &self,
        shared: &Shared<A>,
        captures: Captures,
        request: Request,
    ) -> Result<Response, Rejection> {
        let (operation, service, settings) = (self.operation, shared.description, shared.settings);
        let (mut request, stream) = request.into_parts();
        conceal(service, &mut request.headers);
        let checked = authenticate(&shared.authenticator, service, operation, &request);
        let Ok(principal) = within(settings.handler_timeout, checked).await else {
            return Ok(Failure::timeout(operation.id).into_response());
        };
        let principal = principal?;
        negotiate(operation, &request.headers)?;
        let content = body::read(operation, &request, stream, &settings).await?;
        let reader = RequestReader::new(service, operation, request, captures, content);
        let answer = within(settings.handler_timeout, (self.invoke)(reader, principal)).await;
        Ok(answer.unwrap_or_else(|_elapsed| Failure::timeout(operation.id).into_response()))
    }
}

/// Reads the request, and lets the handler answer it if nothing is wrong with it.
async fn call<S, R, P, H>(handler: H, service: Arc<S>, mut reader: RequestReader, principal: P) -> Response
where
    S: Send + Sync + 'static,
    R: FromRequest,
    H: for<'a> Handler<'a, S, R, P>,
{
    let operation = reader.operation;
    let request = R::from_request(&mut reader);
    let declares = <<H as Handler<'static, S, R, P>>::Failure as Answer>::declares;
    if let Some(rejection) = Problem::of_faults(reader.take_faults(), |status| declares(operation, status)) {
        return rejection.into_response();
    }
    drop(reader);
    let Some(request) = request else {
        return Failure::request(operation.id).into_response();
    };
    let written = match handler.call(&service, request, principal).await {
        Ok(success) => success.write(operation),
        Err(failure) => failure.write(operation),
    };
    match written {
        Ok(reply) => response(reply),
        Err(error) => Failure::answer(operation.id, &error).into_response(),
    }
}
