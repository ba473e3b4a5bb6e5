//! reqwest over the browser's `fetch`.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use send_wrapper::SendWrapper;

use crate::client::transport::{Phase, TransportError, TransportFuture};
use crate::http::{Body, Buffer};

/// A client. How long connecting takes is the browser's matter.
pub(super) fn build(_: Option<Duration>) -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder().build()
}

/// Sends a request. What it waits for belongs to the browser's one thread: hence the wrappers.
pub(super) fn send(client: &reqwest::Client, request: Request<Body>) -> TransportFuture<'_> {
    Box::pin(SendWrapper::new(async move {
        let request = to_reqwest(request).await?;
        let url = request.url().clone();
        let response = client
            .execute(request)
            .await
            .map_err(|error| without_url(Phase::Send, error))?;
        if *response.url() != url {
            return Err(TransportError::new(
                Phase::Receive,
                "the browser followed a redirect",
            ));
        }
        Ok(to_http(response))
    }))
}

fn to_http(mut received: reqwest::Response) -> Response<Body> {
    let status = received.status();
    let headers: HeaderMap = std::mem::take(received.headers_mut());
    let mut response = Response::new(Body::stream(SendWrapper::new(received.bytes_stream())));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Checks that the URL parser left the path alone: a path that it folds names another operation.
async fn to_reqwest(request: Request<Body>) -> Result<reqwest::Request, TransportError> {
    let path = request.uri().path().to_owned();
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts, gather(body).await?);
    let empty = request.body().is_empty();
    let mut request =
        reqwest::Request::try_from(request).map_err(|error| without_url(Phase::Connect, error))?;
    if request.url().path() != path {
        return Err(TransportError::new(
            Phase::Connect,
            "the URL's path would be folded",
        ));
    }
    if empty {
        *request.body_mut() = None;
    }
    Ok(request)
}

/// All of a body: `fetch` takes none that comes in frames.
async fn gather(mut body: Body) -> Result<Bytes, TransportError> {
    if let Some(bytes) = body.as_whole() {
        return Ok(bytes.clone());
    }
    let mut buffer = Buffer::default();
    while let Some(piece) = body.next().await {
        buffer.push(&piece.map_err(|error| TransportError::new(Phase::Send, error))?);
    }
    Ok(buffer.into_bytes())
}

/// The query of a URL may hold a key.
fn without_url(phase: Phase, error: reqwest::Error) -> TransportError {
    let timed_out = error.is_timeout();
    let error = TransportError::new(phase, error.without_url());
    if timed_out { error.timed_out() } else { error }
}
