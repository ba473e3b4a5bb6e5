//! What goes over the wire, as it is seen by who stands between client and server.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::{Bytes, BytesMut};
use http::{Request, Response};

use crate::client::{Phase, Transport, TransportError, TransportFuture};
use crate::http::{Body, BoxError};

/// A request and its response.
#[derive(Debug)]
pub(super) struct Exchange {
    pub(super) request: Request<Bytes>,
    pub(super) response: Response<Bytes>,
}

/// A transport that keeps what went over it last.
#[derive(Clone)]
pub struct ObservedTransport {
    transport: Arc<dyn Transport>,
    last: Arc<Mutex<Option<Exchange>>>,
}

impl ObservedTransport {
    pub(super) fn new(transport: impl Transport) -> Self {
        Self {
            transport: Arc::new(transport),
            last: Arc::default(),
        }
    }

    /// What went over it last, which is then forgotten.
    pub(super) fn take_last(&self) -> Option<Exchange> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    async fn carry(&self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let failed = |error: BoxError| TransportError::new(Phase::Send, error);
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts, whole(body).await.map_err(failed)?);
        let sent = request.clone().map(Body::whole);
        let (parts, body) = self.transport.send(sent).await?.into_parts();
        let body = whole(body)
            .await
            .map_err(|error| TransportError::new(Phase::Receive, error))?;
        let response = Response::from_parts(parts, body);
        let returned = clone(&response).map(Body::whole);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(Exchange { request, response });
        Ok(returned)
    }
}

impl Transport for ObservedTransport {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        Box::pin(self.carry(request))
    }
}

impl fmt::Debug for ObservedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ObservedTransport").finish_non_exhaustive()
    }
}

/// The same without the extensions, which belong to who made it.
fn clone(response: &Response<Bytes>) -> Response<Bytes> {
    let mut cloned = Response::new(response.body().clone());
    *cloned.status_mut() = response.status();
    *cloned.headers_mut() = response.headers().clone();
    cloned
}

/// All of a body.
pub(super) async fn whole(mut body: Body) -> Result<Bytes, BoxError> {
    if let Some(bytes) = body.as_whole() {
        return Ok(bytes.clone());
    }
    let mut whole = BytesMut::new();
    while let Some(piece) = body.next().await {
        whole.extend_from_slice(&piece?);
    }
    Ok(whole.freeze())
}
