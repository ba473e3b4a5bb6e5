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
    /// What to do, where the words of the parser do not say it.
    fn help(&self) -> Option<&'static str> {
        let says = |words: &str| self.message.contains(words);
        Some(match self.code {
            Code::TooLarge => "split the document, or raise the limits if it is meant to be that large",
            Code::InvalidYaml if says("tab") || says("cannot start any token") => {
                "indent with spaces, and quote texts that begin with a sign such as `@`, `%` or `` ` ``"
            }
            Code::InvalidYaml if says("expected key") || says("mapping values") || says("expected ':'") => {
                "let all members of an object begin in one column, and quote texts that hold `: `"
            }
            Code::InvalidYaml if says("unexpected end") => {
                "close the quotes, brackets or braces that are open"
            }
            Code::InvalidYaml if says("expected ','") || says("node content") => {
                "close what is open, and quote texts in it that hold commas, colons or brackets"
            }
            Code::InvalidJson if says("comma") => "take the comma out, or add what is to follow",
            Code::InvalidJson if says("double quotes") => "write names and texts in double quotes",
            Code::InvalidJson if says("expected `,`") => "add the comma, or close what is open",
            Code::InvalidJson if says("expected a value") => {
                "a value is a text in double quotes, a number, `true`, `false`, `null`, `[…]` or `{…}`"
            }
            _ => return None,
        })
    }

    pub(crate) fn diagnostic(self, file: FileId) -> Diagnostic {
        let origin = Origin::new(file, Pointer::root());
        let help = self.help();
        let diagnostic = Diagnostic::error(self.code, self.message, origin).at_text(self.line, self.column);
        let diagnostic = match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        };
        match self.context {
            Some(context) => diagnostic.also_at_text(context.line, context.column, context.text),
            None => diagnostic,
        }
    }
}
