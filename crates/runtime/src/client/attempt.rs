//! One attempt: a request, and its response, with all of the body unless that is streamed.

use http::{Method, Request, StatusCode, header};

use super::error::{Failure, TimeoutScope};
use super::observed::Observed;
use super::prepare::Prepared;
use super::response::Response;
use super::transport::{Phase, TransportError};
use crate::http::{Body, Buffer, Head, Received};

/// Sends the request once.
pub(crate) async fn attempt(prepared: &Prepared, number: u32) -> Result<Response, Failure> {
    let observed = Observed::begin(prepared, number);
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
        Some(timeout) => tokio::time::timeout(timeout, exchange)
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
    let body = match (prepared.streams)(prepared.operation, &head) {
        true => match prepared.timeouts.idle {
            Some(timeout) => body.with_idle_timeout(timeout),
            None => body,
        },
        false => {
            let declared = declared_length(&prepared.method, &parts);
            let buffer = read(body, parts.status, declared, inner.response_limit).await?;
            Body::whole(buffer.into_bytes())
        }
    };
    let mut received = Received::new(parts.status, parts.headers, body);
    received.accepted = prepared.accepted;
    received.item_limit = inner.response_limit;
    Ok(Response::new(received))
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

async fn read(
    mut body: Body,
    status: StatusCode,
    declared: Option<usize>,
    limit: usize,
) -> Result<Buffer, Failure> {
    let too_large = Failure::BodyTooLarge { status, limit };
    if declared.is_some_and(|length| length > limit) {
        return Err(too_large);
    }
    let mut buffer = Buffer::with_capacity(declared.unwrap_or_default().min(MAX_ROOM));
    while let Some(frame) = body.next().await {
        let data = frame.map_err(broken)?;
        if data.len() > limit.saturating_sub(buffer.len()) {
            return Err(too_large);
        }
        buffer.push(&data);
    }
    match declared {
        Some(length) if buffer.len() < length => Err(broken("the body is shorter than its length says")),
        _ => Ok(buffer),
    }
}

fn broken(error: impl Into<crate::http::BoxError>) -> Failure {
    Failure::Transport(TransportError::new(Phase::Receive, error))
}
