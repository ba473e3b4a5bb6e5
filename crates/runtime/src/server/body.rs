//! The request's body: which type it has, and its bytes, whole or as they arrive.

mod failure;
mod incoming;
mod streamed;

use std::pin::pin;

use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;
use http_body_util::BodyExt;

use super::content_type::{Arrived, Content, choose, is_encoded};
use super::deadline::within;
use super::judge::Judging;
use super::lingering::Lingering;
use super::multipart;
use super::problem::{Problem, Rejection};
use super::sequence;
use super::settings::Settings;
use crate::http::{Body, Buffer, Encoding, Operation, RequestBody};
pub(super) use failure::BodyFailure;
pub(super) use incoming::Incoming;
pub(super) use streamed::Outcome;
use streamed::Streamed;

/// What is wrong with a body in a content coding.
const ENCODED: &str = "The body has a content coding, and none is supported.";

/// What is wrong with a body without `Content-Type`.
const UNTYPED: &str = "The request does not say of what type its body is.";

/// A request's body, if it has one, and what becomes of it if its handler reads it.
pub(super) type Taken = (Option<Content>, Option<Outcome>);

/// Reads the body that `operation` takes, or begins to.
pub(super) async fn read(
    operation: &Operation,
    request: &Parts,
    stream: Lingering,
    settings: &Settings,
) -> Result<Taken, Rejection> {
    let Some(body) = operation.body else {
        return Ok((None, None));
    };
    let headers = &request.headers;
    // What says of what type it is is there, even without a byte: a file or a text may be empty.
    let is_nothing = stream.is_end_stream();
    if is_nothing && !headers.contains_key(CONTENT_TYPE) {
        return Ok((None, None));
    }
    refuse_encoded(headers)?;
    let chosen = match headers.contains_key(CONTENT_TYPE).then(|| choose(body, headers)) {
        Some(Err(_)) if is_nothing => return Ok((None, None)),
        Some(Err(reason)) => return Err(unsupported(body).with_detail(reason)),
        Some(Ok(chosen)) => Some(chosen),
        None => None,
    };
    let Some((media, schema, content_type)) = chosen else {
        let bytes = collect(headers, stream, settings).await;
        return match bytes.map_err(|failure| failure.rejection(operation))?.len() {
            0 => Ok((None, None)),
            _ => Err(unsupported(body).with_detail(UNTYPED)),
        };
    };
    let mut content = Content {
        media,
        schema,
        judging: Judging::Strict,
        content_type,
        body: Arrived::Whole(Buffer::default()),
    };
    let outcome = match media.encoding {
        Encoding::Json | Encoding::Form | Encoding::Text => {
            let bytes = collect(headers, stream, settings).await;
            let bytes = bytes.map_err(|failure| failure.rejection(operation))?;
            if bytes.len() == 0 && media.encoding == Encoding::Json {
                return Ok((None, None));
            }
            content.body = Arrived::Whole(bytes);
            None
        }
        // Boxed, for most requests have no such body.
        _ => match Box::pin(begin(&mut content, headers, stream, settings)).await {
            Ok(Begun::Nothing) => return Ok((None, None)),
            Ok(Begun::Whole) => None,
            Ok(Begun::Stream(outcome)) => Some(outcome),
            // Told together with what is wrong with the parameters.
            Err(BodyFailure::Faulty(faults)) => {
                content.body = Arrived::Faulty(faults);
                None
            }
            Err(failure) => return Err(failure.rejection(operation)),
        },
    };
    Ok((Some(content), outcome))
}

/// How far a body is that need not be held whole.
enum Begun {
    Nothing,
    Whole,
    Stream(Outcome),
}

/// Takes in a form with its files, or begins to take in what is handed over as it arrives.
async fn begin(
    content: &mut Content,
    headers: &HeaderMap,
    stream: Lingering,
    settings: &Settings,
) -> Result<Begun, BodyFailure> {
    let limit = settings.stream_limit;
    if is_announced_beyond(headers, limit) {
        return Err(BodyFailure::TooLarge);
    }
    let incoming = Incoming::new(stream, limit, settings.read_timeout);
    if content.media.encoding == Encoding::Multipart {
        let Some(parts) = multipart::take_in(&content.content_type, incoming, settings).await? else {
            return Ok(Begun::Nothing);
        };
        content.body = Arrived::Parts(parts);
        return Ok(Begun::Whole);
    }
    let judge = sequence::judge(content, settings.body_limit);
    let begun = Streamed::new(incoming, judge).begin(settings.body_limit).await?;
    Ok(match begun {
        None => {
            content.body = Arrived::Stream(Body::empty());
            Begun::Whole
        }
        Some((body, outcome)) => {
            content.body = Arrived::Stream(body);
            Begun::Stream(outcome)
        }
    })
}

/// A body in a content coding is refused rather than taken for what it is not.
fn refuse_encoded(headers: &HeaderMap) -> Result<(), Rejection> {
    if !is_encoded(headers) {
        return Ok(());
    }
    let problem = Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE).with_header(ACCEPT_ENCODING, "identity");
    Err(problem.with_detail(ENCODED))
}

/// 415, with the types that are supported (RFC 9110, section 15.5.16).
fn unsupported(body: RequestBody) -> Rejection {
    let mut offers: Vec<_> = body.media.iter().map(|(media, _)| media.content_type).collect();
    offers.dedup();
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE).with_header(ACCEPT, &offers.join(", "))
}

/// Whether the request says that its body is larger than `limit`.
fn is_announced_beyond(headers: &HeaderMap, limit: usize) -> bool {
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    announced.is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit))
}

async fn collect(headers: &HeaderMap, stream: Lingering, settings: &Settings) -> Result<Buffer, BodyFailure> {
    let limit = settings.body_limit;
    if is_announced_beyond(headers, limit) {
        return Err(BodyFailure::TooLarge);
    }
    let gathering = pin!(gather(stream, limit));
    let gathered = within(settings.read_timeout, gathering).await;
    gathered.unwrap_or(Err(BodyFailure::Late))
}

/// Reads up to `limit` bytes, whatever length was announced.
async fn gather(mut stream: Lingering, limit: usize) -> Result<Buffer, BodyFailure> {
    let mut bytes = Buffer::default();
    while let Some(frame) = stream.frame().await {
        let frame = frame.map_err(|error| incoming::failure(&error))?;
        let Ok(data) = frame.into_data() else { continue };
        if data.len() > limit.saturating_sub(bytes.len()) {
            return Err(BodyFailure::TooLarge);
        }
        bytes.push(&data);
    }
    Ok(bytes)
}
