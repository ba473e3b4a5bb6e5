//! Any tower service as a transport.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Mutex, PoisonError};

use bytes::Buf;
use http::{Request, Response};
use tower_service::Service;

use crate::http::{Body, BoxError};

use super::transport::{Phase, Transport, TransportError, TransportFuture};

/// A `tower` service as a [`Transport`]: an axum `Router`, to call a server in the same process, or
/// a client with layers of the user's own.
pub struct TowerTransport<S> {
    /// Held only while the service is cloned.
    service: Mutex<S>,
}

impl<S: Clone> TowerTransport<S> {
    /// Sends requests to clones of `service`.
    pub fn new(service: S) -> Self {
        Self {
            service: Mutex::new(service),
        }
    }

    fn service(&self) -> S {
        self.service
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body + Send + 'static,
    B::Data: Buf,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        let mut service = self.service();
        Box::pin(async move {
            let refused = |error: S::Error| TransportError::new(Phase::Send, error);
            poll_fn(|context| service.poll_ready(context))
                .await
                .map_err(refused)?;
            let response = service.call(request).await.map_err(refused)?;
            Ok(response.map(Body::frames))
        })
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TowerTransport").finish_non_exhaustive()
    }
}
