//! reqwest as the transport.

use std::fmt;
use std::time::Duration;

use http::Request;

use super::transport::{Phase, Transport, TransportError, TransportFuture};
use crate::http::Body;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
#[path = "reqwest/browser.rs"]
mod system;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[path = "reqwest/native.rs"]
mod system;

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
///
/// In a browser (`wasm32-unknown-unknown`) requests go through `fetch`, which has its limits: it follows
/// redirects by itself, and the answer of one is an error here, when it may have taken a key in a header
/// of its own to another host; it has no time for connecting; it sends neither cookies nor `User-Agent` as
/// it is told; it shows `Date` and `Retry-After` of other origins only where they allow that; and a body
/// that comes in frames is gathered in memory before it is sent.
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
        system::build(connect_timeout)
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
        system::send(&self.client, request)
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}
