use std::fmt;

use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, Method, Request, Uri};

use super::{ParseError, ParseErrorKind, copied};
use crate::http::Operation;
use crate::server::content_type::{Arrived, Content, choose, is_encoded};
use crate::server::judge::Judging;

/// A webhook or callback as it was received: method, headers, and the body's bytes as they came.
///
/// ```
/// use bindery_runtime::webhook::Delivery;
/// use http::{HeaderMap, Method};
///
/// let (headers, body) = (HeaderMap::new(), br#"{"isbn": "1"}"#);
/// // Verify the signature over `body` here, and then:
/// let delivery = Delivery::new(&Method::POST, &headers, body);
/// # let _ = delivery;
/// ```
///
/// An `http::Request` with its whole body is one, too.
#[derive(Clone, Copy)]
pub struct Delivery<'a> {
    pub(super) method: &'a Method,
    pub(super) headers: &'a HeaderMap,
    pub(super) body: &'a [u8],
    pub(super) judging: Judging,
    uri: Option<&'a Uri>,
}

impl<'a> Delivery<'a> {
    /// What was received, without its address.
    pub fn new(method: &'a Method, headers: &'a HeaderMap, body: &'a [u8]) -> Self {
        Self {
            method,
            headers,
            body,
            judging: Judging::Tolerant,
            uri: None,
        }
    }

    /// The address at which it was received, for what has parameters in its query.
    #[must_use]
    pub fn with_uri(self, uri: &'a Uri) -> Self {
        Self {
            uri: Some(uri),
            ..self
        }
    }

    /// Refuses whatever the document does not allow, as a server would: what is newer than the
    /// document, too.
    #[must_use]
    pub fn strict(self) -> Self {
        Self {
            judging: Judging::Strict,
            ..self
        }
    }

    /// The same as parts of a request.
    pub(super) fn parts(&self) -> Parts {
        let (mut parts, ()) = Request::new(()).into_parts();
        parts.method = self.method.clone();
        parts.headers = self.headers.clone();
        parts.uri = self.uri.cloned().unwrap_or_default();
        parts
    }

    /// The body, if `operation` has one and it is not empty.
    pub(super) fn content(&self, operation: &Operation) -> Result<Option<Content>, ParseError> {
        let Some(body) = operation.body.filter(|_| !self.body.is_empty()) else {
            return Ok(None);
        };
        if is_encoded(self.headers) || !self.headers.contains_key(CONTENT_TYPE) {
            return Err(ParseError::of(ParseErrorKind::ContentType));
        }
        let (media, schema, content_type) =
            choose(body, self.headers).map_err(|_| ParseError::of(ParseErrorKind::ContentType))?;
        Ok(Some(Content {
            media,
            schema,
            judging: self.judging,
            content_type,
            body: Arrived::Whole(copied(self.body)),
        }))
    }
}

impl<'a, B: AsRef<[u8]>> From<&'a Request<B>> for Delivery<'a> {
    fn from(request: &'a Request<B>) -> Self {
        let body = request.body().as_ref();
        Self::new(request.method(), request.headers(), body).with_uri(request.uri())
    }
}

impl<'a> From<&Delivery<'a>> for Delivery<'a> {
    fn from(delivery: &Delivery<'a>) -> Self {
        *delivery
    }
}

/// Nothing of the headers and the body: they hold signatures and secrets.
impl fmt::Debug for Delivery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut delivery = f.debug_struct("Delivery");
        delivery.field("method", self.method);
        delivery
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
