//! Values as bodies, and bodies as values.

pub(crate) mod binary;
pub(crate) mod form;
#[cfg(feature = "client")]
mod members;
#[cfg(feature = "client")]
mod multipart;
#[cfg_attr(
    not(feature = "client"),
    expect(dead_code, reason = "only clients write forms of several parts")
)]
mod pieces;
mod plain_numbers;

pub(crate) use plain_numbers::PlainNumbers;
use serde::Serialize;
use serde_json::Serializer;

use super::answer::{Content, WriteError};
use super::body::Body;
use super::buffer::Buffer;
use super::media::{Encoding, Media};
use super::parameter::shape::Shape;
use crate::decode::DecodeOwned;
use crate::decode_error::fault;
use crate::{DecodeError, json};

/// A value as a body of this type.
///
/// # Errors
/// When the value cannot be written so.
pub fn encode<T: Serialize + ?Sized>(media: Media, value: &T) -> Result<Content, WriteError> {
    let content_type = media.sent_type().into();
    let buffer = match media.encoding {
        Encoding::Json => to_json(value)?,
        Encoding::Form => form::encode_form(media.members, to_plain_json(value)?.as_slice())?,
        Encoding::Text => plain_text(to_plain_json(value)?.as_slice())?,
        Encoding::Binary => {
            let body = binary::encode(value)?;
            return Ok(Content { content_type, body });
        }
        Encoding::Multipart => return encode_multipart(media, value),
        Encoding::Events(_) | Encoding::JsonLines | Encoding::JsonSequence => {
            return Err(WriteError::new("a value is no sequence of items"));
        }
    };
    Ok(Content {
        content_type,
        body: Body::whole(buffer.into_bytes()),
    })
}

#[cfg(feature = "client")]
fn encode_multipart<T: Serialize + ?Sized>(media: Media, value: &T) -> Result<Content, WriteError> {
    multipart::encode(media, value)
}

#[cfg(not(feature = "client"))]
fn encode_multipart<T: Serialize + ?Sized>(_: Media, _: &T) -> Result<Content, WriteError> {
    Err(WriteError::new(
        "a form of several parts cannot be written as an answer",
    ))
}

/// A value as JSON.
///
/// # Errors
/// When the value refuses to be written.
pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<Buffer, WriteError> {
    let mut buffer = Buffer::with_capacity(512);
    serde_json::to_writer(&mut buffer, value)?;
    Ok(buffer)
}

/// The same for what is not JSON on its way: parameters, forms, text.
///
/// # Errors
/// When the value refuses to be written.
pub(crate) fn to_plain_json<T: Serialize + ?Sized>(value: &T) -> Result<Buffer, WriteError> {
    let mut buffer = Buffer::with_capacity(64);
    value.serialize(&mut Serializer::with_formatter(&mut buffer, PlainNumbers))?;
    Ok(buffer)
}

/// A body of this type as a value.
///
/// # Errors
/// When the body does not fit the value's type.
pub fn decode<T: DecodeOwned>(media: Media, body: &[u8]) -> Result<T, DecodeError> {
    match media.encoding {
        Encoding::Json => json::from_slice(body),
        Encoding::Text => decode_text(body),
        Encoding::Binary => binary::decode(body),
        Encoding::Events(_) | Encoding::JsonLines | Encoding::JsonSequence => {
            Err(refusal("a sequence of items is no value"))
        }
        Encoding::Form | Encoding::Multipart => Err(refusal("a form cannot be read as an answer")),
    }
}

/// Text is a string, or whatever else its words mean in JSON: a number, `true`.
pub(crate) fn decode_text<T: DecodeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let text = std::str::from_utf8(body).map_err(|_| refusal("expected text in UTF-8"))?;
    let string = to_json(text).map_err(|error| refusal(&error.to_string()))?;
    json::from_slice(string.as_slice()).or_else(|error| json::from_slice(body).map_err(|_| error))
}

/// A string's text, or the JSON of anything else.
pub(crate) fn plain_text(json: &[u8]) -> Result<Buffer, WriteError> {
    let mut buffer = Buffer::default();
    match Shape::of(json).map_err(|_| WriteError::new("the value has no JSON form"))? {
        Shape::Text(text) => buffer.push(text.as_bytes()),
        Shape::Absent => {}
        Shape::List(_) | Shape::Object(_) => buffer.push(json),
    }
    Ok(buffer)
}

/// An error about a whole body.
pub(crate) fn refusal(detail: &str) -> DecodeError {
    fault::<serde_json::Error>(detail).into()
}
