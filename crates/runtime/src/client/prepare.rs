//! A call as a request.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Uri};
use zeroize::Zeroizing;

use super::authorization::Authorization;
use super::call::Call;
use super::core::{Core, Timeouts};
use super::credential::Credential;
use super::credentials::Required;
use super::error::Failure;
use super::future::Take;
use super::idempotency::{is_idempotent, new_key};
use super::request_error::{RequestError, RequestProblem};
use crate::http::path::{PathError, fill};
use crate::http::{Body, Operation, Parameter, Place, Refusal};

/// A request that is ready to be sent, as often as needed.
pub(crate) struct Prepared {
    pub(crate) core: Core,
    pub(crate) operation: &'static Operation,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    headers: Mutex<HeaderMap>,
    /// `name=value` of the parameters that are cookies.
    cookies: Option<Zeroizing<String>>,
    /// The credentials that are sent.
    required: Vec<Required>,
    /// What they make of the request; nothing before they are there.
    authorization: Mutex<Option<Authorization>>,
    /// A body that comes in frames can be sent once: it is taken out.
    body: Mutex<Body>,
    /// The media type that is asked for instead of the preferred ones.
    pub(crate) accepted: Option<&'static str>,
    pub(crate) take: Take,
    /// Whether the body is there for another time.
    resendable: bool,
    /// Whether sending it again does no more than sending it once.
    pub(crate) repeatable: bool,
    pub(crate) max_attempts: u32,
    /// How often it was sent.
    attempts: AtomicU32,
    pub(crate) timeouts: Timeouts,
}

impl Prepared {
    /// Makes the request, or says what is wrong with the call.
    pub(crate) fn new(mut call: Call, take: Take) -> Result<Self, RequestError> {
        if let Some(problem) = call.problem.take() {
            return Err(call.error(problem));
        }
        Self::build(&mut call, take).map_err(|problem| call.error(problem))
    }

    fn build(call: &mut Call, take: Take) -> Result<Self, RequestProblem> {
        let keyed = set_idempotency_key(call)?;
        check_complete(call)?;
        let inner = &call.core.inner;
        let required = inner
            .credentials
            .select(inner.service, call.operation, &call.credentials)
            .ok_or_else(|| no_credentials(call))?;
        let uri = uri(call)?;
        let headers = headers(call)?;
        let cookies = cookies(call);
        let body = call.body.take().map(|content| content.body).unwrap_or_default();
        let resendable = body.as_whole().is_some();
        Ok(Self {
            uri,
            headers: Mutex::new(headers),
            cookies,
            required,
            authorization: Mutex::default(),
            resendable,
            method: Method::from_bytes(call.operation.method.as_bytes()).map_err(|_| RequestProblem::Url)?,
            repeatable: (keyed || is_idempotent(call.operation)) && resendable,
            body: Mutex::new(body),
            accepted: call.accepted,
            take,
            max_attempts: call.max_attempts,
            attempts: AtomicU32::new(0),
            timeouts: call.timeouts,
            operation: call.operation,
            core: call.core.clone(),
        })
    }

    /// The request, once more.
    pub(crate) fn request(&self) -> Request<Body> {
        let mut body = self.body.lock().unwrap_or_else(PoisonError::into_inner);
        let body = match body.as_whole() {
            Some(bytes) => Body::whole(bytes.clone()),
            None => std::mem::take(&mut *body),
        };
        let mut request = Request::new(body);
        *request.method_mut() = self.method.clone();
        *request.headers_mut() = self
            .headers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let authorization = self.authorization();
        let keyed = authorization.as_ref().and_then(Authorization::uri);
        *request.uri_mut() = keyed.unwrap_or(&self.uri).clone();
        if let Some(authorization) = &*authorization {
            authorization.write_headers(request.headers_mut());
        }
        request
    }

    /// Puts the credentials into the requests to come.
    pub(crate) async fn authorize(&self) -> Result<(), Failure> {
        let credentials = self.credentials(&[]).await?;
        self.set_credentials(credentials)
    }

    /// The same with others than those that the server has refused; whether there are others, and the
    /// request can be sent with them.
    pub(crate) async fn renew_authorization(&self) -> Result<bool, Failure> {
        let renewable = self.required.iter().any(Required::is_renewable);
        let may_resend = self.resendable && self.max_attempts > 1;
        let current = self
            .authorization()
            .as_ref()
            .map(|current| current.credentials.clone());
        let Some(refused) = current.filter(|_| renewable && may_resend) else {
            return Ok(false);
        };
        let credentials = self.credentials(&refused).await?;
        if credentials == refused {
            return Ok(false);
        }
        self.set_credentials(credentials)?;
        Ok(true)
    }

    async fn credentials(&self, refused: &[Arc<Credential>]) -> Result<Vec<Arc<Credential>>, Failure> {
        let mut credentials = Vec::with_capacity(self.required.len());
        for (index, required) in self.required.iter().enumerate() {
            let credential = required.credential(refused.get(index)).await;
            credentials.push(credential.map_err(|error| Failure::Token {
                scheme: required.scheme,
                error,
            })?);
        }
        Ok(credentials)
    }

    fn set_credentials(&self, credentials: Vec<Arc<Credential>>) -> Result<(), Failure> {
        let cookies = self.cookies.as_ref().map(|cookies| cookies.as_str());
        let authorization = Authorization::new(&self.uri, cookies, credentials)
            .map_err(|problem| Failure::Request(RequestError::new(self.operation.id, problem)))?;
        *self.authorization() = Some(authorization);
        Ok(())
    }

    fn authorization(&self) -> MutexGuard<'_, Option<Authorization>> {
        self.authorization.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Which attempt the next is, from 1, whatever the reason to send it again.
    pub(crate) fn count_attempt(&self) -> u32 {
        let before = self.attempts.fetch_add(1, Ordering::Relaxed);
        before.saturating_add(1)
    }

    /// Sets a header of the requests to come, or takes it out.
    pub(crate) fn set_header(&self, name: HeaderName, value: Option<HeaderValue>) {
        let mut headers = self.headers.lock().unwrap_or_else(PoisonError::into_inner);
        match value {
            Some(value) => drop(headers.insert(name, value)),
            None => drop(headers.remove(name)),
        }
    }
}

/// Makes a key where the operation takes one and the caller gave none; whether one is sent.
fn set_idempotency_key(call: &mut Call) -> Result<bool, RequestProblem> {
    let Some(index) = call.operation.idempotency_key else {
        return Ok(false);
    };
    match call.arguments.get_mut(index) {
        Some(Some(_)) => Ok(true),
        Some(argument @ None) => {
            *argument = Some(Zeroizing::new(new_key().ok_or(RequestProblem::Random)?));
            Ok(true)
        }
        None => Err(RequestProblem::NoSuchParameter),
    }
}

fn check_complete(call: &Call) -> Result<(), RequestProblem> {
    let arguments = call.operation.parameters.iter().zip(&call.arguments);
    for (parameter, argument) in arguments {
        // An empty list has no text, and may be all that there is to say.
        let sendable = parameter.place == Place::Path || parameter.place == Place::Header;
        if parameter.required && sendable && argument.is_none() {
            return Err(refused(parameter.name, parameter.place, Refusal::Missing));
        }
    }
    match (call.operation.body, &call.body) {
        (Some(body), None) if body.required => Err(RequestProblem::MissingBody),
        _ => Ok(()),
    }
}

fn refused(name: &str, place: Place, refusal: Refusal) -> RequestProblem {
    RequestProblem::Parameter {
        name: name.to_owned(),
        place,
        refusal,
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

/// The texts of the parameters of a place, in the document's order.
fn texts(call: &Call, place: Place) -> impl Iterator<Item = (&'static Parameter, &str)> {
    let arguments = call.operation.parameters.iter().zip(&call.arguments);
    arguments
        .filter(move |(parameter, _)| parameter.place == place)
        .filter_map(|(parameter, argument)| Some((parameter, argument.as_ref()?.as_str())))
}

/// Where the call goes, without credentials.
pub(crate) fn uri(call: &Call) -> Result<Uri, RequestProblem> {
    if let Some(url) = &call.url {
        return Ok(url.clone());
    }
    let base_url = match &call.base_url {
        Some(url) => Cow::Borrowed(url),
        None => call
            .core
            .inner
            .base_url(call.operation)
            .map_err(RequestProblem::BaseUrl)?,
    };
    let value = |name: &str| {
        texts(call, Place::Path)
            .find(|(parameter, _)| parameter.name == name)
            .map(|(_, text)| text)
    };
    // Room for all, so that no copy stays behind where the text has grown.
    let arguments = call.arguments.iter().flatten();
    let room = arguments.map(|text| text.len() + 1).sum::<usize>() + 3 * call.operation.path.len() + 1;
    let mut url = Zeroizing::new(String::with_capacity(base_url.as_str().len() + room));
    url.push_str(base_url.as_str());
    // Without a slash the path would become a part of the host.
    if !call.operation.path.starts_with('/') {
        url.push('/');
    }
    fill(&mut url, call.operation.path, value)
        .map_err(|PathError { parameter, refusal }| refused(parameter, Place::Path, refusal))?;
    let query = texts(call, Place::Query).chain(texts(call, Place::Querystring));
    let mut has_query = url.contains('?');
    for pair in query.map(|(_, text)| text).filter(|text| !text.is_empty()) {
        url.push(if has_query { '&' } else { '?' });
        has_query = true;
        url.push_str(pair);
    }
    url.parse().map_err(|_| RequestProblem::Url)
}

fn headers(call: &Call) -> Result<HeaderMap, RequestProblem> {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, accept(call)?);
    headers.insert(header::USER_AGENT, call.core.inner.user_agent.clone());
    if let Some(content) = &call.body {
        headers.insert(header::CONTENT_TYPE, header_value(&content.content_type)?);
    }
    for (parameter, text) in texts(call, Place::Header) {
        let name = HeaderName::from_bytes(parameter.name.as_bytes())
            .map_err(|_| refused(parameter.name, Place::Header, Refusal::NotVisible))?;
        headers.insert(name, header_value(text)?);
    }
    Ok(headers)
}

/// The parameters that are cookies, as one text.
fn cookies(call: &Call) -> Option<Zeroizing<String>> {
    let pairs: Vec<&str> = texts(call, Place::Cookie).map(|(_, text)| text).collect();
    (!pairs.is_empty()).then(|| Zeroizing::new(pairs.join("; ")))
}

fn header_value(text: &str) -> Result<HeaderValue, RequestProblem> {
    HeaderValue::from_str(text).map_err(|_| RequestProblem::Url)
}

/// The types that the document declares; anything else will do if there is no other.
fn accept(call: &Call) -> Result<HeaderValue, RequestProblem> {
    if let Some(accepted) = call.accepted {
        return header_value(accepted);
    }
    let media = || call.operation.success.iter().flat_map(|success| success.media);
    let types = || media().map(|media| media.content_type);
    // What most operations answer with.
    const JSON: &str = "application/json";
    const JSON_OR_ANYTHING: HeaderValue = HeaderValue::from_static("application/json, */*;q=0.1");
    match types().next() {
        None => return Ok(HeaderValue::from_static("*/*")),
        Some(JSON) if types().all(|other| other == JSON) => return Ok(JSON_OR_ANYTHING),
        Some(_) => {}
    }
    let mut text = String::new();
    for (place, content_type) in types().enumerate() {
        if !types().take(place).any(|before| before == content_type) {
            text.push_str(content_type);
            text.push_str(", ");
        }
    }
    text.push_str("*/*;q=0.1");
    HeaderValue::try_from(text).map_err(|_| RequestProblem::Url)
}
