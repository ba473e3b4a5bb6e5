//! One attempt: a request, and its response, with all of the body unless that is streamed.

use std::sync::Arc;

use http::response::Parts;
use http::{Request, StatusCode, header};

use super::credential::Credential;
use super::error::{Failure, TimeoutScope};
use super::future::{Intake, Taken};
use super::observed::Observed;
use super::prepare::Prepared;
use super::response::Response;
use super::trace::Span;
use super::transport::{Phase, TransportError, TransportFuture};
use crate::clock::{Instant, timeout_at};
use crate::http::{Body, Buffer, Head, Received};

/// When an attempt is given up.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    pub(crate) deadline: Instant,
    /// What takes too long then.
    pub(crate) scope: TimeoutScope,
}

/// Sends a request, with these credentials. What comes of it is told to whom watches.
pub(crate) fn start<'a>(
    prepared: &'a Prepared,
    mut request: Request<Body>,
    credentials: &[Arc<Credential>],
) -> Result<(Observed<'a>, TransportFuture<'a>), Failure> {
    // Hooks see the URL without keys.
    let uri = prepared.is_hooked().then(|| request.uri().clone());
    prepared.authorize(&mut request, credentials)?;
    let observed = Observed::begin(prepared, uri, &mut request);
    let transport = &prepared.inner().transport;
    let response = observed.span().within(|| transport.send(request));
    Ok((observed, response))
}

/// What comes of a request that is on its way, within its time.
pub(crate) async fn outcome(
    prepared: &Prepared,
    span: Span,
    response: TransportFuture<'_>,
    limit: Option<Limit>,
) -> Result<Response, Failure> {
    let exchange = span.around(exchange(prepared, response));
    match limit {
        None => exchange.await,
        Some(Limit { deadline, scope }) => timeout_at(deadline, exchange)
            .await
            .unwrap_or(Err(Failure::Timeout(scope))),
    }
}

async fn exchange(prepared: &Prepared, response: TransportFuture<'_>) -> Result<Response, Failure> {
    let (inner, call) = (prepared.inner(), &prepared.call);
    let response = response.await.map_err(Failure::Transport)?;
    let (parts, mut body) = response.into_parts();
    let Taken { intake, declared } = taken(prepared, &parts);
    let is_whole = match intake {
        Intake::Streamed => {
            if let Some(timeout) = call.timeouts.idle {
                body = body.with_idle_timeout(timeout);
            }
            true
        }
        Intake::Whole | Intake::Beginning => {
            let limit = inner.response_limit;
            match declared_length(call.operation.method, &parts) {
                Some(length) if length > limit && intake == Intake::Whole => {
                    body = Body::empty();
                    false
                }
                length => read(&mut body, length, limit).await?,
            }
        }
    };
    let mut received = Received::new(parts.status, parts.headers, body);
    received.accepted = call.accepted;
    received.limit = inner.response_limit;
    received.is_whole = is_whole;
    let mut response = Response::new(received);
    response.is_streamed = intake == Intake::Streamed;
    response.declared = declared;
    Ok(response)
}

/// What the head of a response says.
fn taken(prepared: &Prepared, parts: &Parts) -> Taken {
    let call = &prepared.call;
    let head = Head {
        status: parts.status,
        headers: &parts.headers,
        accepted: call.accepted,
    };
    (prepared.take)(call.operation, &head)
}

/// The length that the head of the response says the body has, where it has one.
fn declared_length(method: &str, parts: &Parts) -> Option<usize> {
    let length = parts.headers.get(header::CONTENT_LENGTH)?;
    let bodiless = method == "HEAD"
        || parts.status == StatusCode::NO_CONTENT
        || parts.status == StatusCode::NOT_MODIFIED;
    if bodiless || parts.headers.contains_key(header::CONTENT_ENCODING) {
        return None;
    }
    length.to_str().ok()?.parse().ok()
}

/// How much room is made before the bytes are there: a declared length may be a lie.
const MAX_ROOM: usize = 256 * 1024;

/// Makes the body one that is there, as far as `limit` allows; whether that is all.
pub(crate) async fn read(body: &mut Body, declared: Option<usize>, limit: usize) -> Result<bool, Failure> {
    let mut is_whole = true;
    if body.as_whole().is_none_or(|bytes| bytes.len() > limit) {
        let (buffer, is_all) = gather(body, declared, limit).await?;
        *body = Body::whole(buffer.into_bytes());
        is_whole = is_all;
    }
    let length = body.as_whole().map_or(0, |bytes| bytes.len());
    match declared {
        Some(declared) if is_whole && length < declared => {
            Err(broken("the body is shorter than its length says"))
        }
        _ => Ok(is_whole),
    }
}

/// As much of the body as `limit` allows, and whether that is all.
async fn gather(body: &mut Body, declared: Option<usize>, limit: usize) -> Result<(Buffer, bool), Failure> {
    let mut buffer = Buffer::with_capacity(declared.unwrap_or_default().min(MAX_ROOM));
    while let Some(frame) = body.next().await {
        let data = frame.map_err(broken)?;
        let room = limit.saturating_sub(buffer.len());
        if let Some(beginning) = data.get(..room).filter(|_| data.len() > room) {
            buffer.push(beginning);
            return Ok((buffer, false));
        }
        buffer.push(&data);
    }
    Ok((buffer, true))
}

fn broken(error: impl Into<crate::http::BoxError>) -> Failure {
    Failure::Transport(TransportError::new(Phase::Receive, error))
}
