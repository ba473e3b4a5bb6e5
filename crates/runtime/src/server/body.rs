//! The request's body: which type it has, and its bytes.

use axum::body::Body as Stream;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;
use http_body_util::{BodyExt, LengthLimitError};

use super::deadline::within;
use super::media_type::MediaType;
use super::problem::{Problem, Rejection};
use super::settings::Settings;
use crate::http::{Buffer, Encoding, Media, Operation, RequestBody};
use crate::schema::Schema;

/// A body that has arrived.
#[derive(Debug)]
pub(super) struct Content {
    /// What it is, in the document's words.
    pub(super) media: Media,
    /// What the document demands of it.
    pub(super) schema: &'static Schema,
    /// `Content-Type`, as it came.
    pub(super) content_type: String,
    /// The bytes; wiped when dropped.
    pub(super) bytes: Buffer,
}

/// Reads the body that `operation` takes; `None` when the request has none.
pub(super) async fn read(
    operation: &Operation,
    request: &Parts,
    stream: Stream,
    settings: &Settings,
) -> Result<Option<Content>, Rejection> {
    let Some(body) = operation.body else {
        return Ok(None);
    };
    if stream.is_end_stream() {
        return Ok(None);
    }
    let headers = &request.headers;
    refuse_encoded(headers)?;
    let chosen = if headers.contains_key(CONTENT_TYPE) {
        Some(choose(body, headers)?)
    } else {
        None
    };
    let bytes = collect(headers, stream, settings).await?;
    match chosen {
        _ if bytes.len() == 0 => Ok(None),
        None => Err(unsupported(body).detail("The request does not say of what type its body is.")),
        Some((media, schema, content_type)) => Ok(Some(Content {
            media,
            schema,
            content_type,
            bytes,
        })),
    }
}

/// A body in a content coding is refused rather than taken for what it is not.
fn refuse_encoded(headers: &HeaderMap) -> Result<(), Rejection> {
    let identity = |value: &http::HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"identity");
    if headers.get_all(CONTENT_ENCODING).into_iter().all(identity) {
        return Ok(());
    }
    let problem = Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE).header(ACCEPT_ENCODING, "identity");
    Err(problem.detail("The body has a content coding, and none is supported."))
}

/// Finds the media type of the document that the request's type is: a type before a range.
fn choose(body: RequestBody, headers: &HeaderMap) -> Result<(Media, &'static Schema, String), Rejection> {
    let mut values = headers.get_all(CONTENT_TYPE).into_iter();
    let value = values
        .next()
        .and_then(|value| value.to_str().ok())
        .filter(|_| values.next().is_none());
    let Some((text, received)) = value.and_then(|text| Some((text, MediaType::parse(text)?))) else {
        return Err(unsupported(body).detail("The body's type cannot be read."));
    };
    let offers = body
        .media
        .iter()
        .filter_map(|row| Some((MediaType::parse(row.0.content_type)?, row)));
    let matching = offers.filter(|(offer, _)| offer.includes(&received));
    let Some((_, (media, schema))) = matching.max_by_key(|(offer, _)| offer.precision()) else {
        return Err(unsupported(body).detail("The body is of a type that this operation does not take."));
    };
    let is_text = !matches!(media.encoding, Encoding::Binary | Encoding::Multipart);
    if is_text && !received.is_utf8() {
        return Err(unsupported(body).detail("The body's charset is not UTF-8."));
    }
    Ok((*media, schema, text.to_owned()))
}

/// 415, with the types that are supported (RFC 9110, section 15.5.16).
fn unsupported(body: RequestBody) -> Rejection {
    let mut offers: Vec<_> = body.media.iter().map(|(media, _)| media.content_type).collect();
    offers.dedup();
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE).header(ACCEPT, &offers.join(", "))
}

async fn collect(headers: &HeaderMap, stream: Stream, settings: &Settings) -> Result<Buffer, Rejection> {
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let limit = settings.body_limit;
    if announced.is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit)) {
        return Err(too_large());
    }
    match within(settings.read_timeout, gather(stream, limit)).await {
        Ok(result) => result,
        Err(_elapsed) => {
            Err(Problem::new(StatusCode::REQUEST_TIMEOUT).detail("The body took too long to arrive."))
        }
    }
}

/// Reads up to `limit` bytes, whatever length was announced.
async fn gather(mut stream: Stream, limit: usize) -> Result<Buffer, Rejection> {
    let mut bytes = Buffer::default();
    while let Some(frame) = stream.frame().await {
        let frame = match frame {
            Ok(frame) => frame,
            Err(error) if is_limit(&error) => return Err(too_large()),
            Err(_broken) => return Err(Problem::new(StatusCode::BAD_REQUEST).detail("The body broke off.")),
        };
        let Ok(data) = frame.into_data() else { continue };
        if data.len() > limit.saturating_sub(bytes.len()) {
            return Err(too_large());
        }
        bytes.push(&data);
    }
    Ok(bytes)
}

/// Whether a layer around the router limits bodies, and more strictly.
fn is_limit(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut sources = std::iter::successors(Some(error), |error| error.source());
    sources.any(|error| error.is::<LengthLimitError>())
}

fn too_large() -> Rejection {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE).detail("The body is larger than the server takes.")
}
