//! reqwest as the transport.

use std::fmt;
use std::time::Duration;

use http::{Request, Response};

use crate::http::Body;

use super::transport::{Phase, Transport, TransportError, TransportFuture};

/// A reqwest client as a [`Transport`].
///
/// The one that a builder makes follows no redirects. Whoever brings a client of his own should see
/// to the same: reqwest takes `Authorization` and cookies off when it leaves the host, but no other
/// header that holds a key.
///
/// A client of one's own is also how a certificate is shown, where the document asks for one
/// (`mutualTLS`). reqwest needs its feature `rustls` for that, and `pem` holds the private key and the
/// certificates:
///
/// ```text
/// let client = reqwest::Client::builder()
///     .identity(reqwest::Identity::from_pem(&pem)?)
///     .redirect(reqwest::redirect::Policy::none())
///     .build()?;
/// let client = Client::builder()
///     .mutual_tls() // called after the scheme, if there are several
///     .transport(ReqwestTransport::from(client))
///     .build()?;
/// ```
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A client that follows no redirects, and gives up a connection that is not made in time.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(connect_timeout: Option<Duration>) -> Result<Self, TransportError> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false);
        if let Some(timeout) = connect_timeout {
            builder = builder.connect_timeout(timeout);
        }
        builder
            .build()
            .map(|client| Self { client })
            .map_err(|error| TransportError::new(Phase::Connect, error))
    }
}

impl From<reqwest::Client> for ReqwestTransport {
    fn from(client: reqwest::Client) -> Self {
        Self { client }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            let request = to_reqwest(request)?;
            let response = self
                .client
                .execute(request)
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

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}
