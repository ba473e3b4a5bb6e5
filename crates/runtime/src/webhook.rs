//! Webhooks and callbacks: what a service sends, read from what was received.
//!
//! Generated code has a struct for each, with a method `parse`, and an enum of all of them where
//! something tells them apart. Both read a [`Delivery`]: a method, headers, and the body's bytes as
//! they came. **Verify the signature over those very bytes first**: what is read and written again
//! need not be the same text.
//!
//! Reading is tolerant, as it is of answers: values, members and variants that are newer than the
//! document are kept. `validate()` of the payload, or [`Delivery::strict`], is not.

mod any;
mod delivery;
mod macros;
mod parse_error;

use http::HeaderMap;
pub use http::Response;

pub use any::{Kind, Sign, parse_any};
pub use delivery::Delivery;
pub use parse_error::{Fault, ParseError, ParseErrorKind};

use crate::http::{Answer, Body, Buffer, Operation, Service, WriteError};
use crate::server::{FromRequest, RequestReader};

/// A webhook has no credentials among its parameters that a document could name.
static SENDER: Service = Service {
    title: "",
    version: "",
    base_url: None,
    schemes: &[],
};

/// Reads a delivery as what `operation` describes.
///
/// # Errors
/// When it has another method or content type, or some part of it cannot be read.
pub fn parse<T: FromRequest>(
    operation: &'static Operation,
    delivery: &Delivery<'_>,
) -> Result<T, ParseError> {
    if delivery.method.as_str() != operation.method {
        return Err(ParseError::of(ParseErrorKind::Method));
    }
    let content = delivery.content(operation)?;
    let mut reader = RequestReader::of_webhook(&SENDER, operation, delivery.parts(), content);
    reader.judging = delivery.judging;
    let request = T::from_request(&mut reader);
    match (request, reader.take_faults()) {
        (Some(request), faults) if faults.is_empty() => Ok(request),
        (_, faults) => Err(ParseError::of_faults(faults)),
    }
}

/// What answers a delivery of `operation`.
///
/// # Errors
/// When the answer cannot be written.
pub fn respond<A: Answer>(operation: &Operation, answer: A) -> Result<Response<Body>, WriteError> {
    let reply = answer.write(operation)?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    if let Some(content) = reply.content {
        let content_type = http::HeaderValue::from_str(&content.content_type)
            .map_err(|_| WriteError::new("the content type is no header's value"))?;
        response
            .headers_mut()
            .insert(http::header::CONTENT_TYPE, content_type);
        *response.body_mut() = content.body;
    }
    Ok(response)
}

fn copied(bytes: &[u8]) -> Buffer {
    let mut buffer = Buffer::with_capacity(bytes.len());
    buffer.push(bytes);
    buffer
}

/// The text of a header; `None` where it stands several times, or is no text.
fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).into_iter();
    let value = values.next()?;
    values.next().is_none().then(|| value.to_str().ok())?
}
