use std::io::{IsTerminal as _, Write as _, stderr, stdout};

use bindery_document::RenderStyle;

/// The command's two streams: results on one, everything that is said about them on the other.
#[derive(Debug)]
pub(crate) struct Output {
    style: RenderStyle,
}

impl Output {
    pub(crate) fn new() -> Self {
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

    /// Says something about the run.
    pub(crate) fn error(&self, text: &str) {
        if !text.is_empty() {
            let _ = writeln!(stderr(), "{}", text.trim_end());
        }
    }
}
