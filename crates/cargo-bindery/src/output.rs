use std::{
    io::{IsTerminal as _, Write as _, stderr, stdout},
    num::NonZeroUsize,
};

use bindery::Problem;
use bindery_document::{RenderStyle, Rendering, message_line};

use crate::arguments::MessageFormat;

/// The command's two streams: results on one, everything that is said about them on the other.
#[derive(Debug)]
pub(crate) struct Output {
    rendering: Rendering,
}

impl Output {
    /// `most` is how many errors and how many warnings are shown: zero is all of them.
    pub(crate) fn new(format: MessageFormat, most: Option<usize>) -> Self {
        let style = match format {
            MessageFormat::Json => RenderStyle::Json,
            MessageFormat::Human if has_colors() => RenderStyle::Color,
            MessageFormat::Human => RenderStyle::Plain,
        };
        let mut rendering = Rendering {
            advice: Some("`--max-messages 0` shows all"),
            ..style.into()
        };
        if let Some(most) = most {
            rendering.most = NonZeroUsize::new(most);
        }
        Self { rendering }
    }

    /// How reports are rendered.
    pub(crate) fn rendering(&self) -> Rendering {
        self.rendering
    }

    /// How each diagnostic is rendered.
    pub(crate) fn style(&self) -> RenderStyle {
        self.rendering.style
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
        match self.style() {
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
        match (self.style(), problem) {
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

fn has_colors() -> bool {
    stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
