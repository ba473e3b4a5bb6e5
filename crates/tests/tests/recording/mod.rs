//! A server in the same process that writes down what the requests look like on the wire.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use bindery_runtime::client::TowerTransport;

/// A request as it was sent.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// The path and the query.
    pub target: String,
    /// `name: value` of each header but for those that every request has.
    pub headers: Vec<String>,
    /// The body's text.
    pub body: String,
}

/// The requests so far.
#[derive(Clone, Debug, Default)]
pub struct Recorder {
    requests: Arc<Mutex<Vec<Recorded>>>,
}

impl Recorder {
    /// `router`, with this one listening.
    pub fn listening(&self, router: Router) -> TowerTransport<Router> {
        let requests = self.requests.clone();
        TowerTransport::new(router.layer(from_fn(move |request: Request, next: Next| {
            let requests = requests.clone();
            async move {
                let (parts, body) = request.into_parts();
                let bytes = to_bytes(body, 1 << 20).await.unwrap_or_default();
                let target = parts.uri.path_and_query().map(ToString::to_string);
                let usual = ["accept", "user-agent", "host"];
                let headers = parts
                    .headers
                    .iter()
                    .filter(|(name, _)| !usual.contains(&name.as_str()));
                let recorded = Recorded {
                    target: target.unwrap_or_default(),
                    headers: headers
                        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or("?")))
                        .collect(),
                    body: String::from_utf8_lossy(&bytes).into_owned(),
                };
                requests
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(recorded);
                next.run(Request::from_parts(parts, Body::from(bytes))).await
            }
        })))
    }

    /// The last request.
    pub fn last(&self) -> Recorded {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.last().cloned().unwrap_or_default()
    }

    /// How many there were.
    pub fn count(&self) -> usize {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}
