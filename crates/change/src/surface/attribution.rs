//! Which change of the document it is that code feels.

use bindery_model::Origin;

use super::item::Difference;
use crate::{Change, Kind, Release, Wire};

/// Says of each change what it means for code; what none explains is a change of its own.
pub(super) fn attribute(differences: Vec<Difference>, changes: &mut Vec<Change>) {
    let told = changes.len();
    for difference in differences {
        let known = changes
            .get_mut(..told)
            .and_then(|changes| cause(&difference, changes));
        match known {
            Some(change) => {
                change.release = change.release.min(difference.release);
                change.code.push(difference.words);
            }
            None => changes.push(alone(difference)),
        }
    }
}

/// The nearest change: at the same place, or within it.
fn cause<'c>(difference: &Difference, changes: &'c mut [Change]) -> Option<&'c mut Change> {
    let distance = |change: &Change| {
        let old = between(difference.old.as_ref(), change.old.as_ref());
        let new = between(difference.new.as_ref(), change.new.as_ref());
        let steps = old.into_iter().chain(new).min()?;
        // What is added or removed shows in code more often than what is bounded.
        Some((steps, !is_structural(change.kind)))
    };
    let (_, nearest) = changes
        .iter_mut()
        .filter_map(|change| Some((distance(change)?, change)))
        .min_by_key(|(distance, _)| *distance)?;
    Some(nearest)
}

/// How many steps `inner` lies within `outer`; nothing, where it does not.
fn between(outer: Option<&Origin>, inner: Option<&Origin>) -> Option<usize> {
    let (outer, inner) = (outer?, inner?);
    let is_within = outer.file == inner.file && outer.pointer.contains(&inner.pointer);
    is_within.then(|| inner.pointer.segments().len() - outer.pointer.segments().len())
}

fn is_structural(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::BoundAdded
            | Kind::BoundRemoved
            | Kind::BoundTightened
            | Kind::BoundLoosened
            | Kind::PatternAdded
            | Kind::PatternChanged
            | Kind::PatternRemoved
            | Kind::DefaultChanged
            | Kind::DeprecationChanged
            | Kind::TagsChanged
    )
}

fn alone(difference: Difference) -> Change {
    let place = difference.new.as_ref().or(difference.old.as_ref());
    Change {
        kind: Kind::CodeChanged,
        wire: Wire::Compatible,
        release: difference.release,
        direction: None,
        subject: "generated crate".to_owned(),
        message: difference.words,
        operations: Vec::new(),
        code: Vec::new(),
        help: match difference.release {
            Release::Major if place.is_some() => Kind::CodeChanged.advice(),
            _ => None,
        },
        old: difference.old,
        new: difference.new,
    }
}
