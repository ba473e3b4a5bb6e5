//! `deepObject`: `color[R]=100&color[G]=200`.
//!
//! OpenAPI says nothing of nested values. Objects nest as they do in the first level, the elements
//! of an array repeat its name: what most servers read.

use super::Parameter;
use super::refusal::Refusal;
use super::shape::{Element, Shape};
use super::write::push_text;
use crate::http::percent;

/// `name[member]=value`, and one such pair for each element of an array.
pub(super) fn write_deep_object(parameter: &Parameter, shape: Shape) -> Result<Option<String>, Refusal> {
    let Shape::Object(members) = shape else {
        return Err(Refusal::NotAnObject);
    };
    let name = percent::encode(parameter.name);
    let mut pairs = Vec::new();
    for (member, value) in &members {
        push_deep(
            &mut pairs,
            &member_name(&name, member),
            value,
            parameter,
            MAX_DEPTH,
        )?;
    }
    Ok((!pairs.is_empty()).then(|| pairs.join("&")))
}

fn member_name(name: &str, member: &str) -> String {
    format!("{name}%5B{}%5D", percent::encode(member))
}

/// How deep objects may nest in a `deepObject`; every level repeats the names above it.
const MAX_DEPTH: usize = 32;

fn push_deep(
    pairs: &mut Vec<String>,
    name: &str,
    value: &Element,
    parameter: &Parameter,
    depth: usize,
) -> Result<(), Refusal> {
    let depth = depth.checked_sub(1).ok_or(Refusal::Nested)?;
    let json = match value {
        Element::Text(text) => {
            let mut pair = format!("{name}=");
            push_text(&mut pair, text, parameter);
            pairs.push(pair);
            return Ok(());
        }
        Element::Nested(json) => json,
    };
    match Shape::of_raw(json)? {
        Shape::Object(members) => members.iter().try_for_each(|(member, value)| {
            push_deep(pairs, &member_name(name, member), value, parameter, depth)
        }),
        Shape::List(items) => items.iter().try_for_each(|item| {
            item.text()?;
            push_deep(pairs, name, item, parameter, depth)
        }),
        Shape::Absent | Shape::Text(_) => Ok(()),
    }
}
