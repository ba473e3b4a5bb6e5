//! `Accept` (RFC 9110, section 12.5.1).

use http::header::ACCEPT;
use http::{HeaderMap, StatusCode};

use super::media_type::accepts;
use super::problem::{Problem, Rejection};
use crate::http::{Media, Operation};

/// Refuses a request whose caller takes nothing of what the operation answers with.
///
/// Whoever takes problems gets an answer all the same: most clients that ask for one type alone
/// still want to be told what went wrong.
pub(super) fn negotiate(operation: &Operation, headers: &HeaderMap) -> Result<(), Rejection> {
    if is_plainly_accepted(operation, headers) {
        return Ok(());
    }
    let values: Option<Vec<&str>> = headers
        .get_all(ACCEPT)
        .into_iter()
        .map(|value| value.to_str().ok())
        .collect();
    // What cannot be read says nothing.
    let Some(values) = values else { return Ok(()) };
    let accept = values.join(",");
    let mut answers = operation.success.iter().map(|success| success.media);
    let bodiless = operation.success.is_empty();
    let acceptable = |media: &str| accepts(&accept, media);
    let takes =
        |media: &[Media]| media.is_empty() || media.iter().any(|media| acceptable(media.content_type));
    if bodiless || answers.any(takes) {
        return Ok(());
    }
    if acceptable("application/problem+json") {
        return Ok(());
    }
    Err(Problem::new(StatusCode::NOT_ACCEPTABLE)
        .with_detail("The operation answers with no type that is accepted."))
}

/// Whether it is clear without reading `Accept`: there is none, or it is what most callers send.
fn is_plainly_accepted(operation: &Operation, headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(ACCEPT).into_iter();
    let (Some(accept), None) = (values.next(), values.next()) else {
        return !headers.contains_key(ACCEPT);
    };
    let mut answers = operation.success.iter().flat_map(|success| success.media);
    accept == "*/*" || answers.any(|media| accept == media.content_type)
}
