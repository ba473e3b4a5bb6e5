//! What a server in a test answers.

use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde::Serialize;

use crate::client::transport::{Phase, TransportError};
use crate::http::Body;

/// What the server in a test does with a request.
#[derive(Debug)]
pub struct TestReply {
    delay: Duration,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Answer {
        status: StatusCode,
        headers: HeaderMap,
        body: Body,
    },
    Failure(Phase),
    Silence,
    /// The test asks for what cannot be: the call fails with this.
    Mistake(String),
}

impl TestReply {
    fn new(kind: Kind) -> Self {
        Self {
            delay: Duration::ZERO,
            kind,
        }
    }

    fn mistake(text: impl Into<String>) -> Self {
        Self::new(Kind::Mistake(text.into()))
    }

    /// An answer without a body.
    pub fn status(status: u16) -> Self {
        match StatusCode::from_u16(status) {
            Ok(status) => Self::new(Kind::Answer {
                status,
                headers: HeaderMap::new(),
                body: Body::empty(),
            }),
            Err(_) => Self::mistake(format!("{status} is no status")),
        }
    }

    /// An answer with this JSON text.
    pub fn json(status: u16, text: impl Into<Bytes>) -> Self {
        Self::status(status).with_body("application/json", Body::whole(text.into()))
    }

    /// An answer with this value, as JSON.
    pub fn value<T: Serialize + ?Sized>(status: u16, value: &T) -> Self {
        match serde_json::to_vec(value) {
            Ok(text) => Self::json(status, text),
            Err(_) => Self::mistake("the value of the answer cannot be written"),
        }
    }

    /// No answer: the request or the response is not carried.
    pub fn failure(phase: Phase) -> Self {
        Self::new(Kind::Failure(phase))
    }

    /// No answer, ever.
    pub fn silence() -> Self {
        Self::new(Kind::Silence)
    }

    /// Sets the body and its type. `Body` is whole, or comes in frames.
    pub fn with_body(mut self, content_type: &str, new: impl Into<Body>) -> Self {
        if let Kind::Answer { body, .. } = &mut self.kind {
            *body = new.into();
        }
        self.with_header(CONTENT_TYPE.as_str(), content_type)
    }

    /// Sets a header.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        let Kind::Answer { headers, .. } = &mut self.kind else {
            return self;
        };
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(value),
        ) {
            (Ok(name), Ok(value)) => {
                headers.insert(name, value);
                self
            }
            _ => Self::mistake(format!("`{name}` is no header, or its value is none")),
        }
    }

    /// Comes so much later.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Does what it says.
    pub(super) async fn play(self) -> Result<Response<Body>, TransportError> {
        if !self.delay.is_zero() {
            crate::clock::sleep(self.delay).await;
        }
        match self.kind {
            Kind::Answer {
                status,
                headers,
                body,
            } => {
                let mut response = Response::new(body);
                *response.status_mut() = status;
                *response.headers_mut() = headers;
                Ok(response)
            }
            Kind::Failure(phase) => Err(TransportError::new(phase, "as the test says")),
            Kind::Silence => std::future::pending().await,
            Kind::Mistake(text) => Err(TransportError::new(Phase::Connect, text)),
        }
    }
}
