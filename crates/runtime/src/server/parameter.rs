//! Parameters: from what stands in a request to JSON that the schema can judge.
//!
//! The text of a parameter does not say whether `7` is a number or a string; the schema does. Where
//! it allows several readings, the first that satisfies it is meant.

mod pairs;
mod plain;
mod source;
mod style;
#[cfg(all(test, feature = "server"))]
mod tests;

use crate::http::reading::satisfies;
pub(super) use crate::http::reading::{
    Expectation, JsonText, Members, Object, Reading, json, member_json, member_schema,
};
pub(super) use pairs::Pairs;
pub(super) use source::{Captures, Source};

use super::fault::{Fault, FaultPlace};
use super::form;
use super::judge::Judging;
use crate::http::{Parameter, Style};
use style::{Reader, Unreadable};

/// Reads a parameter; `None` when the request does not have it.
pub(super) fn read(parameter: &Parameter, source: &Source<'_>) -> Result<Option<JsonText>, Vec<Fault>> {
    if let Some(read) = plain::read(parameter, source) {
        return Ok(Some(read));
    }
    let malformed = |wrong: Unreadable| vec![fault(parameter, "#", wrong.detail(), true)];
    let readings = style::readings(parameter, source).map_err(malformed)?;
    let mut first = None;
    for reading in &readings {
        let candidate = match candidate(parameter, reading) {
            Ok(candidate) => candidate,
            Err(faults) => {
                first = first.or(Some((None, faults)));
                continue;
            }
        };
        match judge(parameter, &candidate) {
            Ok(()) => return Ok(Some(candidate)),
            Err(faults) => first = first.or(Some((Some(candidate), faults))),
        }
    }
    match first {
        // An empty value says no more than none (`allowEmptyValue`).
        Some(_) if parameter.allow_empty && readings.iter().any(Reading::is_empty) => Ok(None),
        Some((Some(candidate), _)) if source.judging == Judging::Tolerant => Ok(Some(candidate)),
        Some((_, faults)) => Err(faults),
        None => Ok(None),
    }
}

/// A reading as JSON.
fn candidate(parameter: &Parameter, reading: &Reading) -> Result<JsonText, Vec<Fault>> {
    match (reading, parameter.style) {
        (Reading::Text(text), Style::Json) => Ok(JsonText::new(text.clone())),
        (Reading::Text(text), Style::Urlencoded(members)) => form::json(members, parameter.schema, text)
            .map_err(|faults| {
                let faults = faults.into_iter();
                faults
                    .map(|wrong| fault(parameter, &wrong.pointer, wrong.detail, true))
                    .collect()
            }),
        _ => Ok(json(reading, parameter.schema)),
    }
}

/// The value that some of the pairs stand for: of all readings the first that the schema accepts.
pub(super) fn read_pairs(parameter: &Parameter, among: &Pairs<'_>) -> Result<Option<JsonText>, &'static str> {
    let readings = Reader::new(parameter).pairs(among).map_err(Unreadable::detail)?;
    let mut candidates: Vec<_> = readings
        .iter()
        .map(|reading| json(reading, parameter.schema))
        .collect();
    let accepted = candidates
        .iter()
        .position(|candidate| satisfies(parameter.schema, candidate));
    let chosen = accepted.unwrap_or(0);
    Ok((chosen < candidates.len()).then(|| candidates.swap_remove(chosen)))
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
