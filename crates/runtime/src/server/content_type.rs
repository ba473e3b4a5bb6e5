//! Of what type a request's body is, in the document's words.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};

#[cfg(feature = "server")]
use super::fault::Fault;
use super::judge::Judging;
use super::media_type::MediaType;
#[cfg(feature = "server")]
use super::multipart::Part;
#[cfg(feature = "server")]
use crate::http::Body;
use crate::http::{Buffer, Encoding, Media, RequestBody};
use crate::schema::Schema;

/// A body that has arrived.
#[derive(Debug)]
pub(crate) struct Content {
    /// What it is, in the document's words.
    pub(crate) media: Media,
    /// What the document demands of it.
    pub(crate) schema: &'static Schema,
    /// How much of that it must be.
    pub(crate) judging: Judging,
    /// `Content-Type`, as it came.
    pub(crate) content_type: Cow<'static, str>,
    /// What of it has arrived.
    pub(crate) body: Arrived,
}

/// What of a body has arrived.
#[derive(Debug)]
pub(crate) enum Arrived {
    /// All of it; wiped when dropped.
    Whole(Buffer),
    /// The parts of a form.
    #[cfg(feature = "server")]
    Parts(Vec<Part>),
    /// What is not what the operation takes.
    #[cfg(feature = "server")]
    Faulty(Vec<Fault>),
    /// Its beginning.
    #[cfg(feature = "server")]
    Stream(Body),
}

/// Whether the body is in a content coding.
pub(crate) fn is_encoded(headers: &HeaderMap) -> bool {
    let identity = |value: &http::HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"identity");
    !headers.get_all(CONTENT_ENCODING).into_iter().all(identity)
}

/// Finds the media type of the document that the request's type is, a type before a range, or says
/// why there is none.
pub(crate) fn choose(
    body: RequestBody,
    headers: &HeaderMap,
) -> Result<(Media, &'static Schema, Cow<'static, str>), &'static str> {
    let mut values = headers.get_all(CONTENT_TYPE).into_iter();
    let value = values
        .next()
        .and_then(|value| value.to_str().ok())
        .filter(|_| values.next().is_none());
    // Most say what the document says.
    let known = value.filter(|text| !text.contains(';'));
    if let Some((media, schema)) =
        known.and_then(|text| body.media.iter().find(|(media, _)| media.content_type == text))
    {
        return Ok((*media, schema, media.content_type.into()));
    }
    let Some((text, received)) = value.and_then(|text| Some((text, MediaType::parse(text)?))) else {
        return Err("The body's type cannot be read.");
    };
    let offers = body
        .media
        .iter()
        .filter_map(|row| Some((MediaType::parse(row.0.content_type)?, row)));
    let matching = offers.filter(|(offer, _)| offer.includes(&received));
    let Some((_, (media, schema))) = matching.max_by_key(|(offer, _)| offer.precision()) else {
        return Err("The body is of a type that this operation does not take.");
    };
    let is_text = !matches!(media.encoding, Encoding::Binary | Encoding::Multipart);
    if is_text && !received.is_utf8() {
        return Err("The body's charset is not UTF-8.");
    }
    Ok((*media, schema, text.to_owned().into()))
}
