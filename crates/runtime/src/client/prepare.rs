//! A call that is ready to be sent.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{HeaderName, HeaderValue, Request};

use super::authorization::Authorization;
use super::call::Call;
use super::core::Inner;
use super::credential::Credential;
use super::credentials::Held;
use super::error::Failure;
use super::future::Take;
use super::idempotency::{is_idempotent, new_key};
use super::request::{refused, request, texts};
use super::request_error::RequestProblem;
use crate::http::{Body, Operation, Place, Refusal, SecuritySet};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// A call that can be made a request as often as needed.
pub(crate) struct Prepared {
    pub(crate) call: Call,
    /// The schemes whose credentials are sent.
    set: SecuritySet,
    pub(crate) take: Take,
    /// Whether the body is there for another time.
    resendable: bool,
    /// Whether sending it again does no more than sending it once.
    pub(crate) repeatable: bool,
    /// How often it was sent.
    attempts: AtomicU32,
    changes: Mutex<Changes>,
}

/// What makes a request another than that before it.
#[derive(Default)]
struct Changes {
    /// A body that comes in frames can be sent once: it is taken out.
    frames: Option<Box<Body>>,
    /// The header that says where a stream of events broke off, once one has.
    last_event_id: Option<Box<Option<HeaderValue>>>,
}

impl Prepared {
    /// A call that is still to be checked.
    pub(crate) fn new(mut call: Call, take: Take) -> Self {
        let frames = match &mut call.body {
            Some(content) if content.body.as_whole().is_none() => {
                Some(Box::new(std::mem::take(&mut content.body)))
            }
            _ => None,
        };
        Self {
            set: &[],
            take,
            resendable: frames.is_none(),
            repeatable: false,
            attempts: AtomicU32::new(0),
            changes: Mutex::new(Changes {
                frames,
                last_event_id: None,
            }),
            call,
        }
    }

    /// Checks the call, and finds the credentials that it is sent with.
    pub(crate) fn check(&mut self) -> Result<(), Failure> {
        let call = &mut self.call;
        if let Some(problem) = call.problem.take() {
            return Err(self.failure(*problem));
        }
        let checked = set_idempotency_key(call).and_then(|is_keyed| {
            check_complete(call)?;
            let credentials = &call.core.inner.credentials;
            let set = credentials.select(call.operation, &call.credentials);
            Ok((set.ok_or_else(|| no_credentials(call))?, is_keyed))
        });
        let (set, is_keyed) = checked.map_err(|problem| self.failure(problem))?;
        self.set = set;
        self.repeatable = (is_keyed || is_idempotent(self.operation())) && self.resendable;
        Ok(())
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.call.operation
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.call.core.inner
    }

    /// Whether hooks are told of attempts.
    pub(crate) fn is_hooked(&self) -> bool {
        !self.inner().hooks.is_empty()
    }

    /// The request without its credentials. A body that comes in frames goes with the first.
    pub(crate) fn request(&self) -> Result<Request<Body>, Failure> {
        let mut request = request(&self.call).map_err(|problem| self.failure(problem))?;
        let mut changes = self.changes();
        if let Some(frames) = changes.frames.take() {
            *request.body_mut() = *frames;
        }
        match changes.last_event_id.as_deref() {
            None => {}
            Some(Some(id)) => drop(request.headers_mut().insert(LAST_EVENT_ID, id.clone())),
            Some(None) => drop(request.headers_mut().remove(LAST_EVENT_ID)),
        }
        drop(changes);
        Ok(request)
    }

    /// Says where the stream broke off, in the requests to come.
    pub(crate) fn set_last_event_id(&self, id: Option<HeaderValue>) {
        self.changes().last_event_id = Some(Box::new(id));
    }

    fn changes(&self) -> MutexGuard<'_, Changes> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether some credential has to be fetched, and so may be another another time.
    pub(crate) fn takes_tokens(&self) -> bool {
        let mut held = self.set.iter().map(|(scheme, _)| self.held(*scheme));
        held.any(|held| matches!(held, Some(Held::Tokens(_))))
    }

    /// Whether the request may be sent again with other credentials.
    pub(crate) fn may_renew(&self) -> bool {
        self.resendable && self.call.max_attempts > 1
    }

    /// The credentials of the set, in its order, and not those that the server has `refused`.
    pub(crate) async fn fetch(&self, refused: &[Arc<Credential>]) -> Result<Vec<Arc<Credential>>, Failure> {
        let mut credentials = Vec::with_capacity(self.set.len());
        for (scheme, scopes) in self.set {
            credentials.push(match self.held(*scheme) {
                None => continue,
                Some(Held::Fixed(credential)) => credential.clone(),
                Some(Held::Tokens(tokens)) => {
                    let token = tokens.get(scopes, refused.get(credentials.len())).await;
                    token.map_err(|error| Failure::Token {
                        scheme: tokens.scheme_name(),
                        error,
                    })?
                }
            });
        }
        Ok(credentials)
    }

    /// Puts the credentials into a request: those that were fetched, or those that stay the same.
    pub(crate) fn authorize(
        &self,
        request: &mut Request<Body>,
        fetched: &[Arc<Credential>],
    ) -> Result<(), Failure> {
        let mut authorization = Authorization::default();
        for (_, text) in texts(&self.call, Place::Cookie) {
            authorization.add_cookie(std::str::from_utf8(text).unwrap_or_default());
        }
        for credential in fetched {
            authorization.add(credential, request);
        }
        if fetched.is_empty() {
            for (scheme, _) in self.set {
                if let Some(Held::Fixed(credential)) = self.held(*scheme) {
                    authorization.add(credential, request);
                }
            }
        }
        let result = authorization.write(request);
        result.map_err(|problem| self.failure(problem))
    }

    /// What there is for the scheme at this index: the call's own, or the client's.
    fn held(&self, scheme: usize) -> Option<&Held> {
        self.inner().credentials.held(scheme, &self.call.credentials)
    }

    fn failure(&self, problem: RequestProblem) -> Failure {
        Failure::Request(self.call.error(problem))
    }

    /// Which attempt the next is, from 1, whatever the reason to send it again.
    pub(crate) fn count_attempt(&self) -> u32 {
        let before = self.attempts.fetch_add(1, Ordering::Relaxed);
        before.saturating_add(1)
    }
}

/// Makes a key where the operation takes one and the caller gave none; whether one is sent.
fn set_idempotency_key(call: &mut Call) -> Result<bool, RequestProblem> {
    let Some(index) = call.operation.idempotency_key else {
        return Ok(false);
    };
    if call.operation.parameters.get(index).is_none() {
        return Err(RequestProblem::NoSuchParameter);
    }
    if call.arguments.get(index).is_none() {
        let key = new_key().ok_or(RequestProblem::Random)?;
        call.arguments.set_text(index, &key);
    }
    Ok(true)
}

fn check_complete(call: &Call) -> Result<(), RequestProblem> {
    let mut given = call.arguments.iter().map(|(index, _)| index);
    let mut next = given.next();
    for (index, parameter) in call.operation.parameters.iter().enumerate() {
        if next == Some(index) {
            next = given.next();
            continue;
        }
        // An empty list has no text, and may be all that there is to say.
        let sendable = parameter.place == Place::Path || parameter.place == Place::Header;
        if parameter.required && sendable {
            return Err(refused(parameter.name, parameter.place, Refusal::Missing));
        }
    }
    match (call.operation.body, &call.body) {
        (Some(body), None) if body.required => Err(RequestProblem::MissingBody),
        _ => Ok(()),
    }
}

fn no_credentials(call: &Call) -> RequestProblem {
    let schemes = call.core.inner.service.schemes;
    let name = |index: usize| schemes.get(index).map_or("?", |scheme| scheme.name);
    let names = |set: &&[(usize, &[&str])]| set.iter().map(|(index, _)| name(*index)).collect();
    RequestProblem::Credentials {
        accepted: call.operation.security.iter().map(names).collect(),
    }
}
