//! One attempt: a request, and its response, with all of the body unless that is streamed.

use std::sync::Arc;

use http::{Request, StatusCode, header};

use super::credential::Credential;
use super::error::{Failure, TimeoutScope};
use super::future::{Intake, Taken};
use super::observed::Observed;
use super::prepare::Prepared;
use super::response::Response;
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

/// An attempt that is under way.
pub(crate) struct Sent<'a> {
    prepared: &'a Prepared,
    observed: Observed<'a>,
    response: TransportFuture<'a>,
}

impl<'a> Sent<'a> {
    /// Sends a request, with these credentials.
    pub(crate) fn start(
        prepared: &'a Prepared,
        mut request: Request<Body>,
        credentials: &[Arc<Credential>],
    ) -> Result<Self, Failure> {
        // Hooks see the URL without keys.
        let uri = prepared.is_hooked().then(|| request.uri().clone());
        prepared.authorize(&mut request, credentials)?;
        let observed = Observed::begin(prepared, uri, &mut request);
        let transport = &prepared.inner().transport;
        Ok(Self {
            response: observed.span().within(|| transport.send(request)),
            prepared,
            observed,
        })
    }

    /// What comes of it within its time.
    pub(crate) async fn end(self, limit: Option<Limit>) -> Result<Response, Failure> {
        let exchange = self
            .observed
            .span()
            .around(exchange(self.prepared, self.response));
        let result = match limit {
            None => exchange.await,
            Some(Limit { deadline, scope }) => timeout_at(deadline, exchange)
                .await
                .unwrap_or(Err(Failure::Timeout(scope))),
        };
        self.observed.end(&result);
        result
    }
}

async fn exchange(prepared: &Prepared, response: TransportFuture<'_>) -> Result<Response, Failure> {
    let (inner, call) = (prepared.inner(), &prepared.call);
    let response = response.await.map_err(Failure::Transport)?;
    let (parts, body) = response.into_parts();
    let head = Head {
        status: parts.status,
        headers: &parts.headers,
        accepted: call.accepted,
    };
    let Taken { intake, declared } = (prepared.take)(call.operation, &head);
    let (body, is_whole) = match intake {
        Intake::Streamed => match call.timeouts.idle {
            Some(timeout) => (body.with_idle_timeout(timeout), true),
            None => (body, true),
        },
        Intake::Whole | Intake::Beginning => {
            let length = declared_length(call.operation.method, &parts);
            let limit = inner.response_limit;
            match length {
                Some(length) if length > limit && intake == Intake::Whole => (Body::empty(), false),
                _ => read(body, length, limit).await?,
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

/// The length that the head of the response says the body has, where it has one.
fn declared_length(method: &str, parts: &http::response::Parts) -> Option<usize> {
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

/// As much of the body as `limit` allows, and whether that is all.
pub(crate) async fn read(
    mut body: Body,
    declared: Option<usize>,
    limit: usize,
) -> Result<(Body, bool), Failure> {
    let (body, length, is_whole) = match body.as_whole() {
        Some(bytes) if bytes.len() <= limit => {
            let length = bytes.len();
            (body, length, true)
        }
        _ => {
            let (buffer, is_whole) = gather(&mut body, declared, limit).await?;
            let length = buffer.len();
            (Body::whole(buffer.into_bytes()), length, is_whole)
        }
    };
    match declared {
        Some(declared) if is_whole && length < declared => {
            Err(broken("the body is shorter than its length says"))
        }
        _ => Ok((body, is_whole)),
    }
}

/// The same of a body that comes in frames.
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
