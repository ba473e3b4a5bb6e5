use std::collections::{BTreeSet, HashMap};

use bindery_model::{Direction, Origin};

use crate::schema::{Carrier, Classes, Finding, Pair, Part, Subject, Version, Walk};
use crate::{Change, Kind, Release, Wire};

/// How many pairs of schemas are compared at most: more than any document has.
const MOST_PAIRS: usize = 2_000_000;

/// Takes down what changed, and which schemas are still to be compared.
pub(super) struct Journal<'v, 'a> {
    pub(super) old: &'v Version<'a>,
    pub(super) new: &'v Version<'a>,
    changes: Vec<Change>,
    walk: Walk<'v, 'a>,
    /// The operations that a pair of schemas is used in directly.
    users: HashMap<usize, Vec<String>>,
}

/// A change of something that is no schema.
pub(super) struct Entry<'o> {
    pub(super) kind: Kind,
    pub(super) wire: Wire,
    pub(super) subject: String,
    pub(super) message: String,
    pub(super) old: Option<&'o Origin>,
    pub(super) new: Option<&'o Origin>,
}

/// Schemas of one thing of an operation.
pub(super) struct Schemas<'s, 'a> {
    pub(super) operation: &'s str,
    pub(super) subject: String,
    pub(super) old: Part<'a>,
    pub(super) new: Part<'a>,
    pub(super) direction: Direction,
    pub(super) carrier: Carrier,
}

impl<'v, 'a> Journal<'v, 'a> {
    pub(super) fn new(old: &'v Version<'a>, new: &'v Version<'a>, classes: &'v Classes) -> Self {
        Self {
            old,
            new,
            changes: Vec::new(),
            walk: Walk::new(old, new, classes),
            users: HashMap::new(),
        }
    }

    pub(super) fn note(&mut self, entry: Entry<'_>) {
        self.changes.push(Change {
            kind: entry.kind,
            wire: entry.wire,
            release: Release::Patch,
            direction: None,
            subject: entry.subject,
            message: entry.message,
            operations: Vec::new(),
            code: Vec::new(),
            old: entry.old.cloned(),
            new: entry.new.cloned(),
            help: help(entry.kind, entry.wire),
        });
    }

    pub(super) fn schemas(&mut self, schemas: Schemas<'_, 'a>) {
        let number = self.walk.add(Pair {
            old: vec![schemas.old],
            new: vec![schemas.new],
            direction: schemas.direction,
            carrier: schemas.carrier,
            subject: Subject::of(schemas.subject),
        });
        let users = self.users.entry(number).or_default();
        if users.last().is_none_or(|last| last != schemas.operation) {
            users.push(schemas.operation.to_owned());
        }
    }

    /// Everything, once all schemas are compared.
    pub(super) fn into_changes(mut self) -> Vec<Change> {
        self.walk.run(MOST_PAIRS);
        let findings = std::mem::take(&mut self.walk.findings);
        let mut places: HashMap<(Kind, Option<Origin>, Option<Origin>), usize> = HashMap::new();
        for finding in findings {
            let operations = self.operations_of(&finding);
            let key = (finding.kind, finding.old.clone(), finding.new.clone());
            let known = places.get(&key).and_then(|index| self.changes.get_mut(*index));
            match known {
                Some(known) if known.wire == finding.wire => {
                    let all = std::mem::take(&mut known.operations)
                        .into_iter()
                        .chain(operations);
                    known.operations = distinct(all);
                    if known.direction != Some(finding.direction) {
                        known.direction = None;
                    }
                }
                // Of a schema that goes both ways the direction that is worse is told.
                Some(known) if known.wire < finding.wire => {}
                Some(known) => *known = change_of(finding, operations),
                None => {
                    places.insert(key, self.changes.len());
                    self.changes.push(change_of(finding, operations));
                }
            }
        }
        self.changes
    }

    fn operations_of(&self, finding: &Finding) -> Vec<String> {
        let pairs = self.walk.ancestors(finding.pair);
        let users = pairs.iter().filter_map(|pair| self.users.get(pair)).flatten();
        distinct(users.cloned())
    }
}

fn change_of(finding: Finding, operations: Vec<String>) -> Change {
    let subject = finding.subject.words();
    Change {
        kind: finding.kind,
        wire: finding.wire,
        release: Release::Patch,
        direction: Some(finding.direction),
        // What the subject says already need not be said again.
        operations: match operations.as_slice() {
            [only] if subject.contains(only.as_str()) => Vec::new(),
            _ => operations,
        },
        subject,
        message: finding.message,
        code: Vec::new(),
        old: finding.old,
        new: finding.new,
        help: help(finding.kind, finding.wire),
    }
}

fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

fn help(kind: Kind, wire: Wire) -> Option<&'static str> {
    match wire {
        Wire::Compatible => None,
        Wire::Breaking | Wire::Warning => kind.advice(),
    }
}
