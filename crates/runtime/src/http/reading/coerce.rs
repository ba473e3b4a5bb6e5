//! A parameter's text, elements or members as JSON.

use super::expectation::{Expectation, element, member};
use super::members::{Member, Members};
use super::scalar::{scalar, string};
use super::{JsonText, Reading};
use crate::schema::Schema;

/// `reading` as JSON text of the types that `schema` names.
pub(crate) fn json(reading: &Reading, schema: &'static Schema) -> JsonText {
    match reading {
        Reading::Text(text) => scalar(schema, text),
        Reading::List(elements) => list(elements, element(schema)),
        Reading::Members(members) => members_json(members, schema),
    }
}

/// An object, or an array whose elements are called by their indices. How deep members nest is
/// bounded where they are read.
fn members_json(members: &Members, schema: &'static Schema) -> JsonText {
    let expected = Expectation::of(schema);
    match members.elements() {
        Some(elements) if expected.array => {
            let schema = element(schema);
            let mut json = JsonText::new("[".to_owned());
            for member in elements {
                elements_json(&mut json, member, schema);
            }
            json.push(']');
            json
        }
        _ => {
            let mut object = Object::default();
            for (name, value) in members.iter() {
                object.push(name, &member_value(value, member(schema, name)));
            }
            object.into_json()
        }
    }
}

fn member_value(value: &Member, schema: &'static Schema) -> JsonText {
    match value {
        Member::Texts(texts) => texts_of(texts, schema),
        Member::Members(members) => members_json(members, schema),
    }
}

/// Adds what stands under an index: `[]` may stand there several times.
fn elements_json(json: &mut JsonText, value: &Member, schema: &'static Schema) {
    match value {
        Member::Texts(texts) if !Expectation::of(schema).array => {
            for text in texts {
                separate(json);
                json.push_str(&scalar(schema, text));
            }
        }
        value => {
            separate(json);
            json.push_str(&member_value(value, schema));
        }
    }
}

/// An object's JSON while it is put together.
pub(crate) struct Object {
    json: JsonText,
}

impl Default for Object {
    fn default() -> Self {
        Self {
            json: JsonText::new("{".to_owned()),
        }
    }
}

impl Object {
    /// Adds a member.
    pub(crate) fn push(&mut self, name: &str, json: &str) {
        separate(&mut self.json);
        self.json.push_str(&string(name));
        self.json.push(':');
        self.json.push_str(json);
    }

    /// The whole.
    pub(crate) fn into_json(mut self) -> JsonText {
        self.json.push('}');
        self.json
    }
}

/// The member `name` of an object of `schema` as JSON text.
pub(crate) fn member_json(name: &str, texts: &[String], schema: &'static Schema) -> JsonText {
    texts_of(texts, member(schema, name))
}

fn list(elements: &[String], schema: &'static Schema) -> JsonText {
    let mut json = JsonText::new("[".to_owned());
    for text in elements {
        separate(&mut json);
        json.push_str(&scalar(schema, text));
    }
    json.push(']');
    json
}

/// A member that occurs several times is an array, and so is one that must be.
fn texts_of(texts: &[String], schema: &'static Schema) -> JsonText {
    let expected = Expectation::of(schema);
    match texts {
        [text] if expected.scalar || !expected.array => scalar(schema, text),
        texts => list(texts, element(schema)),
    }
}

fn separate(json: &mut JsonText) {
    if !json.ends_with(['{', '[']) {
        json.push(',');
    }
}
