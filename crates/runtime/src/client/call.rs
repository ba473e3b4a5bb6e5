//! A call that is being put together.

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use http::{StatusCode, Uri};
use serde::Serialize;

use super::arguments::Arguments;
use super::base_url::BaseUrl;
use super::core::{Core, Timeouts};
use super::credentials::{Given, Held};
use super::error::Error;
use super::future::{CallFuture, Intake};
use super::outcome;
use super::pager::Pager;
use super::pages::{Items, Pages};
use super::request_error::{RequestError, RequestProblem};
use super::response::{Response, StreamedResponse};
use super::send::send;
use super::token::TokenSource;
use crate::Secret;
use crate::decode::DecodeOwned;
use crate::http::content::encode;
use crate::http::parameter::argument::ArgumentError;
use crate::http::{
    Answer, Body, BodyVariants, ByteStream, Content, Encoding, Events, JsonLines, JsonSequence, Media,
    Operation, Pagination, Parameter, Payload, WriteError,
};

/// A call that is being put together. Nothing is sent before it is awaited, and what is wrong with
/// an argument is reported then.
#[must_use = "a call is sent only when it is awaited"]
pub struct Call {
    pub(crate) core: Core,
    pub(crate) operation: &'static Operation,
    pub(crate) arguments: Arguments,
    pub(crate) body: Option<Content>,
    /// The media type that is asked for instead of the preferred ones.
    pub(crate) accepted: Option<&'static str>,
    pub(crate) base_url: Option<Box<BaseUrl>>,
    /// Where it goes whatever its parameters say: a next page.
    pub(crate) url: Option<Box<Uri>>,
    /// Its own credentials, by the index of their scheme.
    pub(crate) credentials: Vec<(usize, Held)>,
    pub(crate) timeouts: Timeouts,
    pub(crate) max_attempts: u32,
    /// What was wrong first.
    pub(crate) problem: Option<Box<RequestProblem>>,
}

impl Call {
    pub(crate) fn new(core: Core, operation: &'static Operation) -> Self {
        let (timeouts, max_attempts) = (core.inner.timeouts, core.inner.retries.max_attempts);
        Self {
            core,
            operation,
            arguments: Arguments::default(),
            body: None,
            accepted: None,
            base_url: None,
            url: None,
            credentials: Vec::new(),
            timeouts,
            max_attempts,
            problem: None,
        }
    }

    /// Sets the parameter at this index.
    pub fn with_parameter<T: Serialize + ?Sized>(mut self, index: usize, value: &T) -> Self {
        if let Some(parameter) = self.parameter(index) {
            let result = self.arguments.set(index, parameter, value);
            self.check_argument(parameter, result);
        }
        self
    }

    /// Gives the parameter at this index without a value (`allowEmptyValue`).
    pub fn with_empty_parameter(mut self, index: usize) -> Self {
        if let Some(parameter) = self.parameter(index) {
            self.arguments.set_empty(index, parameter);
        }
        self
    }

    fn parameter(&mut self, index: usize) -> Option<&'static Parameter> {
        let parameter = self.operation.parameters.get(index);
        if parameter.is_none() {
            self.refuse(RequestProblem::NoSuchParameter);
        }
        parameter
    }

    fn check_argument(&mut self, parameter: &Parameter, result: Result<(), ArgumentError>) {
        let Err(error) = result else { return };
        let name = parameter.name.to_owned();
        self.refuse(match error {
            ArgumentError::Value(error) => RequestProblem::Value { name, error },
            ArgumentError::Refused(refusal) => RequestProblem::Parameter {
                name,
                place: parameter.place,
                refusal,
            },
        });
    }

    /// Sets the body, as JSON.
    pub fn with_json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        let media = self.media(Encoding::Json, "application/json");
        self.with_content(encode(media, body))
    }

    /// Sets the body, as a form.
    pub fn with_form<T: Serialize + ?Sized>(self, body: &T) -> Self {
        let media = self.media(Encoding::Form, "application/x-www-form-urlencoded");
        self.with_content(encode(media, body))
    }

    /// Sets the body, as a form of several parts.
    pub fn with_multipart<T: Serialize + ?Sized>(self, body: &T) -> Self {
        let media = self.media(Encoding::Multipart, "multipart/form-data");
        self.with_content(encode(media, body))
    }

    /// Sets the body, as text.
    pub fn with_text<T: Serialize + ?Sized>(self, body: &T) -> Self {
        let media = self.media(Encoding::Text, "text/plain");
        self.with_content(encode(media, body))
    }

    /// Sets the body, as bytes.
    pub fn with_bytes<T: Serialize + ?Sized>(self, body: &T) -> Self {
        let media = self.media(Encoding::Binary, "application/octet-stream");
        self.with_content(encode(media, body))
    }

    /// Sets the body, as bytes that are sent as they come. Bytes that are not all there at once can be
    /// sent once only: such a call is not repeated.
    pub fn with_stream(self, body: impl Into<ByteStream>) -> Self {
        let media = self.media(Encoding::Binary, "application/octet-stream");
        self.with_content(Ok(Content {
            content_type: media.content_type.into(),
            body: body.into().into_body(),
        }))
    }

    /// Sets the body, as server-sent events.
    pub fn with_events<T: Serialize + DecodeOwned + Send + 'static>(
        self,
        body: impl Into<Events<T>>,
    ) -> Self {
        let media = self.media_where(|encoding| matches!(encoding, Encoding::Events(_)));
        let media = media.unwrap_or(Media::events("text/event-stream"));
        self.with_payload(media, body.into())
    }

    /// Sets the body, as a line of JSON for each value.
    pub fn with_json_lines<T: Serialize + DecodeOwned + Send + 'static>(
        self,
        body: impl Into<JsonLines<T>>,
    ) -> Self {
        let media = self.media_where(|encoding| encoding == Encoding::JsonLines);
        let media = media.unwrap_or(Media::json_lines("application/jsonl"));
        self.with_payload(media, body.into())
    }

    /// Sets the body, as a JSON text sequence.
    pub fn with_json_sequence<T: Serialize + DecodeOwned + Send + 'static>(
        self,
        body: impl Into<JsonSequence<T>>,
    ) -> Self {
        let media = self.media_where(|encoding| encoding == Encoding::JsonSequence);
        let media = media.unwrap_or(Media::json_sequence("application/json-seq"));
        self.with_payload(media, body.into())
    }

    /// Sets the body, one of several things that it may be.
    pub fn with_variant<B: BodyVariants>(mut self, body: B) -> Self {
        let Some(described) = self.operation.body else {
            self.refuse(RequestProblem::Body(WriteError::new("the operation has no body")));
            return self;
        };
        self.with_content(body.write(&described))
    }

    fn with_payload<P: Payload>(mut self, media: Media, body: P) -> Self {
        match body.write(StatusCode::OK, &[media]) {
            Ok(reply) => self.body = reply.content,
            Err(error) => self.refuse(RequestProblem::Body(error)),
        }
        self
    }

    /// The type that the operation declares for this encoding.
    fn media(&self, encoding: Encoding, otherwise: &'static str) -> Media {
        let found = self.media_where(|declared| declared == encoding);
        found.unwrap_or(Media {
            encoding,
            ..Media::json(otherwise)
        })
    }

    fn media_where(&self, fits: impl Fn(Encoding) -> bool) -> Option<Media> {
        let declared = self.operation.body.iter().flat_map(|body| body.media);
        let mut declared = declared.map(|(media, _)| *media);
        declared.find(|media| fits(media.encoding))
    }

    fn with_content(mut self, content: Result<Content, WriteError>) -> Self {
        match content {
            Ok(content) => self.body = Some(content),
            Err(error) => self.refuse(RequestProblem::Body(error)),
        }
        self
    }

    /// Sets how long the call may take with all its attempts.
    pub fn set_timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.timeouts.call = timeout.into();
    }

    /// Sets how long an attempt may take.
    pub fn set_attempt_timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.timeouts.attempt = timeout.into();
    }

    /// Sets how long a streamed answer may bring nothing.
    pub fn set_idle_timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.timeouts.idle = timeout.into();
    }

    /// Sends the call to this URL. It takes the client's credentials along.
    pub fn set_base_url(&mut self, url: &str) {
        match BaseUrl::parse(url) {
            Ok(url) => self.base_url = Some(Box::new(url)),
            Err(error) => self.refuse(RequestProblem::BaseUrl(error)),
        }
    }

    /// Sends this key or token for the scheme of this name in the document, instead of the client's: a
    /// user's own, for one. It goes with a set of schemes that has it, or the call is refused.
    pub fn set_credential(&mut self, scheme: &str, source: impl Into<TokenSource>) {
        self.give(scheme, Given::Token(source.into()));
    }

    /// The same of a user and a password.
    pub fn set_basic(&mut self, scheme: &str, user: impl Into<String>, password: impl Into<Secret<String>>) {
        let (user, password) = (user.into(), password.into());
        self.give(scheme, Given::Basic { user, password });
    }

    fn give(&mut self, name: &str, given: Given) {
        let schemes = self.core.inner.service.schemes;
        let found = schemes.iter().enumerate().find(|(_, scheme)| scheme.name == name);
        let Some((index, scheme)) = found else {
            return self.refuse(RequestProblem::NoSuchScheme);
        };
        match self.core.inner.held(scheme, given) {
            Ok(held) => {
                self.credentials.retain(|(known, _)| *known != index);
                self.credentials.push((index, held));
            }
            Err(_) => self.refuse(RequestProblem::Credential { scheme: scheme.name }),
        }
    }

    /// Asks for an answer of this media type, one that the operation declares beside the preferred.
    pub fn accept(mut self, media_type: &'static str) -> Self {
        self.accepted = Some(media_type);
        self
    }

    /// Sends the call once.
    pub fn set_no_retries(&mut self) {
        self.max_attempts = 1;
    }

    /// Keeps what was wrong first.
    fn refuse(&mut self, problem: RequestProblem) {
        self.problem.get_or_insert_with(|| Box::new(problem));
    }

    pub(crate) fn error(&self, problem: RequestProblem) -> RequestError {
        RequestError::new(self.operation.id, problem)
    }

    /// Sends the call, and reads the answer.
    pub fn send<T: Answer, E: Answer>(self) -> CallFuture<T, E> {
        CallFuture::new(self.operation, send(self, outcome::intake::<T, E>), outcome::read)
    }

    /// The pages of the list that the operation goes through.
    pub fn pages<T: Answer, E: Answer>(self, pagination: &'static Pagination) -> Pages<T, E> {
        let pager = Pager::new(self, pagination, outcome::intake::<T, E>);
        Pages::new(pager, outcome::read)
    }

    /// The items of the list that the operation goes through, whose pages are `T`.
    pub fn items<T: Answer, I: DecodeOwned, E: Answer>(self, pagination: &'static Pagination) -> Items<I, E> {
        let pager = Pager::new(self, pagination, outcome::intake::<T, E>);
        Items::new(pager, outcome::read_items::<T, I, E>)
    }

    /// The same call for the next page; none where its body is gone once it is sent. Each page is a
    /// request of its own, and has a key of its own.
    pub(crate) fn for_next_page(&self) -> Option<Self> {
        let body = match &self.body {
            None => None,
            Some(Content { content_type, body }) => Some(Content {
                content_type: content_type.clone(),
                body: Body::whole(body.as_whole()?.clone()),
            }),
        };
        let mut arguments = self.arguments.clone();
        if let Some(key) = self.operation.idempotency_key {
            arguments.remove(key);
        }
        Some(Self {
            core: self.core.clone(),
            operation: self.operation,
            arguments,
            body,
            accepted: self.accepted,
            base_url: self.base_url.clone(),
            url: self.url.clone(),
            credentials: self.credentials.clone(),
            timeouts: self.timeouts,
            max_attempts: self.max_attempts,
            problem: None,
        })
    }

    /// Sets the parameter at this index to a value that is JSON already.
    pub(crate) fn set_raw_parameter(&mut self, index: usize, json: &str) {
        if let Some(parameter) = self.parameter(index) {
            let result = self.arguments.set_json(index, parameter, json);
            self.check_argument(parameter, result);
        }
    }

    /// The number that the parameter at this index was given, written as `name=number`.
    pub(crate) fn integer_argument(&self, index: usize) -> Option<u64> {
        let text = self.arguments.get(index)?;
        let number = text.rsplit_once('=').map_or(text, |(_, number)| number);
        number.parse().ok()
    }

    /// Sends the call; the answer as it came, whatever its status.
    pub fn send_raw(self) -> CallFuture<Response, Infallible> {
        let (operation, exchange) = (self.operation, send(self, |_, _| Intake::Whole.into()));
        CallFuture::new(operation, exchange, |_, response| match response.is_whole() {
            true => Ok(response),
            false => Err(Error::too_large(response)),
        })
    }

    /// Sends the call; the answer as it comes, whatever its status.
    pub fn send_raw_streamed(self) -> CallFuture<StreamedResponse, Infallible> {
        let (operation, exchange) = (self.operation, send(self, |_, _| Intake::Streamed.into()));
        CallFuture::new(operation, exchange, |_, response| Ok(response.into_streamed()))
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.id)
            .finish_non_exhaustive()
    }
}
