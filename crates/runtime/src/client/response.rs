//! A whole response.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use crate::http::{Buffer, Received};

/// A response with all of its body.
///
/// `Debug` shows neither the body nor the headers' values. The body is wiped when it is dropped.
pub struct Response {
    status: StatusCode,
    headers: HeaderMap,
    body: Buffer,
}

impl Response {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Buffer) -> Self {
        Self {
            status,
            headers,
            body,
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// `Content-Type`, where there is a readable one.
    pub fn content_type(&self) -> Option<&str> {
        self.headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        self.body.as_slice()
    }

    /// The body, to keep.
    pub fn into_body(self) -> Bytes {
        self.body.into_bytes()
    }

    pub(crate) fn received(&self) -> Received<'_> {
        Received {
            status: self.status,
            content_type: self.content_type(),
            body: self.body(),
        }
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field(
                "headers",
                &self
                    .headers
                    .keys()
                    .map(header::HeaderName::as_str)
                    .collect::<Vec<_>>(),
            )
            .field("body", &self.body)
            .finish()
    }
}
