//! JSON to values.

use bindery_model::{Code, Json, Number};

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
            code: if too_large {
                Code::TooLarge
            } else {
                Code::InvalidJson
            },
            message: fault.message.to_owned(),
            line,
            column,
            context: None,
        }
    })
}

const TOO_MANY: &str = "the document holds too many values";

/// A container that is not closed yet; an object with the name of the member that comes next.
enum Open {
    Object(Members, String),
    Array(Vec<Json>),
}

fn build(text: &str, limits: &Limits) -> Result<Parsed, JsonFault> {
    let mut scanner = JsonScanner::new(text, limits.nesting());
    let mut builder = Builder::default();
    let mut nodes = limits.nodes;
    while let Some(step) = scanner.step() {
        let (event, place) = step?;
        nodes = nodes.checked_sub(1).ok_or(JsonFault {
            offset: place.start,
            message: TOO_MANY,
        })?;
        if let Some(value) = builder.take(event) {
            builder.attach(value);
        }
    }
    Ok(Parsed {
        value: builder.root,
        has_duplicates: builder.has_duplicates,
    })
}

struct Builder {
    root: Json,
    open: Vec<Open>,
    has_duplicates: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            root: Json::Null,
            open: Vec::new(),
            has_duplicates: false,
        }
    }
}

impl Builder {
    /// The value that is complete with this event.
    fn take(&mut self, event: JsonEvent<'_>) -> Option<Json> {
        match event {
            JsonEvent::ObjectStart => self.open.push(Open::Object(Members::default(), String::new())),
            JsonEvent::ArrayStart => self.open.push(Open::Array(Vec::new())),
            JsonEvent::Key(name) => {
                if let Some(Open::Object(_, key)) = self.open.last_mut() {
                    *key = name.into_owned();
                }
            }
            JsonEvent::ObjectEnd | JsonEvent::ArrayEnd => {
                return self.open.pop().map(|closed| match closed {
                    Open::Object(members, _) => Json::Object(members.members.into()),
                    Open::Array(items) => Json::Array(items),
                });
            }
            JsonEvent::String(text) => return Some(Json::String(text.into_owned())),
            JsonEvent::Number(digits) => return Some(Json::Number(Number(digits.to_owned()))),
            JsonEvent::Bool(value) => return Some(Json::Bool(value)),
            JsonEvent::Null => return Some(Json::Null),
        }
        None
    }

    fn attach(&mut self, value: Json) {
        match self.open.last_mut() {
            Some(Open::Object(members, key)) => {
                let is_new = members.insert(std::mem::take(key), value);
                self.has_duplicates |= !is_new;
            }
            Some(Open::Array(items)) => items.push(value),
            None => self.root = value,
        }
    }
}
