//! A body as a value: judged by its schema as it came, then decoded.

use std::collections::HashMap;

use serde::de::IgnoredAny;

use super::content_type::{Arrived, Content};
use super::fault::{Fault, FaultPlace};
use super::fields::{self, Field};
use super::form;
use super::multipart::{self, Part};
use super::parameter::{self, Expectation, JsonText, Members, Reading};
use crate::DecodeOwned;
use crate::http::{self, Encoding};
use crate::schema::Rule;
use crate::{DecodeError, json};

/// The value that a body stands for, or all that is wrong with it.
pub(super) fn decode<T: DecodeOwned>(content: &Content) -> Result<T, Vec<Fault>> {
    let bytes = match &content.body {
        Arrived::Whole(bytes) => bytes.as_slice(),
        #[cfg(feature = "server")]
        Arrived::Parts(parts) => return decode_parts(content, parts),
        #[cfg(feature = "server")]
        Arrived::Faulty(faults) => return Err(faults.clone()),
        #[cfg(feature = "server")]
        Arrived::Stream(_) => return Err(vec![fault("#", "arrives piece by piece", true)]),
    };
    match content.media.encoding {
        Encoding::Json => decode_json(content, bytes),
        Encoding::Form => decode_json(content, form(content, utf8(bytes)?)?.as_bytes()),
        Encoding::Text => {
            let text = Reading::Text(utf8(bytes)?.to_owned());
            decode_json(content, parameter::json(&text, content.schema).as_bytes())
        }
        Encoding::Multipart => {
            let parts = multipart::parts(&content.content_type, bytes);
            decode_parts(content, &parts.map_err(|wrong| vec![fault("#", wrong, true)])?)
        }
        Encoding::Binary | Encoding::Events(_) | Encoding::JsonLines | Encoding::JsonSequence => {
            http::decode(content.media, bytes).map_err(not_decoded)
        }
    }
}

fn decode_json<T: DecodeOwned>(content: &Content, text: &[u8]) -> Result<T, Vec<Fault>> {
    check(content, text)?;
    content
        .judging
        .decode(|| json::from_slice(text))
        .map_err(not_decoded)
}

fn check(content: &Content, text: &[u8]) -> Result<(), Vec<Fault>> {
    let judged = content.judging.judge(content.schema, text);
    judged.map_err(|verdict| verdict.faults(|pointer| FaultPlace::Body { pointer }))
}

/// The type may ask for more than the schema says; then its fault is one of the request's.
fn not_decoded(error: DecodeError) -> Vec<Fault> {
    vec![fault(error.path(), error.detail(), false)]
}

fn form(content: &Content, text: &str) -> Result<JsonText, Vec<Fault>> {
    form::json(content.media.members, content.schema, text).map_err(|faults| {
        let faults = faults.into_iter();
        faults
            .map(|wrong| fault(&wrong.pointer, wrong.detail, true))
            .collect()
    })
}

/// A form whose values may be bytes. The schema judges them as text, which bytes only resemble.
fn decode_parts<T: DecodeOwned>(content: &Content, parts: &[Part]) -> Result<T, Vec<Fault>> {
    let mut members = Members::default();
    let mut by_name: HashMap<&str, Vec<&Part>> = HashMap::new();
    for part in parts {
        let text = String::from_utf8_lossy(part.bytes.as_slice()).into_owned();
        members.push(part.head.name.clone(), text);
        by_name.entry(&part.head.name).or_default().push(part);
    }
    let (mut fields, mut object) = (Vec::new(), parameter::Object::default());
    let expectation = Expectation::of(content.schema);
    let mut faults = Vec::new();
    for (name, texts) in members.texts() {
        let parts = by_name.remove(name).unwrap_or_default();
        faults.extend(too_long(content, name, &parts));
        let json = match content.media.is_json_part(name) {
            true if parts.iter().any(|part| part.text().is_none()) => {
                return Err(vec![fault(&member_pointer(name), "is not JSON in UTF-8", true)]);
            }
            true => json_part(content, name, texts)?,
            false => parameter::member_json(name, texts, content.schema),
        };
        object.push(name, &json);
        fields.push(Field {
            name: name.to_owned(),
            json,
            is_declared: expectation.declares(name),
            parts,
        });
    }
    faults.extend(
        check(content, object.into_json().as_bytes())
            .err()
            .into_iter()
            .flatten(),
    );
    if !faults.is_empty() {
        return Err(faults);
    }
    let decoded = content.judging.decode(|| T::decode(fields::object(&fields)));
    decoded.map_err(|error| not_decoded(error.into()))
}

/// A part that is JSON; an array has a part for each of its elements.
fn json_part(content: &Content, name: &str, texts: &[String]) -> Result<JsonText, Vec<Fault>> {
    if texts
        .iter()
        .any(|text| serde_json::from_str::<IgnoredAny>(text).is_err())
    {
        return Err(vec![fault(&member_pointer(name), "is not JSON", true)]);
    }
    let is_array = Expectation::of(parameter::member_schema(content.schema, name)).array;
    Ok(match texts {
        [text] if !is_array => JsonText::new(text.clone()),
        texts => JsonText::new(format!("[{}]", texts.join(","))),
    })
}

/// What is wrong with the length of files of which the schema sees the beginning only.
fn too_long(content: &Content, name: &str, parts: &[&Part]) -> Option<Fault> {
    let longest = parts.iter().filter_map(|part| part.spooled_length()).max()?;
    let schema = parameter::member_schema(content.schema, name);
    let items = schema.0.iter().find_map(|rule| match rule {
        Rule::Items(items) => *items,
        _ => None,
    });
    let limits = schema.0.iter().chain(items.iter().flat_map(|items| items.0));
    let limit = limits.filter_map(|rule| match rule {
        Rule::MaxLength(limit) => Some(*limit),
        _ => None,
    });
    (longest > limit.min()?).then(|| fault(&member_pointer(name), "is longer than it may be", false))
}

fn member_pointer(name: &str) -> String {
    format!("#/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn utf8(bytes: &[u8]) -> Result<&str, Vec<Fault>> {
    std::str::from_utf8(bytes).map_err(|_| vec![fault("#", "is not UTF-8", true)])
}

fn fault(pointer: &str, detail: &str, malformed: bool) -> Fault {
    Fault {
        place: FaultPlace::Body {
            pointer: pointer.to_owned(),
        },
        detail: detail.to_owned(),
        malformed,
    }
}
