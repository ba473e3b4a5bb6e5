//! A transport in memory: answers from a script, and keeps what was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use bindery_runtime::client::{Body, Phase, Transport, TransportError, TransportFuture};
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::BodyExt;

/// Answers one request after the other.
#[derive(Clone, Debug)]
pub struct Recording {
    answers: Arc<Mutex<VecDeque<Response<Body>>>>,
    asked: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Recording {
    /// Answers with these, in this order.
    pub fn new(answers: impl IntoIterator<Item = Response<Body>>) -> Self {
        Self {
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
            asked: Arc::default(),
        }
    }

    /// What was asked, whole.
    pub fn asked(&self) -> Vec<Request<Bytes>> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Transport for Recording {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        let answer = self
            .answers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        let asked = self.asked.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await;
            let body = body
                .map_err(|error| TransportError::new(Phase::Send, error))?
                .to_bytes();
            asked
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(Request::from_parts(parts, body));
            answer.ok_or_else(|| TransportError::new(Phase::Send, "the script has no more answers"))
        })
    }
}

/// An answer with a body of this type.
///
/// # Panics
/// When no response has this status or this type.
pub fn answer(status: u16, content_type: &str, body: impl Into<Bytes>) -> Response<Body> {
    let response = Response::builder()
        .status(status)
        .header("content-type", content_type);
    response.body(Body::whole(body.into())).expect("a response")
}
