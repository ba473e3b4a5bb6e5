//! `Accept` (RFC 9110, section 12.5.1).

use http::header::{ACCEPT, HeaderValue, VARY};
use http::{HeaderMap, StatusCode};

use super::media_type::{accepts, quality};
use super::problem::{Problem, Rejection};
use crate::http::{Media, Operation, Reply};

/// Refuses a request whose caller takes nothing of what the operation answers with.
///
/// Whoever takes problems gets an answer all the same: most clients that ask for one type alone
/// still want to be told what went wrong.
pub(super) fn negotiate(operation: &Operation, headers: &HeaderMap) -> Result<(), Rejection> {
    if is_plainly_accepted(operation, headers) {
        return Ok(());
    }
    // What cannot be read says nothing.
    let Some(accept) = accept(headers) else {
        return Ok(());
    };
    let mut answers = operation.success.iter().map(|success| success.media);
    let bodiless = operation.success.is_empty();
    let acceptable = |media: &str| accepts(&accept, media);
    let mut others = representations(operation).iter();
    let takes =
        |media: &[Media]| media.is_empty() || media.iter().any(|media| acceptable(media.content_type));
    if bodiless || answers.any(takes) || others.any(|media| acceptable(media.content_type)) {
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

/// The values of all `Accept` headers; nothing where there are none, or what cannot be read.
pub(super) fn accept(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(ACCEPT).into_iter();
    let values: Option<Vec<&str>> = values.map(|value| value.to_str().ok()).collect();
    values
        .map(|values| values.join(","))
        .filter(|accept| !accept.trim().is_empty())
}

/// The index of the media type that `accept` likes best, the first of those that it likes as much.
pub(super) fn best(accept: &str, media_types: impl Iterator<Item = &'static str>) -> usize {
    let mut best = (0, 0.0);
    for (index, media_type) in media_types.enumerate() {
        let quality = quality(accept, media_type);
        if quality > best.1 {
            best = (index, quality);
        }
    }
    best.0
}

/// What handlers answer with beside the preferred types. Where there are several successes they do not.
fn representations(operation: &Operation) -> &'static [Media] {
    match operation.success {
        [only] => only.others,
        _ => &[],
    }
}

/// What a caller accepts of an operation whose answers depend on that.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// `Accept`, where types that are read alike leave a choice.
    accept: Option<Box<str>>,
}

impl Wish {
    /// Whether answers of `operation` depend on what is accepted.
    pub(super) fn matters(operation: &Operation) -> bool {
        has_choice(operation) || !representations(operation).is_empty()
    }

    /// What the caller accepts who sends these headers.
    pub(super) fn of(operation: &Operation, headers: &HeaderMap) -> Self {
        let accept = if has_choice(operation) {
            accept(headers)
        } else {
            None
        };
        Self {
            accept: accept.map(String::into_boxed_str),
        }
    }

    /// The same for an answer that is of the accepted type already.
    pub(super) fn granted(&mut self) {
        self.accept = None;
    }

    /// Calls a body of several types that are read alike what is liked best, and says what that depends on.
    pub(super) fn grant(self, operation: &Operation, reply: &mut Reply) {
        reply.headers.append(VARY, HeaderValue::from_static("Accept"));
        let (Some(accept), Some(content)) = (self.accept, &mut reply.content) else {
            return;
        };
        let is_sent = |media: &Media| media.sent_type() == content.content_type;
        let mut answers = operation.success.iter().map(|success| success.media);
        if let Some(alike) = answers.find(|alike| alike.iter().any(is_sent)) {
            let names = alike.iter().map(|media| media.sent_type());
            if let Some(media) = alike.get(best(&accept, names)) {
                content.content_type = media.sent_type().into();
            }
        }
    }
}

/// Whether a body may be called one of several types that are read alike.
fn has_choice(operation: &Operation) -> bool {
    operation.success.iter().any(|success| success.media.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best_of(values: &[&'static str]) -> usize {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(ACCEPT, HeaderValue::from_static(value));
        }
        let offers = ["application/json", "text/csv", "image/*"];
        accept(&headers).map_or(0, |accept| best(&accept, offers.into_iter()))
    }

    #[test]
    fn the_best_liked_is_chosen_and_the_first_of_equals() {
        for (values, index) in [
            (&[][..], 0),
            (&["*/*"], 0),
            (&["text/csv"], 1),
            (&["text/*"], 1),
            (&["text/csv, application/json"], 0),
            (&["text/csv, application/json;q=0.9"], 1),
            (&["text/csv;q=0.2", "application/json;q=0.1, */*;q=0"], 1),
            (&["text/csv;q=0, */*;q=0.1"], 0),
            (&["application/json;q=0, */*;q=0.1"], 1),
            (&["text/html"], 0),
            (&["nonsense"], 0),
            (&["image/png"], 2),
        ] {
            assert_eq!(best_of(values), index, "{values:?}");
        }
    }
}
