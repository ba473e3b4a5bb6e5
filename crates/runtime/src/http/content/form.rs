//! `application/x-www-form-urlencoded`: `name=value` pairs.

use crate::http::answer::WriteError;
use crate::http::buffer::Buffer;
use crate::http::parameter::shape::{Element, Shape};
use crate::http::percent::encode as percent_encode;

/// An object's members as pairs: an array's elements repeat its name, what nests deeper is JSON
/// (OpenAPI 3.0.3, "Support for x-www-form-urlencoded Request Bodies").
pub(super) fn encode(json: &[u8]) -> Result<Buffer, WriteError> {
    let mut buffer = Buffer::default();
    for (name, text) in pairs(json)? {
        if buffer.len() > 0 {
            buffer.push(b"&");
        }
        buffer.push(percent_encode(&name).as_bytes());
        buffer.push(b"=");
        buffer.push(percent_encode(&text).as_bytes());
    }
    Ok(buffer)
}

fn pairs(json: &[u8]) -> Result<Vec<(String, String)>, WriteError> {
    let members = match Shape::of(json).map_err(|_| not_an_object())? {
        Shape::Object(members) => members,
        Shape::Absent => Vec::new(),
        Shape::Text(_) | Shape::List(_) => return Err(not_an_object()),
    };
    let mut pairs = Vec::new();
    for (name, element) in members {
        match element {
            Element::Nested(json) if json.starts_with('[') => {
                let Ok(Shape::List(items)) = Shape::of_raw(&json) else {
                    return Err(not_an_object());
                };
                pairs.extend(items.into_iter().map(|item| (name.clone(), item.into_string())));
            }
            element => pairs.push((name, element.into_string())),
        }
    }
    Ok(pairs)
}

fn not_an_object() -> WriteError {
    WriteError::new("only an object can be written as a form")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(json: &str) -> Option<String> {
        encode(json.as_bytes())
            .ok()
            .and_then(|buffer| String::from_utf8(buffer.as_slice().to_vec()).ok())
    }

    #[test]
    fn members_are_pairs_in_their_order() {
        let form = encoded(r#"{"name":"a b&c","n":null,"tags":["x","y"],"size":{"w":1},"ok":true}"#);
        assert_eq!(
            form.as_deref(),
            Some("name=a%20b%26c&tags=x&tags=y&size=%7B%22w%22%3A1%7D&ok=true")
        );
        assert_eq!(encoded("[1]"), None);
    }
}
