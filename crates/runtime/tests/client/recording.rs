//! A transport in memory: answers from a script, and keeps what was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bindery_runtime::client::{Body, Phase, Transport, TransportError, TransportFuture};
use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body_util::BodyExt;
use tokio::time::Instant;

use crate::api::{Client, ClientBuilder};

/// What a server does.
pub(crate) enum Step {
    Answer(Response<Body>),
    /// Answers when the time is over.
    Slowly(Duration, Response<Body>),
    Fail(Phase),
    Never,
}

/// What was asked.
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) at: Instant,
}

#[derive(Clone, Default)]
pub(crate) struct Recording {
    script: Arc<Mutex<VecDeque<Step>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Recording {
    pub(crate) fn new(script: impl IntoIterator<Item = Step>) -> Self {
        let script = Arc::new(Mutex::new(script.into_iter().collect()));
        Self {
            script,
            asked: Arc::default(),
        }
    }

    /// A client that sends through this transport.
    pub(crate) fn client(&self, with: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
        with(Client::builder())
            .transport(self.clone())
            .build()
            .expect("a client")
    }

    pub(crate) fn count(&self) -> usize {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The requests so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The only request.
    pub(crate) fn only(&self) -> Asked {
        let mut asked = self.asked();
        assert_eq!(asked.len(), 1, "requests");
        asked.remove(0)
    }
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(name)
            .map(|value| value.to_str().expect("visible"))
    }
}

impl Transport for Recording {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        let (parts, body) = request.into_parts();
        let asked = self.asked.clone();
        let at = Instant::now();
        let step = self
            .script
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        Box::pin(async move {
            let body = body.collect().await.expect("a body").to_bytes();
            asked.lock().unwrap_or_else(PoisonError::into_inner).push(Asked {
                method: parts.method.to_string(),
                uri: parts.uri.to_string(),
                headers: parts.headers,
                body,
                at,
            });
            match step.expect("the script has no more steps") {
                Step::Answer(response) => Ok(response),
                Step::Slowly(time, response) => {
                    tokio::time::sleep(time).await;
                    Ok(response)
                }
                Step::Fail(phase) => Err(TransportError::new(phase, "as the script says")),
                Step::Never => std::future::pending().await,
            }
        })
    }
}

pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Response<Body> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Body::whole(body.into())).expect("a response")
}

pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Step {
    Step::Answer(response(status, headers, body.to_owned()))
}

pub(crate) fn json(status: u16, body: &str) -> Step {
    answer(status, &[("content-type", "application/json")], body)
}

/// 200 with Rex.
pub(crate) fn ok() -> Step {
    json(200, r#"{"name":"Rex"}"#)
}
