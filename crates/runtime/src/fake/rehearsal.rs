//! Client and server held against each other.

use std::fmt::Display;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, COOKIE};
use http::{HeaderMap, Request, StatusCode};

use super::answers::FakeAnswers;
use super::exchange::{Exchange, ObservedTransport, whole};
use super::finding::Finding;
use super::maker::Maker;
use super::same::same_body;
use crate::client::{Builder, Core, Error, Transport};
use crate::http::{Answer, Body, Operation, Place, Reply, SchemeKind, Service};
use crate::server::{FromRequest, read_request};

/// Where the requests go, as long as nothing carries them elsewhere.
const NOWHERE: &str = "http://rehearsal.invalid";

/// How many requests are made until one is taken.
const ATTEMPTS: u32 = 100;

/// Calls operations with made arguments, and looks whether all of it arrives: what a caller says is what is sent, what
/// is answered is what the caller gets.
///
/// Generated code has a function `rehearse` that calls each operation of a document.
#[derive(Debug)]
pub struct Rehearsal {
    maker: Maker,
    service: &'static Service,
    base_url: String,
    transport: ObservedTransport,
    /// What makes requests that are read before they are sent.
    core: Option<Core>,
    answers: Option<FakeAnswers>,
    rounds: u32,
    calls: u64,
    refusals: u64,
    findings: Vec<Finding>,
}

impl Rehearsal {
    /// Calls over `transport`, with what `maker` makes.
    pub fn new(service: &'static Service, maker: Maker, transport: impl Transport) -> Self {
        Self::at(NOWHERE, service, maker, transport)
    }

    /// The same of a server at this URL.
    pub fn at(
        base_url: impl Into<String>,
        service: &'static Service,
        maker: Maker,
        transport: impl Transport,
    ) -> Self {
        let (base_url, transport) = (base_url.into(), ObservedTransport::new(transport));
        let mut builder = Builder::new(service);
        builder.base_url(base_url.clone());
        builder.transport(transport.clone());
        for (index, scheme) in service.schemes.iter().enumerate() {
            match scheme.kind {
                SchemeKind::MutualTls => builder.certificate(index),
                SchemeKind::Basic => builder.basic(index, "made-up".to_owned(), "made-up".to_owned().into()),
                _ => builder.credential(index, "made-up"),
            }
        }
        Self {
            maker,
            service,
            base_url,
            transport,
            core: builder.build().ok(),
            answers: None,
            rounds: 1,
            calls: 0,
            refusals: 0,
            findings: Vec::new(),
        }
    }

    /// Looks whether what arrives of an answer is what `answers` made; they answer at the other end of the transport.
    #[must_use]
    pub fn answered_by(mut self, answers: &FakeAnswers) -> Self {
        self.answers = Some(answers.clone());
        self
    }

    /// Calls each operation so many times.
    #[must_use]
    pub fn with_rounds(mut self, rounds: u32) -> Self {
        self.rounds = rounds;
        self
    }

    /// What the client must send requests over.
    pub fn transport(&self) -> ObservedTransport {
        self.transport.clone()
    }

    /// The base URL that the client must have.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// How many calls there were.
    pub fn calls(&self) -> u64 {
        self.calls
    }

    /// How many requests were refused that the schemas alone allow: those with unions that siblings choose, for one.
    pub fn refusals(&self) -> u64 {
        self.refusals
    }

    /// What did not arrive as it should.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Takes note of what was found.
    pub fn find(&mut self, operation: &'static str, detail: impl Display) {
        self.findings.push(Finding::new(operation, detail));
    }

    /// Calls `operation`: `send` makes a call of what a server reads of a made request.
    pub async fn call<R, C, T, E>(&mut self, operation: &'static Operation, send: impl Fn(R) -> C)
    where
        R: FromRequest,
        C: IntoFuture<Output = Result<T, Error<E>>>,
        T: Answer,
        E: Answer,
    {
        for _ in 0..self.rounds {
            if let Err(detail) = self.round(operation, &send).await {
                self.find(operation.id, detail);
            }
        }
    }

    /// A request as it is sent, and as it is read. Of what a schema allows, siblings may still choose otherwise: such a
    /// request is refused, and another one made.
    async fn made<R: FromRequest>(
        &mut self,
        operation: &'static Operation,
    ) -> Result<(Request<Bytes>, R), String> {
        let core = self.core.clone().ok_or("no client could be made")?;
        let mut refusal = String::new();
        for _ in 0..ATTEMPTS {
            let made = self
                .maker
                .request(&core, operation)
                .await
                .ok_or("no request could be made")?;
            let (parts, body) = made.into_parts();
            let body = whole(body)
                .await
                .map_err(|error| format!("a made body broke off: {error}"))?;
            let made = Request::from_parts(parts, body);
            let copy = made.clone().map(Body::whole);
            match read_request(self.service, operation, copy).await {
                Ok(request) => return Ok((made, request)),
                Err(faults) => refusal = faults,
            }
            self.refusals += 1;
        }
        Err(format!("made requests are refused: {refusal}"))
    }

    async fn round<R, C, T, E>(
        &mut self,
        operation: &'static Operation,
        send: &impl Fn(R) -> C,
    ) -> Result<(), String>
    where
        R: FromRequest,
        C: IntoFuture<Output = Result<T, Error<E>>>,
        T: Answer,
        E: Answer,
    {
        let (made, request) = self.made(operation).await?;
        self.calls += 1;
        let outcome = send(request).await;
        let exchange = self.transport.take_last();
        let made_answer = self.answers.as_ref().and_then(FakeAnswers::take_last);
        let Some(exchange) = exchange else {
            return Err(match outcome {
                Ok(_) => "was answered, though nothing was sent".to_owned(),
                Err(error) => told(&error),
            });
        };
        same_request(operation, &made, &exchange.request)?;
        if let Some(made) = made_answer {
            let found = (
                exchange.response.status(),
                exchange.response.headers(),
                exchange.response.body(),
            );
            same_answer((made.status, &made.headers, made.body.as_ref()), found)?;
        }
        let written = match outcome {
            Ok(answer) => answer.write(operation),
            Err(Error::Api(answer)) => answer.write(operation),
            Err(error) => return Err(told(&error)),
        };
        let reply = written.map_err(|error| format!("what was answered cannot be written: {error}"))?;
        kept_all(reply, &exchange).await
    }
}

/// What is said of an error that should not be.
fn told<E>(error: &Error<E>) -> String {
    match error {
        Error::Api(_) => "was refused".to_owned(),
        Error::Request(error) => format!("a made request cannot be sent: {error}"),
        Error::UnexpectedStatus(response) => {
            let body: String = String::from_utf8_lossy(response.body())
                .chars()
                .take(400)
                .collect();
            format!(
                "answered with {}, which is not declared: {body}",
                response.status()
            )
        }
        Error::Decode { error, .. } => format!("the answer cannot be read: {error}"),
        Error::Header { name, error, .. } => format!("the answer's header `{name}` cannot be read: {error}"),
        Error::UnexpectedContentType { expected, response } => {
            let found = response.headers().get(CONTENT_TYPE);
            format!("the answer is of the type {found:?}, not {expected}")
        }
        _ => "was not answered".to_owned(),
    }
}

/// Whether a call sends what it was made of.
fn same_request(
    operation: &'static Operation,
    made: &Request<Bytes>,
    sent: &Request<Bytes>,
) -> Result<(), String> {
    if made.uri() != sent.uri() {
        return Err(format!("{} was sent as {}", made.uri(), sent.uri()));
    }
    let own_key = operation
        .idempotency_key
        .and_then(|index| operation.parameters.get(index));
    for parameter in operation
        .parameters
        .iter()
        .filter(|each| each.place == Place::Header)
    {
        let lines = |headers: &HeaderMap| -> Vec<Vec<u8>> {
            headers
                .get_all(parameter.name)
                .iter()
                .map(|value| value.as_bytes().to_vec())
                .collect()
        };
        let is_own_key = own_key.is_some_and(|key| key.name == parameter.name);
        if lines(made.headers()) != lines(sent.headers()) && !is_own_key {
            return Err(format!(
                "the header `{}` was sent otherwise than it was made",
                parameter.name
            ));
        }
    }
    if made.headers().get(COOKIE) != sent.headers().get(COOKIE) {
        return Err("the cookies were sent otherwise than they were made".to_owned());
    }
    same_body((made.headers(), made.body()), (sent.headers(), sent.body()))
        .map_err(|detail| format!("the body was sent otherwise than it was made: {detail}"))
}

type Seen<'a, B> = (StatusCode, &'a HeaderMap, B);

/// Whether an answer arrives as it was made.
fn same_answer(made: Seen<'_, Option<&Bytes>>, found: Seen<'_, &Bytes>) -> Result<(), String> {
    if made.0 != found.0 {
        let body: String = String::from_utf8_lossy(found.2).chars().take(400).collect();
        return Err(format!("{} arrives as {}: {body}", made.0, found.0));
    }
    for (name, value) in made.1.iter().filter(|(name, _)| **name != CONTENT_TYPE) {
        if !found.1.get_all(name).iter().any(|found| found == value) {
            return Err(format!(
                "the answer's header `{name}` arrives otherwise than it was made"
            ));
        }
    }
    match made.2 {
        None => Ok(()),
        Some(body) => same_body((made.1, body), (found.1, found.2))
            .map_err(|detail| format!("the answer arrives otherwise than it was made: {detail}")),
    }
}

/// Whether what the caller has got is all that was answered.
async fn kept_all(reply: Reply, exchange: &Exchange) -> Result<(), String> {
    let Some(content) = reply.content else {
        return Ok(());
    };
    let body = whole(content.body)
        .await
        .map_err(|error| format!("what was answered breaks off: {error}"))?;
    let mut headers = HeaderMap::new();
    if let Ok(content_type) = content.content_type.parse() {
        headers.insert(CONTENT_TYPE, content_type);
    }
    let response = &exchange.response;
    same_body((response.headers(), response.body()), (&headers, &body))
        .map_err(|detail| format!("the caller gets other than what was answered: {detail}"))
}
