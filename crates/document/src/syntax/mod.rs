//! Text to values.

mod json_reader;
mod json_scanner;
mod json_string;
mod members;
mod yaml_numbers;
mod yaml_reader;

use bindery_model::{Code, Diagnostic, FileId, Json, Origin, Pointer};

use crate::limits::Limits;

pub(crate) use json_scanner::{JsonEvent, JsonScanner};

/// The notation of a file, told by its first character: names of files lie, and YAML that begins
/// with a brace is as good as always JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    Json,
    Yaml,
}

impl Syntax {
    pub(crate) fn of(text: &str) -> Self {
        match text.trim_start().chars().next() {
            Some('{' | '[') => Self::Json,
            _ => Self::Yaml,
        }
    }
}

/// Why a text is not a value.
#[derive(Debug, PartialEq)]
pub(crate) struct SyntaxFault {
    pub(crate) code: Code,
    pub(crate) message: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    /// What was being read, and where that began.
    pub(crate) context: Option<Context>,
}

/// Something whose beginning stands before what is wrong with it.
#[derive(Debug, PartialEq)]
pub(crate) struct Context {
    pub(crate) text: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// A value, and whether one of its objects names a member twice (of which the first is kept).
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) value: Json,
    pub(crate) has_duplicates: bool,
}

pub(crate) fn parse(text: &str, limits: &Limits) -> Result<Parsed, SyntaxFault> {
    match Syntax::of(text) {
        Syntax::Json => json_reader::read(text, limits),
        Syntax::Yaml => yaml_reader::read(text, limits),
    }
}

impl SyntaxFault {
    pub(crate) fn diagnostic(self, file: FileId) -> Diagnostic {
        let origin = Origin::new(file, Pointer::root());
        let diagnostic = Diagnostic::error(self.code, self.message, origin).at_text(self.line, self.column);
        match self.context {
            Some(context) => diagnostic.also_at_text(context.line, context.column, context.text),
            None => diagnostic,
        }
    }
}
