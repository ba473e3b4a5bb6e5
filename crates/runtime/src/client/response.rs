//! A response as it came.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::http::Received;

/// A response with all of its body.
///
/// `Debug` shows neither the body nor the headers' values. The body is wiped when it is dropped.
pub struct Response {
    received: Received,
}

impl Response {
    pub(crate) fn new(received: Received) -> Self {
        Self { received }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.received.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.received.headers
    }

    /// `Content-Type`, where there is a readable one.
    pub fn content_type(&self) -> Option<&str> {
        self.received.content_type()
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        self.received.body()
    }

    /// The body, to keep.
    pub fn into_body(mut self) -> Bytes {
        self.received.take_body().as_whole().cloned().unwrap_or_default()
    }

    /// What answers are read from.
    pub(crate) fn received_mut(&mut self) -> &mut Received {
        &mut self.received
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Received { status, headers, .. } = &self.received;
        let names: Vec<_> = headers.keys().map(http::HeaderName::as_str).collect();
        f.debug_struct("Response")
            .field("status", status)
            .field("headers", &names)
            .field("body", &format_args!("{} bytes", self.body().len()))
            .finish()
    }
}
