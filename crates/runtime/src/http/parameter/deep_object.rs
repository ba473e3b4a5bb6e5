//! `deepObject`: `color[R]=100&color[G]=200`.
//!
//! OpenAPI says nothing of what nests, nor of arrays. Objects nest as they do in the first level, and
//! arrays are written as the table says: `items[0][price]=5&expand[0]=customer`.

use super::characters::push_text;
use super::refusal::Refusal;
use super::shape::{Element, Shape};
use super::{Arrays, Parameter};
use crate::http::percent;

/// How deep values may nest; every level repeats the names above it.
const MAX_DEPTH: usize = 32;

/// `name[member]=value`; a value that has neither members nor elements is `name=value`.
pub(super) fn write_deep_object(
    parameter: &Parameter,
    arrays: Arrays,
    shape: Shape,
) -> Result<Option<String>, Refusal> {
    let mut pairs = Pairs {
        parameter,
        arrays,
        text: String::new(),
    };
    pairs.push_shape(&percent::encode(parameter.name), shape, MAX_DEPTH)?;
    Ok((!pairs.text.is_empty()).then_some(pairs.text))
}

/// The pairs so far.
struct Pairs<'a> {
    parameter: &'a Parameter,
    arrays: Arrays,
    text: String,
}

impl Pairs<'_> {
    fn push_shape(&mut self, name: &str, shape: Shape, depth: usize) -> Result<(), Refusal> {
        match shape {
            Shape::Absent => Ok(()),
            Shape::Text(text) => self.push_pair(name, &text),
            Shape::Object(members) => members.iter().try_for_each(|(member, value)| {
                // Nobody could tell where such a name ends.
                if member.contains(['[', ']']) {
                    return Err(Refusal::Delimiter);
                }
                let name = format!("{name}%5B{}%5D", percent::encode(member));
                self.push_element(&name, value, depth)
            }),
            Shape::List(items) => items
                .iter()
                .enumerate()
                .try_for_each(|(index, item)| self.push_item(name, index, item, depth)),
        }
    }

    fn push_item(&mut self, name: &str, index: usize, item: &Element, depth: usize) -> Result<(), Refusal> {
        let name = match (self.arrays, item) {
            (Arrays::Indices, _) | (_, Element::Nested(_)) => format!("{name}%5B{index}%5D"),
            (Arrays::Brackets, Element::Text(_)) => format!("{name}%5B%5D"),
            (Arrays::Repeated, Element::Text(_)) => name.to_owned(),
        };
        self.push_element(&name, item, depth)
    }

    fn push_element(&mut self, name: &str, element: &Element, depth: usize) -> Result<(), Refusal> {
        match element {
            Element::Text(text) => self.push_pair(name, text),
            Element::Nested(json) => {
                let depth = depth.checked_sub(1).ok_or(Refusal::Nested)?;
                self.push_shape(name, Shape::of_raw(json)?, depth)
            }
        }
    }

    fn push_pair(&mut self, name: &str, text: &str) -> Result<(), Refusal> {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.push_str(name);
        self.text.push('=');
        push_text(&mut self.text, text, self.parameter)
    }
}
