//! `collectionFormat`: how the items of a parameter become one text.

use bindery_model::{Code, Diagnostic};

use super::media_types::URL_ENCODED;
use crate::cursor::Cursor;

/// How a list is written, in the words of OpenAPI 3.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Written {
    pub(super) style: &'static str,
    pub(super) explode: bool,
}

/// What can be made of a parameter's `collectionFormat`.
pub(super) enum Collection {
    /// The parameter is no list, or a list that is written as lists are by default.
    Default,
    /// It is written otherwise.
    Written(Written),
    /// OpenAPI 3 has no words for it.
    Unknown(Diagnostic),
}

impl Collection {
    /// How the list that `holder`, a parameter at `location`, describes is written. The location of a form's
    /// parameters is `formData`, or the media type of the form where it is written as queries are.
    pub(super) fn of(holder: &Cursor<'_>, location: &str) -> Self {
        if holder.get("type").and_then(|name| name.as_str()) != Some("array") {
            return Self::Default;
        }
        let place = holder.get("collectionFormat");
        let format = place.as_ref().and_then(|format| format.as_str()).unwrap_or("csv");
        let inner = holder.get("items").filter(is_list);
        let written = |style, explode| Self::Written(Written { style, explode });
        match (location, format) {
            _ if inner.is_some() => Self::Unknown(unknown("lists of lists", holder)),
            ("query" | URL_ENCODED, "csv") => written("form", false),
            ("query" | "formData" | URL_ENCODED, "multi") => written("form", true),
            ("query" | URL_ENCODED, "ssv") => written("spaceDelimited", false),
            ("query" | URL_ENCODED, "pipes") => written("pipeDelimited", false),
            ("path" | "header", "csv") => written("simple", false),
            _ => {
                let place = place.as_ref().unwrap_or(holder);
                let location = if location == URL_ENCODED {
                    "formData"
                } else {
                    location
                };
                Self::Unknown(unknown(
                    &format!("`collectionFormat: {format}` of {location} parameters"),
                    place,
                ))
            }
        }
    }
}

fn is_list(items: &Cursor<'_>) -> bool {
    items.get("type").and_then(|name| name.as_str()) == Some("array")
}

fn unknown(what: &str, place: &Cursor<'_>) -> Diagnostic {
    let message = format!("{what} cannot be written item by item");
    Diagnostic::warning(Code::CollectionFormat, message, place.origin())
        .note("the value is taken as one text, which the caller puts together")
        .help("use `multi`, if the API reads that, too")
}
