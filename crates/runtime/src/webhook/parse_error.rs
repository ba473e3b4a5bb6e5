use std::fmt;

use http::StatusCode;

use crate::server::fault::{self, FaultPlace};

/// Why a delivery cannot be read. It holds no value of what was received.
#[derive(Clone, Debug, PartialEq)]
pub struct ParseError {
    kind: ParseErrorKind,
    faults: Vec<fault::Fault>,
}

/// What is wrong with a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// It has another method.
    Method,
    /// It is none of those that the document describes; it may be newer.
    Unknown,
    /// Its body is of no type that the document names, or in a content coding.
    ContentType,
    /// Some part of it cannot be read at all.
    Malformed,
    /// It can be read, and is not what the document says.
    Invalid,
}

/// One thing that is wrong with a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault<'a> {
    /// The parameter that it is in; `None`: the body.
    pub parameter: Option<&'a str>,
    /// Where, as a JSON pointer within the body's or the parameter's value: `#/isbn`.
    pub pointer: &'a str,
    /// What is wrong there.
    pub detail: &'a str,
}

impl ParseError {
    pub(super) fn of(kind: ParseErrorKind) -> Self {
        Self {
            kind,
            faults: Vec::new(),
        }
    }

    pub(super) fn of_faults(faults: Vec<fault::Fault>) -> Self {
        let kind = match faults.iter().any(|fault| fault.malformed) {
            true => ParseErrorKind::Malformed,
            false => ParseErrorKind::Invalid,
        };
        Self { kind, faults }
    }

    /// What is wrong.
    pub fn kind(&self) -> ParseErrorKind {
        self.kind
    }

    /// The status that says so to the sender, if the document declares nothing better: 405, 404, 415,
    /// 400 or 422. Many senders try again later after any of them, and some give up on a receiver that
    /// refuses what it does not know.
    pub fn status(&self) -> StatusCode {
        match self.kind {
            ParseErrorKind::Method => StatusCode::METHOD_NOT_ALLOWED,
            ParseErrorKind::Unknown => StatusCode::NOT_FOUND,
            ParseErrorKind::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            ParseErrorKind::Malformed => StatusCode::BAD_REQUEST,
            ParseErrorKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// All that is wrong with its parameters and its body.
    pub fn faults(&self) -> impl Iterator<Item = Fault<'_>> {
        self.faults.iter().map(|fault| {
            let (parameter, pointer) = match &fault.place {
                FaultPlace::Body { pointer } => (None, pointer.as_str()),
                FaultPlace::Parameter { name, pointer, .. } => (Some(*name), pointer.as_str()),
                FaultPlace::Query => (None, "#"),
            };
            Fault {
                parameter,
                pointer,
                detail: &fault.detail,
            }
        })
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ParseErrorKind::Method => "the method is another one",
            ParseErrorKind::Unknown => "it is none of the webhooks that are known",
            ParseErrorKind::ContentType => "the body is of no type that is known",
            ParseErrorKind::Malformed => "it cannot be read",
            ParseErrorKind::Invalid => "it is not what the document says",
        })?;
        for (index, fault) in self.faults().enumerate() {
            let separator = if index == 0 { ": " } else { "; " };
            let place = fault.parameter.unwrap_or("the body");
            write!(f, "{separator}{place} at {}: {}", fault.pointer, fault.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for ParseError {}
