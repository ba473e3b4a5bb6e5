use bindery_model::{Direction, Operation};

use super::journal::{Entry, Journal};
use super::{answers, bodies, parameters, security};
use crate::{Kind, Wire};

/// Two versions of one operation.
#[derive(Clone, Copy)]
pub(super) struct Versions<'s, 'a> {
    pub(super) old: &'a Operation,
    pub(super) new: &'a Operation,
    /// `POST /pets`.
    pub(super) name: &'s str,
    /// Which way its requests go, seen from the API: a webhook's request is an answer.
    pub(super) request: Direction,
}

pub(super) fn compare(journal: &mut Journal<'_, '_>) {
    let (old, new) = (&journal.old.api.operations, &journal.new.api.operations);
    for before in old {
        if !new.iter().any(|after| is_same(before, after)) {
            removed(journal, before);
        }
    }
    for after in new {
        match old.iter().find(|before| is_same(before, after)) {
            Some(before) => {
                let name = name(after);
                let versions = Versions {
                    old: before,
                    new: after,
                    name: &name,
                    request: Direction::Request,
                };
                both(journal, versions);
                security::compare(journal, versions);
            }
            None => added(journal, after),
        }
    }
}

/// What two versions of an operation, or of a webhook, exchange.
pub(super) fn both<'a>(journal: &mut Journal<'_, 'a>, versions: Versions<'_, 'a>) {
    compare_words(journal, versions);
    parameters::compare(journal, versions);
    bodies::compare(journal, versions);
    answers::compare(journal, versions);
}

/// What an operation is called in reports.
pub(super) fn name(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}

/// Whether two operations are versions of one: what a path calls its parameters nobody sees.
fn is_same(old: &Operation, new: &Operation) -> bool {
    old.method == new.method && bare(&old.path) == bare(&new.path)
}

/// The path with its parameters unnamed.
fn bare(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut is_name = false;
    for character in path.chars() {
        match character {
            '{' => {
                is_name = true;
                text.push('{');
            }
            '}' => {
                is_name = false;
                text.push('}');
            }
            _ if is_name => {}
            other => text.push(other),
        }
    }
    text
}

fn removed(journal: &mut Journal<'_, '_>, before: &Operation) {
    let message = match before.docs.deprecated {
        true => "was removed; it was deprecated",
        false => "was removed",
    };
    journal.note(Entry {
        kind: Kind::OperationRemoved,
        wire: Wire::Breaking,
        subject: name(before),
        message: message.to_owned(),
        old: Some(&before.origin),
        new: None,
    });
}

fn added(journal: &mut Journal<'_, '_>, after: &Operation) {
    journal.note(Entry {
        kind: Kind::OperationAdded,
        wire: Wire::Compatible,
        subject: name(after),
        message: "was added".to_owned(),
        old: None,
        new: Some(&after.origin),
    });
}

fn compare_words(journal: &mut Journal<'_, '_>, versions: Versions<'_, '_>) {
    let Versions { old, new, name, .. } = versions;
    let mut note = |kind, message: String| {
        journal.note(Entry {
            kind,
            wire: Wire::Compatible,
            subject: name.to_owned(),
            message,
            old: Some(&old.origin),
            new: Some(&new.origin),
        });
    };
    if old.id != new.id {
        note(
            Kind::OperationRenamed,
            format!("its id changed from `{}` to `{}`", old.id, new.id),
        );
    }
    if old.tags != new.tags {
        let message = format!("its tags changed from {:?} to {:?}", old.tags, new.tags);
        note(Kind::TagsChanged, message);
    }
    match (old.docs.deprecated, new.docs.deprecated) {
        (false, true) => note(Kind::DeprecationChanged, "is deprecated".to_owned()),
        (true, false) => note(Kind::DeprecationChanged, "is no longer deprecated".to_owned()),
        _ => {}
    }
}
