//! Goes through two versions of schemas side by side.

use std::collections::HashMap;

use bindery_model::{Direction, Origin};

use super::classes::Classes;
use super::compare;
use super::flatten::flatten;
use super::part::{Part, Version};
use super::view::View;
use crate::effect::{Effect, Weight};
use crate::{Kind, Wire};

/// How many pairs of schemas are looked at to find out how two are related.
const MOST_RELATED: usize = 400;
/// How deep such questions may lead to others.
const DEEPEST_QUESTION: usize = 3;

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Carrier {
    /// With its types told apart.
    Json,
    /// As text: `1` may be a number or a string.
    Text,
    /// As text, and a list of one like the one: `a=1` (OpenAPI 3.0.3, "Style Values", `form` exploded).
    Repeated,
}

/// What is compared: the old and the new schemas of one thing.
#[derive(Clone, Debug)]
pub(crate) struct Pair<'a> {
    pub(crate) old: Vec<Part<'a>>,
    pub(crate) new: Vec<Part<'a>>,
    pub(crate) direction: Direction,
    pub(crate) carrier: Carrier,
    pub(crate) subject: Subject,
}

/// What a change is about, in words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subject {
    /// An operation's part, or a schema.
    pub(crate) head: String,
    /// The way from there to a member.
    pub(crate) path: String,
}

/// What was found.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) kind: Kind,
    pub(crate) effect: Effect,
    pub(crate) wire: Wire,
    pub(crate) direction: Direction,
    pub(crate) subject: Subject,
    pub(crate) message: String,
    pub(crate) old: Option<Origin>,
    pub(crate) new: Option<Origin>,
    /// The pair that it was found in.
    pub(crate) pair: usize,
}

/// Where a comparison stands: which pair, which way its values go, and what it is called.
pub(crate) struct At {
    pub(crate) pair: usize,
    pub(crate) direction: Direction,
    pub(crate) carrier: Carrier,
    pub(crate) subject: Subject,
}

/// A change to report.
pub(crate) struct Report<'o> {
    pub(crate) kind: Kind,
    pub(crate) effect: Effect,
    pub(crate) weight: Weight,
    pub(crate) message: String,
    pub(crate) old: Option<&'o Origin>,
    pub(crate) new: Option<&'o Origin>,
}

type Key = (Vec<usize>, Vec<usize>, Direction, Carrier);

/// The pairs that were met, and what was found in them.
pub(crate) struct Walk<'v, 'a> {
    pub(crate) old: &'v Version<'a>,
    pub(crate) new: &'v Version<'a>,
    pub(crate) classes: &'v Classes,
    pub(crate) findings: Vec<Finding>,
    waiting: Vec<(usize, Pair<'a>)>,
    known: HashMap<Key, usize>,
    /// The pairs that led to each pair.
    parents: Vec<Vec<usize>>,
    /// How many questions led to this walk.
    depth: usize,
}

impl<'v, 'a> Walk<'v, 'a> {
    pub(crate) fn new(old: &'v Version<'a>, new: &'v Version<'a>, classes: &'v Classes) -> Self {
        Self {
            old,
            new,
            classes,
            findings: Vec::new(),
            waiting: Vec::new(),
            known: HashMap::new(),
            parents: Vec::new(),
            depth: 0,
        }
    }

    /// Adds a pair to compare, and says which it is.
    pub(crate) fn add(&mut self, mut pair: Pair<'a>) -> usize {
        let key = (
            Version::identity(&pair.old),
            Version::identity(&pair.new),
            pair.direction,
            pair.carrier,
        );
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let number = self.parents.len();
        self.known.insert(key, number);
        self.parents.push(Vec::new());
        if self.classes.are_same(&pair.old, &pair.new) {
            return number;
        }
        if let ([old], [new]) = (pair.old.as_slice(), pair.new.as_slice())
            && let (Some(old), Some(new)) = (self.old.component(old), self.new.component(new))
            && old == new
        {
            // A question is about what stands around: what a component says is told by itself.
            if self.depth > 0 {
                return number;
            }
            pair.subject = Subject {
                head: format!("schema `{new}`"),
                path: String::new(),
            };
        }
        self.waiting.push((number, pair));
        number
    }

    /// Adds what a pair leads to.
    pub(crate) fn follow(&mut self, at: &At, step: &str, old: Vec<Part<'a>>, new: Vec<Part<'a>>) {
        let number = self.add(Pair {
            old,
            new,
            direction: at.direction,
            // What is within a list is no list itself.
            carrier: match at.carrier {
                Carrier::Repeated => Carrier::Text,
                other => other,
            },
            subject: at.subject.step(step),
        });
        if let Some(parents) = self.parents.get_mut(number)
            && !parents.contains(&at.pair)
        {
            parents.push(at.pair);
        }
    }

    /// Compares until nothing waits; at most `most` pairs. Whether it came to the end.
    pub(crate) fn run(&mut self, most: usize) -> bool {
        let mut next = 0;
        while !self.waiting.is_empty() {
            for (number, pair) in std::mem::take(&mut self.waiting) {
                next += 1;
                if next > most {
                    return false;
                }
                let old = flatten(self.old, &pair.old, pair.direction);
                let new = flatten(self.new, &pair.new, pair.direction);
                let at = At {
                    pair: number,
                    direction: pair.direction,
                    carrier: pair.carrier,
                    subject: pair.subject,
                };
                compare::views(self, &at, &old, &new);
            }
        }
        true
    }

    pub(crate) fn report(&mut self, at: &At, report: Report<'_>) {
        let wire = report.effect.on_wire(at.direction, report.weight);
        self.report_as(at, wire, report);
    }

    /// Reports what is judged otherwise than by its effect.
    pub(crate) fn report_as(&mut self, at: &At, wire: Wire, report: Report<'_>) {
        self.findings.push(Finding {
            kind: report.kind,
            effect: report.effect,
            wire,
            direction: at.direction,
            subject: at.subject.clone(),
            message: report.message,
            old: report.old.cloned(),
            new: report.new.cloned(),
            pair: at.pair,
        });
    }

    /// How the values of `new` are related to those of `old`.
    pub(crate) fn relation(&self, at: &At, old: &View<'a>, new: &View<'a>) -> Effect {
        if self.depth >= DEEPEST_QUESTION {
            return Effect::Replaces;
        }
        let mut question = Walk::new(self.old, self.new, self.classes);
        question.depth = self.depth + 1;
        question.parents.push(Vec::new());
        let at = At {
            pair: 0,
            subject: Subject::default(),
            ..*at
        };
        compare::views(&mut question, &at, old, new);
        match question.run(MOST_RELATED) {
            true => question
                .findings
                .iter()
                .fold(Effect::Keeps, |all, finding| all.then(finding.effect)),
            false => Effect::Replaces,
        }
    }

    /// Every pair that leads to `pair`, itself included.
    pub(crate) fn ancestors(&self, pair: usize) -> Vec<usize> {
        let mut found = vec![pair];
        let mut seen = vec![false; self.parents.len()];
        let mut next = 0;
        while let Some(number) = found.get(next).copied() {
            next += 1;
            for parent in self.parents.get(number).into_iter().flatten() {
                if let Some(seen) = seen.get_mut(*parent)
                    && !std::mem::replace(seen, true)
                {
                    found.push(*parent);
                }
            }
        }
        found
    }
}

impl Subject {
    pub(crate) fn of(head: impl Into<String>) -> Self {
        Self {
            head: head.into(),
            path: String::new(),
        }
    }

    pub(crate) fn step(&self, step: &str) -> Self {
        let path = match (self.path.is_empty(), step.starts_with('[')) {
            (true, _) | (_, true) => format!("{}{step}", self.path),
            _ if step.is_empty() => self.path.clone(),
            _ => format!("{}.{step}", self.path),
        };
        Self {
            head: self.head.clone(),
            path,
        }
    }

    pub(crate) fn words(&self) -> String {
        match self.path.is_empty() {
            true => self.head.clone(),
            false => format!("{}, `{}`", self.head, self.path),
        }
    }
}
