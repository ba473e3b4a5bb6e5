//! Problems in the document's own words.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use serde::Serialize;

use super::declared_answer::DeclaredAnswer;
use super::problem::Problem;
use super::problem_form;
use crate::http::{Encoding, encode};
use crate::schema::Described;

/// Answers instead of `application/problem+json`, where it gives anything: it gets the problem, and what the document
/// declares for the operation.
pub(super) type ProblemAnswer = Arc<dyn Fn(&Problem, &[DeclaredAnswer]) -> Option<Response> + Send + Sync>;

/// Answers with the values that `make` makes, where the document declares their type for the operation and the status.
pub(super) fn typed<T, F>(make: F) -> ProblemAnswer
where
    T: Described + Serialize,
    F: Fn(&Problem) -> T + Send + Sync + 'static,
{
    Arc::new(move |problem, declared| {
        let (media, _) = row::<T>(problem, declared)?.content?;
        let content = encode(media, &make(problem)).ok()?;
        let text = content.body.as_whole()?.clone();
        response(problem, &content.content_type, text)
    })
}

/// Answers in the form that the document declares, as far as that can be filled in.
pub(super) fn in_form(problem: &Problem, declared: &[DeclaredAnswer]) -> Option<Response> {
    let (media, text) = problem_form::declared(problem, declared)?;
    response(problem, media.sent_type(), text.into())
}

fn response(problem: &Problem, content_type: &str, text: Bytes) -> Option<Response> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = problem.status();
    *response.headers_mut() = problem.headers().clone();
    let content_type = HeaderValue::try_from(content_type).ok()?;
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    Some(response)
}

/// The row that speaks most exactly of the problem's status, and whose body is JSON of this type.
fn row<'a, T: Described>(problem: &Problem, declared: &'a [DeclaredAnswer]) -> Option<&'a DeclaredAnswer> {
    let precision = declared
        .iter()
        .filter_map(|row| row.precision(problem.status()))
        .max()?;
    declared.iter().find(|row| {
        let is_of_type = row.content.is_some_and(|(media, schema)| {
            media.encoding == Encoding::Json && std::ptr::eq(schema, T::SCHEMA)
        });
        is_of_type && row.precision(problem.status()) == Some(precision)
    })
}
