//! Refusals in the document's words.
//!
//! A generated server tells of problems by `application/problem+json`, or by a type of the document's where its
//! author says how. A mock has no author: where the document declares a body for the refusal's status, it is the
//! problem itself, if the schema allows that, else what the document shows of such a body.

use axum::response::Response;
use bindery_runtime::http::{Encoding, Media, Operation, Reply, encode};
use bindery_runtime::schema::validate;
use bindery_runtime::server::Problem;
use bindery_runtime::{Json, http};

use crate::declared::{Declared, DeclaredBody};
use crate::reply::{PROBLEM, add_header};
use crate::responder::Manner;
use crate::value::{NoBody, content};

/// What a problem is told in where the document declares no body.
const PROBLEM_TYPE: Media = Media::json("application/problem+json");

/// The answer that the document declares; none where it says nothing of a body.
pub(crate) fn declared_refusal(
    operations: &[&'static Declared],
    manner: Manner,
    problem: &Problem,
) -> Option<Response> {
    let operation = problem.operation()?;
    let mut operations = operations.iter();
    let declared = operations.find(|declared| std::ptr::eq(declared.operation, operation))?;
    let answer = declared.refusal(problem.status())?;
    let told = Json::of(problem).ok()?;
    let mut reply = Reply::empty(problem.status());
    reply.headers = problem.headers().clone();
    match preferred(&answer.bodies) {
        Some(body) if is_allowed(body, &told) => reply.content = encode(body.media, &told).ok(),
        Some(body) => {
            reply.content = Some(shown(manner, operation, body).ok()?);
            let text = in_ascii(told.as_text());
            reply.headers.insert(PROBLEM, text.parse().ok()?);
        }
        None if answer.headers.is_empty() => return None,
        None => reply.content = encode(PROBLEM_TYPE, &told).ok(),
    }
    let mut maker = manner.maker(operation, "", manner.dynamic);
    for described in answer.headers {
        if !reply.headers.contains_key(described.name) {
            add_header(described, &mut maker, &mut reply.headers);
        }
    }
    Some(response(reply))
}

/// JSON before anything else.
fn preferred(bodies: &[DeclaredBody]) -> Option<&DeclaredBody> {
    let mut json = bodies.iter().filter(|body| body.media.encoding == Encoding::Json);
    json.next().or_else(|| bodies.first())
}

fn is_allowed(body: &DeclaredBody, told: &Json) -> bool {
    body.media.encoding == Encoding::Json && validate(body.schema, told.as_text().as_bytes()).is_ok()
}

fn shown(manner: Manner, operation: &Operation, body: &DeclaredBody) -> Result<http::Content, NoBody> {
    let example = body
        .examples
        .iter()
        .find(|example| example.fits && !manner.dynamic);
    let mut maker = manner.maker(operation, "", manner.dynamic);
    content(body, example, &mut maker).map(|made| made.content)
}

/// JSON that a header can hold: what is not ASCII is escaped.
fn in_ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    let mut units = [0; 2];
    for character in text.chars() {
        match character {
            ' '..='~' => ascii.push(character),
            other => {
                for unit in other.encode_utf16(&mut units) {
                    ascii.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    ascii
}

fn response(reply: Reply) -> Response {
    let mut response = Response::default();
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    if let Some(content) = reply.content {
        if let Ok(content_type) = content.content_type.parse() {
            response.headers_mut().insert("content-type", content_type);
        }
        *response.body_mut() = match content.body.as_whole() {
            Some(bytes) => bytes.clone().into(),
            None => axum::body::Body::new(content.body),
        };
    }
    response
}

#[cfg(test)]
mod tests {
    use super::in_ascii;

    #[test]
    fn what_a_header_cannot_hold_is_escaped() {
        assert_eq!(in_ascii("{\"a\":\"ü😀\"}"), r#"{"a":"\u00fc\ud83d\ude00"}"#);
    }
}
