//! JSON to values.

use bindery_model::{Json, Number};

use super::json_scanner::{JsonEvent, JsonFault, JsonScanner, TOO_DEEP};
use super::members::Members;
use super::{Parsed, SyntaxFault};
use crate::limits::Limits;
use crate::source::line_and_column;

pub(super) fn read(text: &str, limits: &Limits) -> Result<Parsed, SyntaxFault> {
    build(text, limits).map_err(|fault| {
        let (line, column) = line_and_column(text, fault.offset);
        let too_large = [TOO_DEEP, TOO_MANY].contains(&fault.message);
        SyntaxFault {
            code: if too_large { "too-large" } else { "invalid-json" },
            message: fault.message.to_owned(),
            line,
            column,
            context: None,
        }
    })
}

const TOO_MANY: &str = "the document holds too many values";

/// A container that is not closed yet.
enum Open {
    Object(Members, Option<String>),
    Array(Vec<Json>),
}

fn build(text: &str, limits: &Limits) -> Result<Parsed, JsonFault> {
    let mut scanner = JsonScanner::new(text, limits.depth);
    let mut open: Vec<Open> = Vec::new();
    let mut root = Json::Null;
    let mut has_duplicates = false;
    let mut nodes = limits.nodes;
    while let Some(step) = scanner.step() {
        let (event, place) = step?;
        nodes = nodes.checked_sub(1).ok_or(JsonFault {
            offset: place.start,
            message: TOO_MANY,
        })?;
        let value = match event {
            JsonEvent::ObjectStart => {
                open.push(Open::Object(Members::default(), None));
                continue;
            }
            JsonEvent::ArrayStart => {
                open.push(Open::Array(Vec::new()));
                continue;
            }
            JsonEvent::Key(name) => {
                if let Some(Open::Object(_, key)) = open.last_mut() {
                    *key = Some(name.into_owned());
                }
                continue;
            }
            JsonEvent::ObjectEnd | JsonEvent::ArrayEnd => match open.pop() {
                Some(Open::Object(members, _)) => Json::Object(members.members),
                Some(Open::Array(items)) => Json::Array(items),
                None => Json::Null,
            },
            JsonEvent::String(text) => Json::String(text.into_owned()),
            JsonEvent::Number(digits) => Json::Number(Number(digits.to_owned())),
            JsonEvent::Bool(value) => Json::Bool(value),
            JsonEvent::Null => Json::Null,
        };
        match open.last_mut() {
            Some(Open::Object(members, key)) => {
                let name = key.take().unwrap_or_default();
                has_duplicates |= !members.insert(name, value);
            }
            Some(Open::Array(items)) => items.push(value),
            None => root = value,
        }
    }
    Ok(Parsed {
        value: root,
        has_duplicates,
    })
}
