//! What a schema says of JSON text as it came.

use super::problem::{Fault, FaultPlace};
use crate::schema::{Invalid, Schema, validate};

/// Why JSON text is refused.
pub(super) struct Verdict(Invalid);

/// Checks `text` against all that `schema` demands.
pub(super) fn judge(schema: &'static Schema, text: &[u8]) -> Result<(), Verdict> {
    validate(schema, text).map_err(Verdict)
}

impl Verdict {
    /// All that is wrong, each with what `place` makes of its JSON pointer.
    pub(super) fn faults(self, place: impl Fn(String) -> FaultPlace) -> Vec<Fault> {
        let fault = |pointer: &str, detail: &str, malformed| Fault {
            place: place(pointer.to_owned()),
            detail: detail.to_owned(),
            malformed,
        };
        match self.0 {
            Invalid::Json(error) => vec![fault(error.path(), error.detail(), true)],
            Invalid::Violations(violations) => violations
                .iter()
                .map(|violation| fault(violation.pointer(), violation.detail(), false))
                .collect(),
        }
    }
}
