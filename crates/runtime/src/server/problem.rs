//! Rejections: `application/problem+json` (RFC 9457).

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::fault::Fault;

/// Why a request is not answered by its handler.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    status: StatusCode,
    detail: Option<String>,
    faults: Vec<Fault>,
    headers: HeaderMap,
}

/// The type that every stage of a request's way fails with; boxed, as it is the rare case.
pub(super) type Rejection = Box<Problem>;

impl Problem {
    pub(super) fn new(status: StatusCode) -> Rejection {
        Box::new(Self {
            status,
            detail: None,
            faults: Vec::new(),
            headers: HeaderMap::new(),
        })
    }

    /// Says more than the status does.
    pub(super) fn detail(mut self: Box<Self>, detail: impl Into<String>) -> Rejection {
        self.detail = Some(detail.into());
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
        let problem = if malformed {
            Self::new(StatusCode::BAD_REQUEST).detail("The request is malformed.")
        } else if only_bad_request {
            Self::new(StatusCode::BAD_REQUEST).detail("The request is not what the operation takes.")
        } else {
            Self::new(StatusCode::UNPROCESSABLE_ENTITY).detail("The request is not what the operation takes.")
        };
        Some(problem.faults(faults))
    }

    /// Lists what is wrong, place by place.
    pub(super) fn faults(mut self: Box<Self>, faults: Vec<Fault>) -> Rejection {
        self.faults = faults;
        self
    }

    /// Adds a header; a value that no header can have is left out.
    pub(super) fn header(mut self: Box<Self>, name: HeaderName, value: &str) -> Rejection {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.append(name, value);
        }
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // Strings and numbers only: writing them cannot fail.
        let text = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = Response::new(Body::from(text));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        let problem = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(CONTENT_TYPE, problem);
        response
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut problem = serializer.serialize_struct("Problem", 5)?;
        problem.serialize_field("type", "about:blank")?;
        problem.serialize_field("title", title(self.status))?;
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
