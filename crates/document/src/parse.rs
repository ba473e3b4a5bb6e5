//! From a value to a type of serde's, with the place of what does not fit.

use bindery_model::{Code, Diagnostic};
use serde::de::DeserializeOwned;

use crate::cursor::Cursor;
use crate::syntax::{JsonEvent, JsonScanner};

pub(crate) fn parse<T: DeserializeOwned>(cursor: &Cursor<'_>) -> Result<T, Box<Diagnostic>> {
    // By way of the text: serde_json's own values would lose the order of members.
    let text = cursor.value().to_text();
    let error = match serde_json::from_str::<T>(&text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let message = error.to_string();
    let suffix = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&suffix).unwrap_or(&message);
    let mut place = cursor.clone();
    for segment in path_at(&text, error.column()) {
        let Some(child) = place.step(&segment) else {
            break;
        };
        place = child;
    }
    Err(Box::new(Diagnostic::error(
        Code::InvalidValue,
        message,
        place.origin(),
    )))
}

/// The segments that lead to what stands before `offset`, the place where serde_json gave up.
fn path_at(text: &str, offset: usize) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    // The items that were seen so far of each open array; nothing for an object.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut scanner = JsonScanner::new(text, usize::MAX);
    while let Some(Ok((event, place))) = scanner.step() {
        if matches!(event, JsonEvent::ObjectEnd | JsonEvent::ArrayEnd) {
            open.pop();
            path.truncate(open.len());
            if place.end >= offset {
                break;
            }
            continue;
        }
        let outer = open.len().saturating_sub(1);
        if let Some(Some(count)) = open.last_mut() {
            path.truncate(outer);
            path.push(count.to_string());
            *count += 1;
        }
        match event {
            JsonEvent::Key(name) => {
                path.truncate(outer);
                path.push(name.into_owned());
            }
            JsonEvent::ObjectStart => open.push(None),
            JsonEvent::ArrayStart => open.push(Some(0)),
            _ => {}
        }
        if place.end >= offset {
            break;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_leads_to_the_value_that_ends_there() {
        let text = r#"{"a":[1,{"b":2}],"c":{"d":[[3]]},"e":4}"#;
        let path = |needle: &str| path_at(text, text.find(needle).unwrap() + 1).join("/");
        assert_eq!(path("1"), "a/0");
        assert_eq!(path("2"), "a/1/b");
        assert_eq!(path("3"), "c/d/0/0");
        assert_eq!(path("4"), "e");
        assert_eq!(path("}]"), "a/1");
        assert_eq!(path_at(text, text.len()).join("/"), "");
    }
}
