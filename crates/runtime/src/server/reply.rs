//! Answers as responses.

use std::borrow::Cow;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, InvalidHeaderValue};
use http::{HeaderValue, StatusCode};
use http_body::Body as _;

use crate::http::Reply;

/// The response that carries `reply`.
pub(super) fn response(reply: Reply) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    if let Some(content) = reply.content.filter(|_| may_have_body(reply.status)) {
        if let Ok(content_type) = header_value(content.content_type) {
            response.headers_mut().insert(CONTENT_TYPE, content_type);
        }
        *response.body_mut() = match content.body.as_whole() {
            Some(bytes) => Body::from(bytes.clone()),
            None => Body::new(content.body),
        };
    }
    response
}

/// The document's words are not copied.
fn header_value(text: Cow<'static, str>) -> Result<HeaderValue, InvalidHeaderValue> {
    match text {
        Cow::Borrowed(text) => HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())),
        Cow::Owned(text) => HeaderValue::try_from(text),
    }
}

/// The answer to `HEAD`: all but the body of the answer to `GET` (RFC 9110, section 9.3.2).
pub(super) fn without_body(mut response: Response) -> Response {
    let length = response.body().size_hint().exact();
    if let Some(length) = length.filter(|_| may_have_body(response.status())) {
        response
            .headers_mut()
            .entry(CONTENT_LENGTH)
            .or_insert_with(|| HeaderValue::from(length));
    }
    *response.body_mut() = Body::empty();
    response
}

fn may_have_body(status: StatusCode) -> bool {
    !status.is_informational() && status != StatusCode::NO_CONTENT && status != StatusCode::NOT_MODIFIED
}
