//! reqwest over sockets.

use std::time::Duration;

use http::{Request, Response};

use crate::client::transport::{Phase, TransportError, TransportFuture};
use crate::http::Body;

/// A client that follows no redirects.
pub(super) fn build(connect_timeout: Option<Duration>) -> Result<reqwest::Client, reqwest::Error> {
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false);
    if let Some(timeout) = connect_timeout {
        builder = builder.connect_timeout(timeout);
    }
    builder.build()
}

/// Sends a request.
pub(super) fn send(client: &reqwest::Client, request: Request<Body>) -> TransportFuture<'_> {
    Box::pin(async move {
        let response = client
            .execute(to_reqwest(request)?)
            .await
            .map_err(|error| without_url(Phase::Send, error))?;
        let response = Response::<reqwest::Body>::from(response);
        Ok(response.map(|body| {
            Body::frames(http_body_util::BodyExt::map_err(
                body,
                reqwest::Error::without_url,
            ))
        }))
    })
}

/// Checks that the URL parser left the path alone: a path that it folds names another operation.
fn to_reqwest(request: Request<Body>) -> Result<reqwest::Request, TransportError> {
    let path = request.uri().path().to_owned();
    let empty = request.body().as_whole().is_some_and(bytes::Bytes::is_empty);
    let request = request.map(|body| match body.as_whole() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(body),
    });
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

/// The query of a URL may hold a key.
fn without_url(phase: Phase, error: reqwest::Error) -> TransportError {
    let phase = if error.is_connect() { Phase::Connect } else { phase };
    let timed_out = error.is_timeout();
    let error = TransportError::new(phase, error.without_url());
    if timed_out { error.timed_out() } else { error }
}
