use std::fmt::{self, Display};

use super::Violation;
use crate::decode_error::Segment;

/// Where in the value the check is.
#[derive(Clone, Copy)]
pub(super) enum Place<'p> {
    Root,
    Member(&'p Place<'p>, &'p str),
    Item(&'p Place<'p>, usize),
}

impl Display for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Outermost first; a value is at most 128 deep.
        match self {
            Place::Root => formatter.write_str("#"),
            Place::Member(outer, name) => write!(formatter, "{outer}/{}", Segment(name)),
            Place::Item(outer, index) => write!(formatter, "{outer}/{index}"),
        }
    }
}

/// What becomes of violations.
pub(super) enum Sink {
    /// Only whether there is one.
    Fits { failed: bool },
    /// What they are, so many at most.
    Report {
        found: Vec<Violation>,
        limit: usize,
        more: bool,
    },
}

impl Sink {
    pub(super) fn first_only() -> Self {
        Sink::Report {
            found: Vec::new(),
            limit: 1,
            more: false,
        }
    }

    #[inline]
    pub(super) fn is_full(&self) -> bool {
        match self {
            Sink::Fits { failed } => *failed,
            Sink::Report { more, found, limit } => *more || (*limit == 1 && found.len() == 1),
        }
    }

    pub(super) fn add(&mut self, place: &Place<'_>, detail: impl Display) {
        match self {
            Sink::Fits { failed } => *failed = true,
            Sink::Report { found, limit, more } => {
                let violation = Violation {
                    pointer: place.to_string(),
                    detail: detail.to_string(),
                };
                if found.contains(&violation) {
                    return;
                }
                if found.len() >= *limit {
                    *more = true;
                    return;
                }
                found.push(violation);
            }
        }
    }

    pub(super) fn has_failed(&self) -> bool {
        match self {
            Sink::Fits { failed } => *failed,
            Sink::Report { found, .. } => !found.is_empty(),
        }
    }

    /// Whether what is added will be read by someone.
    pub(super) fn is_report(&self) -> bool {
        matches!(self, Sink::Report { .. })
    }

    pub(super) fn into_first(self) -> Option<Violation> {
        match self {
            Sink::Fits { .. } => None,
            Sink::Report { found, .. } => found.into_iter().next(),
        }
    }
}
