//! Which of the declared answers a request gets.

use bindery_runtime::http::{Status, StatusCode};
use bindery_runtime::server::quality;

use crate::declared::{Declared, DeclaredAnswer, DeclaredBody, Example};
use crate::preference::Preference;

/// The answer to a request.
#[derive(Debug)]
pub(crate) struct Choice<'d> {
    pub(crate) status: StatusCode,
    /// None: the document declares no success, and any will do.
    pub(crate) answer: Option<&'d DeclaredAnswer>,
    /// None: there is no body.
    pub(crate) body: Option<&'d DeclaredBody>,
    /// What is shown; where there is nothing to show, a value is made.
    pub(crate) example: Option<&'d Example>,
}

/// What was preferred, and is not there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    Status(StatusCode),
    Example(String),
}

/// What a request says of its answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wishes<'r> {
    pub(crate) preference: &'r Preference,
    /// The values of all `Accept` headers, joined by commas.
    pub(crate) accept: &'r str,
    /// Whether values are made where there are examples, too.
    pub(crate) dynamic: bool,
}

/// Chooses: the status first, then the media type, then the example.
pub(crate) fn choose<'d>(declared: &'d Declared, wishes: Wishes<'_>) -> Result<Choice<'d>, Missing> {
    let preference = wishes.preference;
    let answer = match (preference.code, &preference.example) {
        (Some(code), _) => Some(declared.of_status(code).ok_or(Missing::Status(code))?),
        (None, Some(name)) => {
            let mut answers = declared.answers();
            let answer = answers.find(|answer| answer.bodies.iter().any(|body| named(body, name).is_some()));
            Some(answer.ok_or_else(|| Missing::Example(name.clone()))?)
        }
        (None, None) => usual(declared),
    };
    let Some(answer) = answer else {
        return Ok(Choice {
            status: StatusCode::NO_CONTENT,
            answer: None,
            body: None,
            example: None,
        });
    };
    let status = preference.code.unwrap_or_else(|| status_of(declared, answer));
    let (body, example) = match &preference.example {
        Some(name) => {
            let showing = answer.bodies.iter().filter(|body| named(body, name).is_some());
            let body = accepted(showing, wishes.accept).ok_or_else(|| Missing::Example(name.clone()))?;
            (Some(body), named(body, name))
        }
        None => {
            let body = accepted(answer.bodies.iter(), wishes.accept);
            (body, body.filter(|_| !wishes.dynamic).and_then(shown))
        }
    };
    Ok(Choice {
        status,
        answer: Some(answer),
        body,
        example,
    })
}

/// The success of the lowest status, exact ones before ranges. An interim response, such as 101, is no answer.
fn usual(declared: &Declared) -> Option<&DeclaredAnswer> {
    let rank = |answer: &&DeclaredAnswer| match answer.status {
        Status::Exact(status) => status,
        Status::Range(digit) => u16::from(digit).saturating_mul(100).saturating_add(1000),
        Status::Default => u16::MAX,
    };
    let is_final = |answer: &&DeclaredAnswer| !answer.status.first().is_informational();
    declared.successes.iter().filter(is_final).min_by_key(rank)
}

/// The status that is sent where the document leaves a choice.
fn status_of(declared: &Declared, answer: &DeclaredAnswer) -> StatusCode {
    let is_success = declared
        .successes
        .iter()
        .any(|success| std::ptr::eq(success, answer));
    match answer.status {
        Status::Default if is_success => StatusCode::OK,
        status => status.first(),
    }
}

/// What the caller wants most, of equals the preferred; where nothing is wanted, the preferred is better than nothing.
fn accepted<'d>(bodies: impl Iterator<Item = &'d DeclaredBody>, accept: &str) -> Option<&'d DeclaredBody> {
    let mut best: Option<(f32, &DeclaredBody)> = None;
    for body in bodies {
        let quality = quality(accept, body.media.sent_type());
        if best.is_none_or(|(most, _)| quality > most) {
            best = Some((quality, body));
        }
    }
    best.map(|(_, body)| body)
}

fn named<'d>(body: &'d DeclaredBody, name: &str) -> Option<&'d Example> {
    let mut examples = body.examples.iter();
    examples.find(|example| example.name.as_deref() == Some(name))
}

/// The first example that is what the schema says; the others are only shown by their names.
fn shown(body: &DeclaredBody) -> Option<&Example> {
    body.examples.iter().find(|example| example.fits)
}
