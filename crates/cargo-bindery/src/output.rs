use std::io::{IsTerminal as _, Write as _, stderr, stdout};

use bindery::Problem;
use bindery_document::{RenderStyle, message_line};

use crate::arguments::MessageFormat;

/// The command's two streams: results on one, everything that is said about them on the other.
#[derive(Debug)]
pub(crate) struct Output {
    style: RenderStyle,
}

impl Output {
    pub(crate) fn new(format: MessageFormat) -> Self {
        if format == MessageFormat::Json {
            return Self {
                style: RenderStyle::Json,
            };
        }
        let colors =
            stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self {
            style: if colors {
                RenderStyle::Color
            } else {
                RenderStyle::Plain
            },
        }
    }

    /// How reports are rendered.
    pub(crate) fn style(&self) -> RenderStyle {
        self.style
    }

    /// Prints a result. A reader that has gone away (`| head`) is no error.
    pub(crate) fn result(&self, text: &str) {
        let _ = writeln!(stdout(), "{}", text.trim_end());
    }

    /// Prints diagnostics, rendered in this output's style.
    pub(crate) fn report(&self, rendered: &str) {
        if !rendered.is_empty() {
            let _ = writeln!(stderr(), "{}", rendered.trim_end());
        }
    }

    /// Says something about the run, beginning with `error: ` or `note: `.
    pub(crate) fn error(&self, text: &str) {
        match self.style {
            RenderStyle::Json => {
                let (level, message) = ["error", "warning", "note"]
                    .into_iter()
                    .find_map(|level| Some((level, text.strip_prefix(level)?.strip_prefix(": ")?)))
                    .unwrap_or(("note", text));
                self.report(&message_line(None, level, message));
            }
            RenderStyle::Plain | RenderStyle::Color => self.report(text),
        }
    }

    /// Says why nothing came of the run.
    pub(crate) fn problem(&self, problem: &Problem) {
        match (self.style, problem) {
            (RenderStyle::Json, Problem::Document { report, .. } | Problem::Missing { report }) => {
                self.report(report);
            }
            (_, Problem::Document { .. }) => {
                self.error(&problem.to_string());
                self.error("`cargo bindery --explain CODE` says what a code in brackets means");
            }
            _ => self.error(&problem.to_string()),
        }
    }
}
