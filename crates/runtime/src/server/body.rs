//! The request's body: which type it has, and its bytes.

use axum::body::Body as Stream;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;
use http_body_util::{BodyExt, LengthLimitError};

use super::content_type::{Content, choose, is_encoded};
use super::deadline::within;
use super::judge::Judging;
use super::problem::{Problem, Rejection};
use super::settings::Settings;
use crate::http::{Buffer, Operation, RequestBody};

/// What is wrong with a body in a content coding.
const ENCODED: &str = "The body has a content coding, and none is supported.";

/// What is wrong with a body without `Content-Type`.
const UNTYPED: &str = "The request does not say of what type its body is.";

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
        Some(choose(body, headers).map_err(|reason| unsupported(body).with_detail(reason))?)
    } else {
        None
    };
    let bytes = collect(headers, stream, settings).await?;
    match chosen {
        _ if bytes.len() == 0 => Ok(None),
        None => Err(unsupported(body).with_detail(UNTYPED)),
        Some((media, schema, content_type)) => Ok(Some(Content {
            media,
            schema,
            judging: Judging::Strict,
            content_type,
            bytes,
        })),
    }
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
            Err(Problem::new(StatusCode::REQUEST_TIMEOUT).with_detail("The body took too long to arrive."))
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
            Err(_broken) => {
                return Err(Problem::new(StatusCode::BAD_REQUEST).with_detail("The body broke off."));
            }
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
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE).with_detail("The body is larger than the server takes.")
}
