//! What came from a server.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, StatusCode, header};

use super::answer::ReadError;
use super::body::Body;
use super::content::{decode, refusal};
use super::media::{Encoding, Fit, Media};
use super::sequence::{DEFAULT_ITEM_LIMIT, Resume};
use crate::decode::DecodeOwned;

/// The head of a response: what decides how its body is read.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The media type that the caller asked for instead of the preferred ones.
    pub accepted: Option<&'static str>,
}

/// A response on its way to become an answer: its body is there already, or comes in frames.
///
/// `Debug` shows neither the body nor the headers' values.
pub struct Received {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The media type that the caller asked for instead of the preferred ones.
    pub accepted: Option<&'static str>,
    /// How many bytes a body may have that is read whole, and an item of a sequence.
    pub(crate) limit: usize,
    /// Whether the body is all that there is, and not only what `limit` allows of it.
    pub(crate) is_whole: bool,
    /// Sends the call again after a stream broke off; nothing where that must not be.
    pub(crate) resume: Option<Arc<dyn Resume>>,
    body: Kept,
}

/// A body that is wiped when it is dropped, if nobody else has it.
struct Kept(Body);

impl Drop for Kept {
    fn drop(&mut self) {
        std::mem::take(&mut self.0).wipe();
    }
}

impl Head<'_> {
    /// `Content-Type`, where there is a readable one.
    pub fn content_type(&self) -> Option<&str> {
        content_type(self.headers)
    }

    /// The one of `media` that this response is of, and how well it fits: the one that the caller asked
    /// for, else the best. Without a `Content-Type` it is the first.
    ///
    /// # Errors
    /// When it is of none of them.
    pub fn media(&self, media: &[Media]) -> Result<(Media, Fit), ReadError> {
        // A failure is of the types that it always has, whatever was asked for.
        let accepted = self.accepted.filter(|accepted| offers(media, accepted));
        let asked = |media: &&Media| accepted.is_none_or(|accepted| media.content_type == accepted);
        let fit =
            |media: &Media| content_type(self.headers).map_or(Fit::Declared, |received| media.fit(received));
        let mut related = None;
        for media in media.iter().filter(asked) {
            match fit(media) {
                Fit::Declared => return Ok((*media, Fit::Declared)),
                Fit::Related => related = related.or(Some((*media, Fit::Related))),
                Fit::Other => {}
            }
        }
        let expected = media.iter().find(asked).or(media.first());
        related.ok_or(ReadError::ContentType {
            expected: expected.map_or("nothing", |media| media.content_type),
        })
    }

    /// Whether it is of one of `media`, or they are not told.
    pub(crate) fn is_of(&self, media: &[Media]) -> bool {
        media.is_empty() || self.media(media).is_ok()
    }
}

fn offers(media: &[Media], content_type: &str) -> bool {
    media.iter().any(|media| media.content_type == content_type)
}

fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
}

impl Received {
    /// A response with this body, which answers what prefers no media type of its own.
    pub fn new(status: StatusCode, headers: HeaderMap, body: Body) -> Self {
        Self {
            status,
            headers,
            accepted: None,
            limit: DEFAULT_ITEM_LIMIT,
            is_whole: true,
            resume: None,
            body: Kept(body),
        }
    }

    /// All that is known before the body is read.
    pub fn head(&self) -> Head<'_> {
        Head {
            status: self.status,
            headers: &self.headers,
            accepted: self.accepted,
        }
    }

    /// `Content-Type`, where there is a readable one.
    pub fn content_type(&self) -> Option<&str> {
        content_type(&self.headers)
    }

    /// The body, as far as it is there: nothing of one that comes in frames.
    pub fn body(&self) -> &[u8] {
        self.body.0.as_whole().map_or(&[], |bytes| bytes)
    }

    /// Takes the body out; another time there is nothing left.
    pub fn take_body(&mut self) -> Body {
        std::mem::take(&mut self.body.0)
    }

    /// The one of `media` that this response is of, and how well it fits: see [`Head::media`].
    ///
    /// # Errors
    /// When it is of none of them.
    pub fn media(&self, media: &[Media]) -> Result<(Media, Fit), ReadError> {
        self.head().media(media)
    }

    /// The body as a value.
    ///
    /// It is read even if its type is only related to a declared one (`application/json` for
    /// `application/problem+json`, which servers mix up), as long as it fits; what a gateway answers in
    /// a form of its own is not taken for what the document declares.
    ///
    /// # Errors
    /// When it is of none of the types `media`, or does not fit.
    pub fn decode<T: DecodeOwned>(&self, media: &[Media]) -> Result<T, ReadError> {
        let (media, fit) = self.media(media)?;
        if !self.is_whole {
            return Err(ReadError::TooLarge);
        }
        if media.encoding == Encoding::Json && self.body().trim_ascii().is_empty() {
            return Err(ReadError::Decode(refusal("expected a body, but it is empty")));
        }
        decode(media, self.body()).map_err(|error| match fit {
            Fit::Declared => ReadError::Decode(error),
            Fit::Related | Fit::Other => ReadError::ContentType {
                expected: media.content_type,
            },
        })
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.keys().map(header::HeaderName::as_str).collect();
        f.debug_struct("Received")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body", &self.body.0)
            .finish()
    }
}
