//! `application/x-www-form-urlencoded`: `name=value` pairs (WHATWG URL, section 5), each member as the
//! document says or as OpenAPI takes for granted (3.1.1, "Encoding the x-www-form-urlencoded Media Type").

use std::fmt;

use serde_json::value::RawValue;

use crate::http::answer::WriteError;
use crate::http::buffer::Buffer;
use crate::http::member::Member;
use crate::http::parameter::Style;
use crate::http::parameter::refusal::Refusal;
use crate::http::parameter::shape::{self, Element, Shape};
use crate::http::parameter::write::write;
use crate::http::percent::{encode, encode_into};
use crate::schema::Schema;

/// Why a value cannot be written as a form. Never holds the value.
#[derive(Debug, PartialEq)]
pub(crate) struct FormRefusal {
    /// The member that is at fault; none where it is the whole.
    member: Option<&'static str>,
    pub(crate) refusal: Refusal,
}

impl From<Refusal> for FormRefusal {
    fn from(refusal: Refusal) -> Self {
        Self {
            member: None,
            refusal,
        }
    }
}

impl fmt::Display for FormRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.member {
            Some(member) => write!(f, "the member `{member}` of the form: {}", self.refusal),
            None => write!(f, "a form: {}", self.refusal),
        }
    }
}

/// An object's members as pairs.
pub(super) fn encode_form(members: &'static [Member], json: &[u8]) -> Result<Buffer, WriteError> {
    let text = form(members, json).map_err(|refusal| WriteError::new(refusal.to_string()))?;
    Ok(Buffer::copy(text.as_bytes()))
}

/// The text of a form.
pub(crate) fn form(members: &'static [Member], json: &[u8]) -> Result<String, FormRefusal> {
    let mut text = String::new();
    for (name, value) in shape::members(json)? {
        match members.iter().find(|member| member.name == name) {
            Some(member) => push_written(&mut text, member, value.get()).map_err(|refusal| FormRefusal {
                member: Some(member.name),
                refusal,
            })?,
            None => push_plain(&mut text, &name, value.get())?,
        }
    }
    Ok(text)
}

/// A member as the document has it written; an array whose elements are JSON is a pair for each.
fn push_written(text: &mut String, member: &Member, json: &str) -> Result<(), Refusal> {
    let parameter = member.parameter(&Schema::ANY);
    let values = match member.style {
        Style::Json if json.starts_with('[') => {
            let items = shape::items(json)?;
            items.into_iter().map(RawValue::get).collect()
        }
        _ => vec![json],
    };
    for value in values {
        if let Some(pairs) = write(&parameter, value.as_bytes())? {
            push_pairs(text, &pairs);
        }
    }
    Ok(())
}

/// A member as OpenAPI takes for granted: text, or JSON if it is an object, and an array's elements
/// repeat its name.
fn push_plain(text: &mut String, name: &str, json: &str) -> Result<(), Refusal> {
    let elements = match Shape::of_raw(json)? {
        Shape::Absent => Vec::new(),
        Shape::Text(text) => vec![Element::Text(text)],
        Shape::List(elements) => elements,
        Shape::Object(_) => vec![Element::Nested(json.to_owned())],
    };
    for element in elements {
        let mut pair = encode(name);
        pair.push('=');
        encode_into(&mut pair, &element.into_string());
        push_pairs(text, &pair);
    }
    Ok(())
}

fn push_pairs(text: &mut String, pairs: &str) {
    if !text.is_empty() {
        text.push('&');
    }
    text.push_str(pairs);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(members: &'static [Member], json: &str) -> Result<String, FormRefusal> {
        form(members, json.as_bytes())
    }

    #[test]
    fn members_are_pairs_in_their_order() {
        let json = r#"{"name":"a b&c","n":null,"tags":["x","y"],"size":{"w":1},"ok":true}"#;
        assert_eq!(
            encoded(&[], json).as_deref(),
            Ok("name=a%20b%26c&tags=x&tags=y&size=%7B%22w%22%3A1%7D&ok=true")
        );
        assert_eq!(encoded(&[], "[1]"), Err(Refusal::NotAnObject.into()));
        assert_eq!(encoded(&[], "null").as_deref(), Ok(""));
    }

    #[test]
    fn the_document_says_how_a_member_is_written() {
        const MEMBERS: &[Member] = &[
            Member::deep_object("meta"),
            Member {
                style: Style::PipeDelimited,
                explode: false,
                ..Member::form("tags")
            },
            Member::form("size"),
            Member {
                style: Style::Json,
                ..Member::form("raw")
            },
            Member {
                allow_reserved: true,
                ..Member::form("url")
            },
        ];
        let json = r#"{"meta":{"a":["b",{"c":1}]},"tags":["x","y"],"size":{"w":1,"h":2},"raw":["t",{"u":1}],"url":"a:/b"}"#;
        assert_eq!(
            encoded(MEMBERS, json).as_deref(),
            Ok(
                "meta%5Ba%5D%5B0%5D=b&meta%5Ba%5D%5B1%5D%5Bc%5D=1&tags=x%7Cy&w=1&h=2\
                 &raw=%22t%22&raw=%7B%22u%22%3A1%7D&url=a:/b"
            )
        );
        assert_eq!(
            encoded(MEMBERS, r#"{"tags":["a|b"]}"#),
            Err(FormRefusal {
                member: Some("tags"),
                refusal: Refusal::Delimiter
            })
        );
    }

    #[test]
    fn a_member_with_nothing_in_it_is_left_out() {
        const MEMBERS: &[Member] = &[Member::deep_object("meta")];
        assert_eq!(
            encoded(MEMBERS, r#"{"meta":{},"tags":[],"a":1}"#).as_deref(),
            Ok("a=1")
        );
        assert_eq!(encoded(MEMBERS, r#"{"meta":""}"#).as_deref(), Ok("meta="));
    }
}
