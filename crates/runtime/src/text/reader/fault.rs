use std::fmt::{self, Display, Write as _};

use serde::de;

use crate::text::SyntaxError;

/// Why a text could not be read: what [`crate::decode_error`] says, or that it is no JSON.
#[derive(Debug)]
pub(crate) struct Fault(Box<Inner>);

#[derive(Debug)]
struct Inner {
    text: String,
    /// From 1; 0 where it is not known yet.
    line: usize,
    column: usize,
    is_syntax: bool,
}

impl Fault {
    #[cold]
    pub(super) fn syntax(detail: &str) -> Self {
        Self(Box::new(Inner {
            text: detail.to_owned(),
            line: 0,
            column: 0,
            is_syntax: true,
        }))
    }

    /// The same fault, after so many bytes of the text where it has no place yet.
    pub(super) fn or_at(mut self, text: &str, position: usize) -> Self {
        if self.0.line == 0 {
            let before = text.as_bytes().get(..position).unwrap_or_default();
            self.0.line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            self.0.column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
        }
        self
    }

    /// Whether the text is no JSON.
    pub(crate) fn is_syntax(&self) -> bool {
        self.0.is_syntax
    }

    pub(crate) fn text(&self) -> &str {
        &self.0.text
    }

    pub(crate) fn line(&self) -> usize {
        self.0.line
    }

    pub(crate) fn column(&self) -> usize {
        self.0.column
    }
}

impl From<SyntaxError> for Fault {
    fn from(error: SyntaxError) -> Self {
        Self::syntax(error.detail)
    }
}

impl Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.text)?;
        match self.0.line {
            0 => Ok(()),
            line => write!(formatter, "{}{line}{}{}", LINE, COLUMN, self.0.column),
        }
    }
}

const LINE: &str = " at line ";
const COLUMN: &str = " column ";

impl std::error::Error for Fault {}

impl de::Error for Fault {
    /// A message that was made of another fault's brings its place along.
    #[cold]
    fn custom<T: Display>(message: T) -> Self {
        let mut text = String::new();
        let written = write!(text, "{message}");
        debug_assert!(written.is_ok(), "a string takes any text");
        let place = place(&text).map(|(length, line, column)| {
            text.truncate(length);
            (line, column)
        });
        let (line, column) = place.unwrap_or_default();
        Self(Box::new(Inner {
            text,
            line,
            column,
            is_syntax: false,
        }))
    }
}

/// The place at the end of a message, and how long the message is without it.
fn place(text: &str) -> Option<(usize, usize, usize)> {
    let length = text.rfind(LINE)?;
    let (line, column) = text.get(length + LINE.len()..)?.split_once(COLUMN)?;
    Some((length, line.parse().ok()?, column.parse().ok()?))
}
