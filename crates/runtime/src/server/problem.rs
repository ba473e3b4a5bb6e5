use std::borrow::Cow;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::failure::Failure;
use super::fault::Fault;
use crate::http::Operation;

/// How long most problems are as text.
const LIKELY_LENGTH: usize = 384;

/// Why a request is not answered by its handler: what its caller is told, as `application/problem+json` (RFC 9457).
///
/// It never holds what the request said, nor anything of the server's inside.
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    operation: Option<&'static Operation>,
    detail: Option<Cow<'static, str>>,
    faults: Vec<Fault>,
    headers: HeaderMap,
    failure: Option<Failure>,
}

/// The type that every stage of a request's way fails with; boxed, as it is the rare case.
pub(super) type Rejection = Box<Problem>;

impl Problem {
    pub(super) fn new(status: StatusCode) -> Rejection {
        Box::new(Self {
            status,
            operation: None,
            detail: None,
            faults: Vec::new(),
            headers: HeaderMap::new(),
            failure: None,
        })
    }

    /// The status that the request is answered with.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The status in words.
    pub fn title(&self) -> &'static str {
        title(self.status)
    }

    /// The operation that was called; none where no operation has the path and the method.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    /// More than the status says.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// What is wrong with the request, place by place.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The headers that the answer must have: `Allow`, `WWW-Authenticate`, `Accept` and the like.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What went wrong inside the server; for the operator, and never for the caller.
    pub fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// Says more than the status does.
    pub(super) fn with_detail(mut self: Box<Self>, detail: impl Into<Cow<'static, str>>) -> Rejection {
        self.detail = Some(detail.into());
        self
    }

    /// Says whose caller is told.
    pub(super) fn of_operation(mut self: Box<Self>, operation: &'static Operation) -> Rejection {
        self.operation = Some(operation);
        self
    }

    /// The answer to a request that has `faults`, if there are any: 400 when some part of it cannot be
    /// read at all, else 422, or 400 where only that is `declared`.
    pub(super) fn of_faults(faults: Vec<Fault>, declared: impl Fn(StatusCode) -> bool) -> Option<Rejection> {
        if faults.is_empty() {
            return None;
        }
        let malformed = faults.iter().any(|fault| fault.malformed);
        let only_bad_request =
            declared(StatusCode::BAD_REQUEST) && !declared(StatusCode::UNPROCESSABLE_ENTITY);
        let (status, detail) = if malformed {
            (StatusCode::BAD_REQUEST, "The request is malformed.")
        } else if only_bad_request {
            (
                StatusCode::BAD_REQUEST,
                "The request is not what the operation takes.",
            )
        } else {
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                "The request is not what the operation takes.",
            )
        };
        Some(Self::new(status).with_detail(detail).with_faults(faults))
    }

    /// The answer where nobody has written what answers `operation`.
    pub(super) fn not_implemented(operation: &Operation) -> Rejection {
        let detail = format!("The operation {} is not implemented yet.", operation.id);
        Self::new(StatusCode::NOT_IMPLEMENTED).with_detail(detail)
    }

    /// Lists what is wrong, place by place.
    pub(super) fn with_faults(mut self: Box<Self>, faults: Vec<Fault>) -> Rejection {
        self.faults = faults;
        self
    }

    /// Adds a header; a value that no header can have is left out.
    pub(super) fn with_header(mut self: Box<Self>, name: HeaderName, value: &str) -> Rejection {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.append(name, value);
        }
        self
    }
}

impl From<Failure> for Rejection {
    fn from(failure: Failure) -> Self {
        let mut problem = Problem::new(failure.status());
        problem.failure = Some(failure);
        problem
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // Strings and numbers only: writing them cannot fail.
        let mut text = Vec::with_capacity(LIKELY_LENGTH);
        if serde_json::to_writer(&mut text, &self).is_err() {
            text.clear();
        }
        let mut response = Response::new(Body::from(text));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        let problem = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(CONTENT_TYPE, problem);
        if let Some(failure) = self.failure {
            response.extensions_mut().insert(failure);
        }
        response
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut problem = serializer.serialize_struct("Problem", 5)?;
        problem.serialize_field("type", "about:blank")?;
        problem.serialize_field("title", self.title())?;
        problem.serialize_field("status", &self.status.as_u16())?;
        if let Some(detail) = &self.detail {
            problem.serialize_field("detail", detail)?;
        }
        if !self.faults.is_empty() {
            problem.serialize_field("errors", &self.faults)?;
        }
        problem.end()
    }
}

/// The status in words; the http crate still has RFC 7231's for two that RFC 9110 renamed.
fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => "Content Too Large",
        StatusCode::UNPROCESSABLE_ENTITY => "Unprocessable Content",
        _ => status.canonical_reason().unwrap_or("Unknown"),
    }
}
