use std::collections::{HashMap, VecDeque};

use bindery_model::{Direction, Method, Operation};

use super::journal::{Entry, Journal};
use super::{answers, bodies, parameters, security, servers};
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
    let partners = partners(old, new);
    for (index, before) in old.iter().enumerate() {
        if !partners.contains(&Some(index)) {
            removed(journal, before);
        }
    }
    for (after, partner) in new.iter().zip(&partners) {
        match partner.and_then(|index| old.get(index)) {
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
                servers::compare_own(journal, versions);
            }
            None => added(journal, after),
        }
    }
}

/// For each new operation the old one that it is a version of: of the same path, or else of one that calls its parameters
/// otherwise, which nobody sees.
fn partners(old: &[Operation], new: &[Operation]) -> Vec<Option<usize>> {
    let exact = |operation: &Operation| (operation.method.clone(), operation.path.clone());
    let alike = |operation: &Operation| (operation.method.clone(), bare(&operation.path));
    let mut partners = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    for key in [&exact as &dyn Fn(&Operation) -> (Method, String), &alike] {
        let mut left: HashMap<(Method, String), VecDeque<usize>> = HashMap::new();
        for (index, operation) in old.iter().enumerate().filter(|(index, _)| !taken[*index]) {
            left.entry(key(operation)).or_default().push_back(index);
        }
        for (operation, partner) in new
            .iter()
            .zip(&mut partners)
            .filter(|(_, partner)| partner.is_none())
        {
            *partner = left.get_mut(&key(operation)).and_then(VecDeque::pop_front);
            if let Some(taken) = partner.and_then(|index| taken.get_mut(index)) {
                *taken = true;
            }
        }
    }
    partners
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
