//! A parameter's value as the styles see it: one text, a list of texts, or names with texts.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::refusal::Refusal;
use crate::text::Scanner;

/// What a value is to the styles. Absent (null) elements and members are left out (RFC 6570,
/// section 2.3).
#[derive(Debug, PartialEq)]
pub(crate) enum Shape {
    /// null.
    Absent,
    /// A string's text, or a number's or boolean's JSON.
    Text(String),
    /// An array.
    List(Vec<Element>),
    /// An object.
    Object(Vec<(String, Element)>),
}

/// An element of an array or a member of an object.
#[derive(Debug, PartialEq)]
pub(crate) enum Element {
    /// A string's text, or a number's or boolean's JSON.
    Text(String),
    /// An array or an object, as JSON.
    Nested(String),
}

impl Shape {
    /// The shape of a JSON text.
    pub(crate) fn of(json: &[u8]) -> Result<Self, Refusal> {
        let raw: &RawValue = serde_json::from_slice(json).map_err(|_| Refusal::NotJson)?;
        Self::of_raw(raw.get())
    }

    /// The shape of a JSON text that is known to be one.
    pub(crate) fn of_raw(json: &str) -> Result<Self, Refusal> {
        match json.as_bytes().first() {
            Some(b'[') => {
                let elements = items(json)?
                    .into_iter()
                    .filter_map(|item| Element::of(item.get()).transpose());
                Ok(Self::List(elements.collect::<Result<_, _>>()?))
            }
            Some(b'{') => {
                let Members(members) = serde_json::from_str(json).map_err(|_| Refusal::NotJson)?;
                let elements = members.into_iter().filter_map(|(name, raw)| {
                    Some(Element::of(raw.get()).transpose()?.map(|item| (name, item)))
                });
                Ok(Self::Object(elements.collect::<Result<_, _>>()?))
            }
            _ => Ok(match Element::of(json)? {
                Some(Element::Text(text) | Element::Nested(text)) => Self::Text(text),
                None => Self::Absent,
            }),
        }
    }
}

impl Element {
    /// The element of this JSON; `None` for null.
    fn of(json: &str) -> Result<Option<Self>, Refusal> {
        Ok(match json.as_bytes().first() {
            Some(b'"') => {
                let text: Cow<'_, str> = serde_json::from_str(json).map_err(|_| Refusal::NotJson)?;
                Some(Self::Text(text.into_owned()))
            }
            Some(b'[' | b'{') => Some(Self::Nested(json.to_owned())),
            Some(b'n') => None,
            _ => Some(Self::Text(json.to_owned())),
        })
    }

    /// The text, or the JSON of an array or object.
    pub(crate) fn into_string(self) -> String {
        match self {
            Element::Text(text) | Element::Nested(text) => text,
        }
    }
}

/// The text of a JSON string that has no escapes, or the JSON of a number.
pub(super) fn plain(json: &[u8]) -> Option<&str> {
    let json = std::str::from_utf8(json).ok()?;
    let mut scanner = Scanner::new(json);
    let text = match scanner.peek()? {
        b'"' => scanner.string().ok()?.unescaped()?,
        b'-' | b'0'..=b'9' => scanner.number().ok()?,
        _ => return None,
    };
    scanner.end().is_ok().then_some(text)
}

/// The members of an object in their order, as they are; none for null.
pub(crate) fn members(json: &[u8]) -> Result<Vec<(String, &RawValue)>, Refusal> {
    let members: Option<Members<'_>> = serde_json::from_slice(json).map_err(|_| Refusal::NotAnObject)?;
    Ok(members.map(|Members(members)| members).unwrap_or_default())
}

/// The elements of an array as they are.
pub(crate) fn items(json: &str) -> Result<Vec<&RawValue>, Refusal> {
    serde_json::from_str(json).map_err(|_| Refusal::NotJson)
}

/// The members of an object in their order.
pub(crate) struct Members<'a>(pub(crate) Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_numbers_their_digits() {
        let shape = Shape::of(br#"{"R":1.10,"G":null,"B":"\u00e9"}"#);
        let text = |text: &str| Element::Text(text.into());
        assert_eq!(
            shape,
            Ok(Shape::Object(vec![
                ("R".into(), text("1.10")),
                ("B".into(), text("é"))
            ]))
        );
        assert_eq!(
            Shape::of(b"12345678901234567890123"),
            Ok(Shape::Text("12345678901234567890123".into()))
        );
        assert_eq!(Shape::of(b"null"), Ok(Shape::Absent));
        assert_eq!(Shape::of(b"[null,true]"), Ok(Shape::List(vec![text("true")])));
    }
}
