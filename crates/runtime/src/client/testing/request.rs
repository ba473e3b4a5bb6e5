//! What a server in a test was asked.

use std::fmt;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, Method, Uri};

use crate::decode::DecodeOwned;
use crate::{DecodeError, json};

/// A request as it was sent, whole.
///
/// `Debug` shows the method and the path only.
#[derive(Clone)]
pub struct TestRequest {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

impl TestRequest {
    pub(super) fn new(parts: Parts, body: Bytes) -> Self {
        Self {
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            body,
        }
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The whole URL.
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The path, as it was sent.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query's pairs, decoded.
    pub fn query(&self) -> Vec<(String, String)> {
        let query = self.uri.query().unwrap_or_default();
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        pairs
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect()
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The header of this name, where there is a readable one.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body as text, with a sign in the place of what is not UTF-8.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body, read as JSON.
    ///
    /// # Errors
    /// When it is not what `T` is.
    pub fn decode<T: DecodeOwned>(&self) -> Result<T, DecodeError> {
        json::from_slice(&self.body)
    }
}

/// The text of a part of a query, with a sign in the place of what is not UTF-8.
fn decoded(encoded: &str) -> String {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let Some((&first, others)) = rest.split_first() {
        let byte = (first == b'%').then(|| escaped(others)).flatten();
        bytes.push(match (byte, first) {
            (Some(byte), _) => byte,
            (None, b'+') => b' ',
            (None, first) => first,
        });
        let read = if byte.is_some() { 2 } else { 0 };
        rest = others.get(read..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that two hexadecimal digits are.
fn escaped(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits.get(..2)?).ok()?;
    u8::from_str_radix(digits, 16).ok()
}

impl fmt::Debug for TestRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TestRequest({} {})", self.method, self.path())
    }
}
