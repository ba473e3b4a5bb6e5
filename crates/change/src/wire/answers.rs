use bindery_model::{Answer, Direction, Parameter, ResponseStatus};

use super::bodies::{Contents, compare_contents};
use super::journal::{Entry, Journal};
use super::operations::Versions;
use super::parameters;
use crate::{Kind, Wire};

pub(super) fn compare<'a>(journal: &mut Journal<'_, 'a>, versions: Versions<'_, 'a>) {
    let Versions { old, new, .. } = versions;
    for before in old.answers.iter() {
        if !new.answers.iter().any(|after| after.status == before.status) {
            let is_success = old
                .answers
                .success
                .iter()
                .any(|answer| answer.status == before.status);
            let wire = if is_success {
                Wire::Breaking
            } else {
                Wire::Compatible
            };
            note(
                journal,
                versions,
                (Kind::AnswerRemoved, wire, "was removed"),
                (Some(before), None),
            );
        }
    }
    for after in new.answers.iter() {
        // Several of one status have bodies of different types: each has its partner.
        let same = |answer: &&Answer| answer.status == after.status;
        let number = new
            .answers
            .iter()
            .filter(same)
            .position(|answer| std::ptr::eq(answer, after));
        let mut partners = old.answers.iter().filter(same);
        let first = partners.next();
        match first {
            Some(first) => {
                let before = number.and_then(|number| old.answers.iter().filter(same).nth(number));
                both(journal, versions, before.unwrap_or(first), after);
            }
            None => {
                let change = (Kind::AnswerAdded, Wire::Compatible, "was added");
                note(journal, versions, change, (None, Some(after)));
            }
        }
    }
}

fn subject(versions: Versions<'_, '_>, answer: &Answer) -> String {
    let status = match answer.status {
        ResponseStatus::Exact(status) => status.to_string(),
        ResponseStatus::Range(digit) => format!("{digit}XX"),
        ResponseStatus::Default => "default".to_owned(),
    };
    format!("{}, response {status}", versions.name)
}

fn note(
    journal: &mut Journal<'_, '_>,
    versions: Versions<'_, '_>,
    (kind, wire, message): (Kind, Wire, &str),
    (before, after): (Option<&Answer>, Option<&Answer>),
) {
    let Some(answer) = after.or(before) else {
        return;
    };
    journal.note(Entry {
        kind,
        wire,
        subject: subject(versions, answer),
        message: message.to_owned(),
        old: Some(before.map_or(&versions.old.origin, |answer| &answer.origin)),
        new: Some(after.map_or(&versions.new.origin, |answer| &answer.origin)),
    });
}

fn both<'a>(
    journal: &mut Journal<'_, 'a>,
    versions: Versions<'_, 'a>,
    before: &'a Answer,
    after: &'a Answer,
) {
    let answers = (Some(before), Some(after));
    match (before.bodies.is_empty(), after.bodies.is_empty()) {
        (true, true) => {}
        (true, false) => {
            let change = (Kind::AnswerBodyAdded, Wire::Compatible, "has a body now");
            note(journal, versions, change, answers);
        }
        (false, true) => {
            let change = (Kind::AnswerBodyRemoved, Wire::Breaking, "has no body any more");
            note(journal, versions, change, answers);
        }
        (false, false) => {
            let contents = Contents {
                subject: subject(versions, after),
                old: (&before.bodies, &before.origin),
                new: (&after.bodies, &after.origin),
                direction: versions.request.reversed(),
            };
            compare_contents(journal, versions, contents);
        }
    }
    compare_headers(journal, versions, before, after);
}

fn compare_headers<'a>(
    journal: &mut Journal<'_, 'a>,
    versions: Versions<'_, 'a>,
    before: &'a Answer,
    after: &'a Answer,
) {
    let is_same = |left: &Parameter, right: &Parameter| left.wire_name.eq_ignore_ascii_case(&right.wire_name);
    let subject = |header: &Parameter| format!("{}, header `{}`", subject(versions, after), header.wire_name);
    let direction = versions.request.reversed();
    for header in &before.headers {
        if !after.headers.iter().any(|other| is_same(header, other)) {
            let wire = match (header.required, direction) {
                (true, Direction::Response) => Wire::Breaking,
                _ => Wire::Warning,
            };
            journal.note(Entry {
                kind: Kind::HeaderRemoved,
                wire,
                subject: subject(header),
                message: "was removed".to_owned(),
                old: Some(&header.origin),
                new: Some(&after.origin),
            });
        }
    }
    for header in &after.headers {
        let Some(known) = before.headers.iter().find(|other| is_same(header, other)) else {
            journal.note(Entry {
                kind: Kind::HeaderAdded,
                wire: Wire::Compatible,
                subject: subject(header),
                message: "was added".to_owned(),
                old: Some(&before.origin),
                new: Some(&header.origin),
            });
            continue;
        };
        let change = match (known.required, header.required) {
            (true, false) => Some((Kind::HeaderBecameOptional, Wire::Breaking, "may be absent now")),
            (false, true) => Some((
                Kind::HeaderBecameRequired,
                Wire::Compatible,
                "is always there now",
            )),
            _ => None,
        };
        if let Some((kind, wire, message)) = change {
            journal.note(Entry {
                kind,
                wire,
                subject: subject(header),
                message: message.to_owned(),
                old: Some(&known.origin),
                new: Some(&header.origin),
            });
        }
        if known.docs.deprecated != header.docs.deprecated {
            let message = match header.docs.deprecated {
                true => "is deprecated",
                false => "is no longer deprecated",
            };
            journal.note(Entry {
                kind: Kind::DeprecationChanged,
                wire: Wire::Compatible,
                subject: subject(header),
                message: message.to_owned(),
                old: Some(&known.origin),
                new: Some(&header.origin),
            });
        }
        parameters::schemas(journal, versions, (known, header), subject(header), direction);
    }
}
