use bindery_model::{Code, Diagnostic, LabelTarget, Severity};
use serde::Serialize;

use super::places::Place;

/// A diagnostic as one line of JSON.
#[derive(Serialize)]
pub(super) struct Message<'d> {
    code: Option<&'static str>,
    level: &'static str,
    message: &'d str,
    file: Option<String>,
    /// From 1.
    line: Option<usize>,
    /// In characters, from 1.
    column: Option<usize>,
    end: Option<End>,
    /// The JSON pointer within the file; nothing where the text could not be read as a value.
    pointer: Option<String>,
    /// What stands beside what is underlined.
    label: Option<&'d str>,
    /// The other places.
    related: Vec<Related<'d>>,
    notes: &'d [String],
    help: Option<&'d str>,
    rendered: String,
}

/// Behind the last character that is underlined.
#[derive(Serialize)]
struct End {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Related<'d> {
    file: String,
    line: usize,
    column: usize,
    end: End,
    label: &'d str,
}

impl<'d> Message<'d> {
    pub(super) fn of(diagnostic: &'d Diagnostic, found: &'d [Place<'_>], rendered: String) -> Self {
        let place = found.first();
        let label = diagnostic.labels.first();
        let is_value = |label: &&bindery_model::Label| !matches!(label.target, LabelTarget::Text { .. });
        Self {
            code: Some(diagnostic.code.name()),
            level: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: &diagnostic.message,
            file: place.map(Place::path),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            end: place.map(End::of),
            pointer: label
                .filter(is_value)
                .map(|label| label.origin.pointer.to_string()),
            label: label
                .map(|label| label.text.as_str())
                .filter(|text| !text.is_empty()),
            related: found.iter().skip(1).map(Related::of).collect(),
            notes: &diagnostic.notes,
            help: diagnostic.help.as_deref(),
            rendered,
        }
    }

    pub(super) fn line(&self) -> String {
        // Texts and numbers can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl End {
    fn of(place: &Place<'_>) -> Self {
        let text = place.source.text().get(place.span.clone()).unwrap_or_default();
        Self {
            line: place.line,
            column: place.column + text.chars().count(),
        }
    }
}

impl<'d> Related<'d> {
    fn of(place: &'d Place<'_>) -> Self {
        Self {
            file: place.path(),
            line: place.line,
            column: place.column,
            end: End::of(place),
            label: &place.text,
        }
    }
}

/// What is no diagnostic, such as a wrong argument, in the same form: a line of JSON without a place.
pub fn message_line(code: Option<Code>, level: &'static str, message: &str) -> String {
    let message = Message {
        code: code.map(Code::name),
        level,
        message,
        file: None,
        line: None,
        column: None,
        end: None,
        pointer: None,
        label: None,
        related: Vec::new(),
        notes: &[],
        help: None,
        rendered: format!("{level}: {message}"),
    };
    message.line()
}
