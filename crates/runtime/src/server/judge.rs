//! What a schema says of JSON text as it came.

use super::fault::{Fault, FaultPlace};
use crate::schema::{Invalid, Schema, validate};
use crate::select::refusing_unknown;

/// How much a value must be to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judging {
    /// All that its schema says, and nothing that may only be newer: what a server takes.
    Strict,
    /// What its type can hold: what comes from a service that may be newer than the document.
    Tolerant,
}

impl Judging {
    /// Checks `text` against all that `schema` demands, if it must be so.
    pub(crate) fn judge(self, schema: &'static Schema, text: &[u8]) -> Result<(), Verdict> {
        match self {
            Self::Strict => judge(schema, text),
            Self::Tolerant => Ok(()),
        }
    }

    /// Decodes; variants of unions that are unknown are refused, if it must be so.
    pub(crate) fn decode<R>(self, decode: impl FnOnce() -> R) -> R {
        match self {
            Self::Strict => refusing_unknown(decode),
            Self::Tolerant => decode(),
        }
    }
}

/// Why JSON text is refused.
pub(crate) struct Verdict(Invalid);

/// Checks `text` against all that `schema` demands.
pub(crate) fn judge(schema: &'static Schema, text: &[u8]) -> Result<(), Verdict> {
    validate(schema, text).map_err(Verdict)
}

impl Verdict {
    /// All that is wrong, each with what `place` makes of its JSON pointer.
    pub(crate) fn faults(self, place: impl Fn(String) -> FaultPlace) -> Vec<Fault> {
        match self.0 {
            Invalid::Json(error) => vec![Fault {
                place: place(error.path().to_owned()),
                detail: error.detail().to_owned(),
                malformed: true,
            }],
            Invalid::Violations(violations) => violations
                .into_iter()
                .map(|violation| Fault {
                    place: place(violation.pointer),
                    detail: violation.detail,
                    malformed: false,
                })
                .collect(),
        }
    }
}
