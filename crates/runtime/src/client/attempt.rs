//! One attempt: a request, and its response, with all of the body unless that is streamed.

use http::{Method, Request, StatusCode, header};

use super::error::{Failure, TimeoutScope};
use super::future::Intake;
use super::observed::Observed;
use super::prepare::Prepared;
use super::response::Response;
use super::transport::{Phase, TransportError};
use crate::http::{Body, Buffer, Head, Received};

/// Sends the request once.
pub(crate) async fn attempt(prepared: &Prepared) -> Result<Response, Failure> {
    let observed = Observed::begin(prepared);
    let mut request = prepared.request();
    observed.write_headers(&mut request);
    let result = observed.span().around(in_time(prepared, request)).await;
    observed.end(&result);
    result
}

async fn in_time(prepared: &Prepared, request: Request<Body>) -> Result<Response, Failure> {
    let exchange = exchange(prepared, request);
    match prepared.timeouts.attempt {
        None => exchange.await,
        Some(timeout) => crate::clock::timeout(timeout, exchange)
            .await
            .unwrap_or(Err(Failure::Timeout(TimeoutScope::Attempt))),
    }
}

async fn exchange(prepared: &Prepared, request: Request<Body>) -> Result<Response, Failure> {
    let inner = &prepared.core.inner;
    let response = inner.transport.send(request).await.map_err(Failure::Transport)?;
    let (parts, body) = response.into_parts();
    let head = Head {
        status: parts.status,
        headers: &parts.headers,
        accepted: prepared.accepted,
    };
    let intake = (prepared.take)(prepared.operation, &head);
    let (body, is_whole) = match intake {
        Intake::Streamed => match prepared.timeouts.idle {
            Some(timeout) => (body.with_idle_timeout(timeout), true),
            None => (body, true),
        },
        Intake::Whole | Intake::Beginning => {
            let declared = declared_length(&prepared.method, &parts);
            let limit = inner.response_limit;
            match declared {
                Some(length) if length > limit && intake == Intake::Whole => (Body::empty(), false),
                _ => read(body, declared, limit).await?,
            }
        }
    };
    let mut received = Received::new(parts.status, parts.headers, body);
    received.accepted = prepared.accepted;
    received.limit = inner.response_limit;
    received.is_whole = is_whole;
    let mut response = Response::new(received);
    response.is_streamed = intake == Intake::Streamed;
    Ok(response)
}

/// The length that the head of the response says the body has, where it has one.
fn declared_length(method: &Method, parts: &http::response::Parts) -> Option<usize> {
    let bodiless = *method == Method::HEAD
        || parts.status == StatusCode::NO_CONTENT
        || parts.status == StatusCode::NOT_MODIFIED;
    if bodiless || parts.headers.contains_key(header::CONTENT_ENCODING) {
        return None;
    }
    parts
        .headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

/// How much room is made before the bytes are there: a declared length may be a lie.
const MAX_ROOM: usize = 256 * 1024;

/// As much of the body as `limit` allows, and whether that is all.
pub(crate) async fn read(
    mut body: Body,
    declared: Option<usize>,
    limit: usize,
) -> Result<(Body, bool), Failure> {
    let mut buffer = Buffer::with_capacity(declared.unwrap_or_default().min(MAX_ROOM));
    while let Some(frame) = body.next().await {
        let data = frame.map_err(broken)?;
        let room = limit.saturating_sub(buffer.len());
        if let Some(beginning) = data.get(..room).filter(|_| data.len() > room) {
            buffer.push(beginning);
            return Ok((Body::whole(buffer.into_bytes()), false));
        }
        buffer.push(&data);
    }
    match declared {
        Some(length) if buffer.len() < length => Err(broken("the body is shorter than its length says")),
        _ => Ok((Body::whole(buffer.into_bytes()), true)),
    }
}

fn broken(error: impl Into<crate::http::BoxError>) -> Failure {
    Failure::Transport(TransportError::new(Phase::Receive, error))
}
