//! Parameters: from what stands in a request to JSON that the schema can judge.
//!
//! The text of a parameter does not say whether `7` is a number or a string; the schema does. Where
//! it allows several readings, the first that satisfies it is meant.

mod coerce;
mod expectation;
mod members;
mod scalar;
mod source;
mod style;
#[cfg(test)]
mod tests;

pub(super) use coerce::{json, member_json};
pub(super) use members::Members;
pub(super) use source::Source;
pub(super) use style::Reading;

use zeroize::Zeroizing;

use super::problem::{Fault, FaultPlace};
use crate::http::{Parameter, Style};
use crate::schema::Schema;

/// A parameter's value as JSON text, wiped when dropped.
pub(super) type JsonText = Zeroizing<String>;

/// Reads a parameter; `None` when the request does not have it.
pub(super) fn read(parameter: &Parameter, source: &Source<'_>) -> Result<Option<JsonText>, Vec<Fault>> {
    let malformed = |detail: &str| vec![fault(parameter, "#", detail, true)];
    let readings = style::readings(parameter, source).map_err(|wrong| malformed(wrong.detail()))?;
    let candidates = readings.iter().map(|reading| match (reading, parameter.style) {
        (Reading::Text(text), Style::Json) => Zeroizing::new(text.clone()),
        _ => json(reading, parameter.schema),
    });
    let mut first_faults = None;
    for candidate in candidates {
        match judge(parameter, &candidate) {
            Ok(()) => return Ok(Some(candidate)),
            Err(faults) => first_faults = first_faults.or(Some(faults)),
        }
    }
    first_faults.map_or(Ok(None), Err)
}

/// What is wrong with a parameter.
pub(super) fn fault(parameter: &Parameter, pointer: &str, detail: &str, malformed: bool) -> Fault {
    let place = FaultPlace::Parameter {
        name: parameter.name,
        place: parameter.place.as_str(),
        pointer: pointer.to_owned(),
    };
    Fault {
        place,
        detail: detail.to_owned(),
        malformed,
    }
}

fn judge(parameter: &Parameter, candidate: &str) -> Result<(), Vec<Fault>> {
    match super::judge::judge(parameter.schema, candidate.as_bytes()) {
        Ok(()) => Ok(()),
        Err(verdict) => Err(verdict.faults(|pointer| FaultPlace::Parameter {
            name: parameter.name,
            place: parameter.place.as_str(),
            pointer,
        })),
    }
}

/// Whether `text` satisfies `schema`.
fn satisfies(schema: &'static Schema, text: &str) -> bool {
    super::judge::judge(schema, text.as_bytes()).is_ok()
}
