//! An operation as it is served: the way of a request, stage by stage.

use std::pin::{Pin, pin};
use std::sync::Arc;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::request::Parts;

use super::authentication::{Authenticator, authenticate};
use super::body::{self, Outcome};
use super::credentials::conceal;
use super::deadline::within;
use super::declared_answer::{DeclaredAnswer, DeclaredAnswers};
use super::failure::Failure;
use super::handler::Handler;
use super::keep_alive::kept_alive;
use super::lingering::Lingering;
use super::negotiation::{Wish, negotiate};
use super::not_implemented::NotImplemented;
use super::parameter::Captures;
use super::problem::{Problem, Rejection};
use super::problem_answer::{self, ProblemAnswer};
use super::reader::{FromRequest, RequestReader};
use super::refusal::Refused;
use super::reply::response;
use super::settings::Settings;
use super::{answer_check, head_limits, not_implemented, required_headers, trace, unwind};
use crate::http::{Answer, Operation, Reply, Service, WriteError};

/// What all endpoints of a service share.
pub(super) struct Shared<A> {
    pub(super) description: &'static Service,
    pub(super) authenticator: A,
    /// What the document declares as answers.
    pub(super) answers: &'static DeclaredAnswers,
    /// What answers problems, the first that does.
    pub(super) problem_answers: Vec<ProblemAnswer>,
    pub(super) settings: Settings,
}

/// An operation and what answers it.
pub(super) struct Endpoint<A: Authenticator> {
    pub(super) operation: &'static Operation,
    /// What the document declares as its answers.
    pub(super) declared: &'static [DeclaredAnswer],
    invoke: Box<Invoke<A>>,
}

type Work = Pin<Box<dyn Future<Output = Result<Response, Rejection>> + Send>>;
type Principal<A> = Option<<A as Authenticator>::Principal>;
type Invoke<A> = dyn Fn(RequestReader, Principal<A>, Checking) -> Result<Work, Rejection> + Send + Sync;

/// What answers are checked against; nothing where they are not.
type Checking = &'static [DeclaredAnswer];

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
        let matters = Wish::matters(operation);
        let invoke = move |mut reader: RequestReader, principal, checking| -> Result<Work, Rejection> {
            let Some(principal) = caller(principal) else {
                return Err(Refused::default().rejection(reader.service, operation));
            };
            let request = request(&handler, &mut reader)?;
            let wish = matters.then(|| Wish::of(operation, &reader.request.headers));
            let (handler, service) = (handler.clone(), service.clone());
            Ok(Box::pin(async move {
                let written = match handler.call(&service, request, principal).await {
                    Ok(success) => write(success, operation, wish),
                    Err(failure) => failure.write(operation),
                };
                answer(written, operation, checking)
            }))
        };
        Self {
            operation,
            declared: &[],
            invoke: Box::new(invoke),
        }
    }

    /// Answers a request of this operation, whatever becomes of it.
    pub(super) async fn answer(&self, shared: &Shared<A>, captures: Captures, request: Request) -> Response {
        let method = request.method().clone();
        // One place for all that is known of the request: what stands around it only points there.
        let (parts, stream) = request.into_parts();
        let stream = Lingering::new(stream, &parts);
        let mut passing = Box::pin(self.pass(shared, captures, parts, stream));
        let answer = async {
            let watched = pin!(not_implemented::watch(passing.as_mut()));
            let passed = match unwind::catch(watched).await {
                Ok(Ok(passed)) => passed,
                Ok(Err(NotImplemented)) => Err(Problem::not_implemented(self.operation)),
                Err(panicked) => Err(Failure::panic(self.operation.id, panicked).into()),
            };
            match passed {
                Ok(response) => response,
                Err(rejection) => shared.tell(rejection.of_operation(self.operation), self.declared),
            }
        };
        trace::request(self.operation, &method, answer).await
    }

    /// The stages of a request's way; the first that it does not pass answers it.
    ///
    /// A block, and no `async fn`: that would hold what it is given twice.
    fn pass<'a>(
        &'a self,
        shared: &'a Shared<A>,
        captures: Captures,
        mut request: Parts,
        stream: Lingering,
    ) -> impl Future<Output = Result<Response, Rejection>> + Send + 'a {
        let (operation, service, settings) = (self.operation, shared.description, &shared.settings);
        async move {
            head_limits::check(&request, settings)?;
            conceal(service, &mut request.headers);
            let principal = {
                let checked = pin!(authenticate(&shared.authenticator, service, operation, &request));
                let checked = within(settings.handler_timeout, checked).await;
                checked.map_err(|_elapsed| Failure::timeout(operation.id))??
            };
            negotiate(operation, &request.headers)?;
            let (content, outcome) = body::read(operation, &request, stream, settings).await?;
            let mut reader = RequestReader::new(service, operation, request, captures, content);
            if settings.refuses_unknown_query {
                reader.refuse_unknown_query();
            }
            let checking = if settings.checks_answers {
                self.declared
            } else {
                &[]
            };
            let work = (self.invoke)(reader, principal, checking)?;
            let mut work = match outcome {
                Some(outcome) => Box::pin(unless_body_fails(work, outcome, operation)),
                None => work,
            };
            let answer = within(settings.handler_timeout, work.as_mut()).await;
            let answer = answer.map_err(|_elapsed| Failure::timeout(operation.id))??;
            Ok(kept_alive(answer, settings.keep_alive))
        }
    }
}

/// What the handler answers to a body that it reads as it arrives. Where that fails, the caller is told so,
/// for whatever the handler says is then about half a request.
async fn unless_body_fails(
    mut work: Work,
    outcome: Outcome,
    operation: &'static Operation,
) -> Result<Response, Rejection> {
    let answer = unwind::catch(work.as_mut()).await;
    if let Some(failure) = outcome.get() {
        return Err(failure.clone().rejection(operation));
    }
    answer.unwrap_or_else(|panicked| Err(Failure::panic(operation.id, panicked).into()))
}

impl<A> Shared<A> {
    /// Tells the caller of a problem, in the document's words where there are any.
    pub(super) fn tell(&self, problem: Rejection, declared: &'static [DeclaredAnswer]) -> Response {
        let mut answers = self.problem_answers.iter();
        let told =
            answers.find_map(|answer| unwind::catch_call(|| answer(&problem, declared)).ok().flatten());
        let told = told.or_else(|| problem_answer::in_form(&problem, declared));
        let mut response = match told {
            Some(mut response) => {
                if let Some(failure) = problem.failure() {
                    response.extensions_mut().insert(failure.clone());
                }
                response
            }
            None => problem.into_response(),
        };
        required_headers::add(&mut response, declared);
        response
    }
}

/// What the handler takes, if nothing is wrong with the request.
fn request<S, R, P, H>(handler: &H, reader: &mut RequestReader) -> Result<R, Rejection>
where
    S: Send + Sync + 'static,
    R: FromRequest,
    H: for<'a> Handler<'a, S, R, P>,
{
    let operation = reader.operation;
    let request = R::from_request(reader);
    let declares = |status| Handler::<'static, S, R, P>::declares(handler, operation, status);
    if let Some(rejection) = Problem::of_faults(reader.take_faults(), declares) {
        return Err(rejection);
    }
    Ok(request.ok_or_else(|| Failure::request(operation.id))?)
}

/// A success as it is asked for.
fn write<T: Answer>(
    success: T,
    operation: &'static Operation,
    wish: Option<Wish>,
) -> Result<Reply, WriteError> {
    let mut reply = success.write(operation)?;
    if let Some(mut wish) = wish {
        if T::IS_NEGOTIATED {
            wish.granted();
        }
        wish.grant(operation, &mut reply);
    }
    Ok(reply)
}

/// What the handler said, as it is sent.
fn answer(
    written: Result<Reply, WriteError>,
    operation: &'static Operation,
    checking: Checking,
) -> Result<Response, Rejection> {
    let reply = written.map_err(|error| Failure::answer(operation.id, &error))?;
    if !checking.is_empty() {
        answer_check::check(&reply, checking).map_err(|wrong| Failure::invalid(operation.id, wrong))?;
    }
    Ok(response(reply))
}
