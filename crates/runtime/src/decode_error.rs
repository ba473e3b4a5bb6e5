//! Errors that say where, and never what stood there.
//!
//! serde's own errors quote the value that they found, which may be a secret, and do not say where it
//! was. So every error of this crate is a text of one form, `#/provider/clientSecret: expected a
//! string, found a number`: a JSON pointer as a URI fragment (RFC 6901, section 6), which holds no
//! space, then what is wrong. It travels as `E::custom` through whatever deserializer is used; each
//! level puts its own segment in front on the way out. This file alone writes and reads that form.

use std::error::Error;
use std::fmt::{self, Display};

use serde::de;

use crate::text::{Fault, syntax_error};

/// What is said in place of a foreign error.
const FOREIGN: &str = "does not have the form that is expected";

/// Why a text could not be read; it never holds a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    detail: String,
    line: usize,
    column: usize,
    is_syntax: bool,
}

impl DecodeError {
    /// Where it is wrong: a JSON pointer as a URI fragment, `#/provider/clientSecret`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// The line of the text, from 1; 0 when it was no text.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in that line, in bytes from 1; 0 when it was no text.
    pub fn column(&self) -> usize {
        self.column
    }

    /// Whether the text is no JSON at all.
    pub fn is_syntax(&self) -> bool {
        self.is_syntax
    }

    pub(crate) fn syntax(detail: impl Into<String>, line: usize, column: usize) -> Self {
        Self {
            path: "#".into(),
            detail: detail.into(),
            line,
            column,
            is_syntax: true,
        }
    }

    /// The fault of a text after `at` bytes.
    pub(crate) fn at(text: &[u8], at: usize, detail: impl Into<String>) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
        Self::syntax(detail, line, column)
    }
}

impl DecodeError {
    /// What a reader of `text` found to be wrong.
    #[cold]
    pub(crate) fn of(fault: Fault, text: &str) -> Self {
        match fault.is_syntax() {
            true => syntax_error(text, fault.text()),
            false => Self::data(fault.text(), fault.line(), fault.column()),
        }
    }

    /// What is wrong with a value, as an error's text says it.
    fn data(text: &str, line: usize, column: usize) -> Self {
        // Otherwise a foreign `Deserialize` wrote this text, and may have quoted a value.
        let (path, detail) = split(text).unwrap_or(("#", FOREIGN));
        Self {
            path: path.into(),
            detail: detail.into(),
            line,
            column,
            is_syntax: false,
        }
    }
}

impl From<serde_json::Error> for DecodeError {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let text = text
            .strip_suffix(&format!(" at line {line} column {column}"))
            .unwrap_or(&text);
        match error.classify() {
            serde_json::error::Category::Data => Self::data(text, line, column),
            _ => Self::syntax(text, line, column),
        }
    }
}

impl Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path, self.detail)?;
        if self.line > 0 {
            write!(formatter, " at line {} column {}", self.line, self.column)?;
        }
        Ok(())
    }
}

impl Error for DecodeError {}

/// An error about the value that is being read.
#[cold]
pub(crate) fn fault<E: de::Error>(detail: impl Display) -> E {
    E::custom(format_args!("#: {detail}"))
}

/// An error about a value of the wrong JSON type.
#[cold]
pub(crate) fn mismatch<E: de::Error>(expected: &str, found: &str) -> E {
    fault(format_args!("expected {expected}, found {found}"))
}

/// An error about the member `name` of the value that is being read.
#[cold]
pub(crate) fn member_fault<E: de::Error>(name: &str, detail: &str) -> E {
    E::custom(format_args!("#/{}: {detail}", Segment(name)))
}

/// The error of an inner value, said of the value that holds it as `segment`.
#[cold]
pub(crate) fn within<E: de::Error>(error: E, segment: &str) -> E {
    let text = error.to_string();
    match split(&text) {
        Some((path, _)) => {
            let rest = text.get(1..).unwrap_or_default();
            debug_assert!(path.starts_with('#'));
            E::custom(format_args!("#/{}{rest}", Segment(segment)))
        }
        None => error,
    }
}

/// The error of an inner value, said of the list that holds it.
#[cold]
pub(crate) fn within_item<E: de::Error>(error: E, index: usize) -> E {
    within(error, &index.to_string())
}

/// The same error in the terms of another deserializer, which knows its own line and column.
#[cold]
pub(crate) fn transfer<E: de::Error>(error: &Fault) -> E {
    match split(error.text()) {
        Some(_) => E::custom(error.text()),
        None if error.is_syntax() => fault(error.text()),
        None => fault(FOREIGN),
    }
}

/// Path and detail of an error's text, if this crate wrote it.
pub(crate) fn split(text: &str) -> Option<(&str, &str)> {
    let (path, detail) = text.split_once(": ")?;
    (path == "#" || path.starts_with("#/")).then_some((path, detail))
}

/// A name as a segment of a pointer in a URI fragment; what stands in it can end neither.
pub(crate) struct Segment<'a>(pub(crate) &'a str);

impl Display for Segment<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(end) = rest.bytes().position(|byte| !is_plain(byte)) {
            let (plain, odd) = rest.split_at(end);
            formatter.write_str(plain)?;
            let width = odd.chars().next().map_or(0, char::len_utf8);
            let (character, after) = odd.split_at(width);
            match character {
                "~" => formatter.write_str("~0")?,
                "/" => formatter.write_str("~1")?,
                _ => character
                    .bytes()
                    .try_for_each(|byte| write!(formatter, "%{byte:02X}"))?,
            }
            rest = after;
        }
        formatter.write_str(rest)
    }
}

/// Whether a URI's fragment holds the byte as it is, and a JSON pointer, too (RFC 3986, section 3.5; RFC 6901).
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._!$'()*+,;=@&".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_grows_on_the_way_out_and_keeps_the_place() {
        let inner = serde_json::from_str::<serde::de::IgnoredAny>("[").unwrap_err();
        assert_eq!(
            within(inner, "x").to_string(),
            "EOF while parsing a list at line 1 column 1"
        );
        let error: serde_json::Error = mismatch("a string", "a number");
        let error = DecodeError::from(within(within_item(error, 3), "a: b/c~%"));
        assert_eq!(error.path(), "#/a%3A%20b~1c~0%25/3");
        assert_eq!(error.detail(), "expected a string, found a number");
        assert_eq!((error.line(), error.column(), error.is_syntax()), (0, 0, false));
    }

    #[test]
    fn a_foreign_error_is_not_quoted() {
        let error = serde_json::from_str::<u8>("\"sk_live_1\"").unwrap_err();
        assert!(error.to_string().contains("sk_live"));
        assert!(!DecodeError::from(error).to_string().contains("sk_live"));
    }
}
