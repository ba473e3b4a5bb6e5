//! Problems in the document's own words.

use std::sync::Arc;

use axum::response::Response;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use serde::Serialize;

use super::declared_answer::DeclaredAnswer;
use super::problem::Problem;
use crate::http::{Body, Encoding, encode};
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
        let mut response = Response::new(body(content.body));
        *response.status_mut() = problem.status();
        *response.headers_mut() = problem.headers().clone();
        let content_type = HeaderValue::try_from(content.content_type.as_ref()).ok()?;
        response.headers_mut().insert(CONTENT_TYPE, content_type);
        Some(response)
    })
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

fn body(body: Body) -> axum::body::Body {
    match body.as_whole() {
        Some(bytes) => axum::body::Body::from(bytes.clone()),
        None => axum::body::Body::new(body),
    }
}
