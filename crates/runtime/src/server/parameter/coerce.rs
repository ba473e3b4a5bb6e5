//! A parameter's text, elements or members as JSON.

use super::expectation::{Expectation, element, member};
use super::members::{Member, Members};
use super::scalar::{scalar, string};
use super::{JsonText, Reading};
use crate::schema::Schema;

/// `reading` as JSON text of the types that `schema` names.
pub(in crate::server) fn json(reading: &Reading, schema: &'static Schema) -> JsonText {
    match reading {
        Reading::Text(text) => scalar(schema, text),
        Reading::List(elements) => list(elements, element(schema)),
        Reading::Members(members) => object(members, schema),
    }
}

/// How deep members nest is bounded where they are read.
fn object(members: &Members, schema: &'static Schema) -> JsonText {
    let mut json = JsonText::new("{".to_owned());
    for (name, value) in members.iter() {
        separate(&mut json);
        json.push_str(&string(name));
        json.push(':');
        let schema = member(schema, name);
        json.push_str(&match value {
            Member::Texts(texts) => texts_of(texts, schema),
            Member::Members(members) => object(members, schema),
        });
    }
    json.push('}');
    json
}

/// The member `name` of an object of `schema` as JSON text.
pub(in crate::server) fn member_json(name: &str, texts: &[String], schema: &'static Schema) -> JsonText {
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
