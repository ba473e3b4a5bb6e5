//! A response as it came.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::http::{ByteStream, Declared, Received};

/// A response with all of its body, or with as much of an unexpected one as the client's limit allows.
///
/// `Debug` shows neither the body nor the headers' values. The body is wiped when it is dropped.
pub struct Response {
    received: Received,
    /// Whether the answer takes the body as it comes.
    pub(crate) is_streamed: bool,
    /// Which answer it is, where the document declares one.
    pub(crate) declared: Option<Declared>,
}

impl Response {
    pub(crate) fn new(received: Received) -> Self {
        Self {
            received,
            is_streamed: false,
            declared: None,
        }
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

    /// Whether all of the body is there: an unexpected one may be larger than the client's limit.
    pub fn is_whole(&self) -> bool {
        self.received.is_whole
    }

    /// The body, to keep.
    pub fn into_body(mut self) -> Bytes {
        self.received.take_body().into_wiped_bytes()
    }

    pub(crate) fn into_streamed(mut self) -> StreamedResponse {
        let body = ByteStream::new(self.received.take_body());
        StreamedResponse { response: self, body }
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

/// A response whose body is still to come.
///
/// `Debug` shows neither the body nor the headers' values.
pub struct StreamedResponse {
    /// The response without its body.
    response: Response,
    body: ByteStream,
}

impl StreamedResponse {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// `Content-Type`, where there is a readable one.
    pub fn content_type(&self) -> Option<&str> {
        self.response.content_type()
    }

    /// The body, as it comes and of any length.
    pub fn into_body(self) -> ByteStream {
        self.body
    }
}

impl fmt::Debug for StreamedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers().keys().map(http::HeaderName::as_str).collect();
        f.debug_struct("StreamedResponse")
            .field("status", &self.status())
            .field("headers", &names)
            .field("body", &self.body)
            .finish()
    }
}
