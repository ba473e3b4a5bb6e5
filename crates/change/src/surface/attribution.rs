//! Which change of the document it is that code feels.

use bindery_model::Origin;

use super::items::Difference;
use super::places::Places;
use crate::{Change, Kind, Release, Wire};

/// A difference and its places in both documents.
struct Placed<'d> {
    difference: Difference<'d>,
    old: Option<&'d Origin>,
    new: Option<&'d Origin>,
}

/// Says of each change what it means for code; what none explains is a change of its own.
pub(super) fn attribute(
    differences: Vec<Difference<'_>>,
    (old, new): (&Places, &Places),
    changes: &mut Vec<Change>,
) {
    let told = changes.len();
    for difference in differences {
        let placed = Placed {
            old: difference.old.and_then(|item| old.place(item)),
            new: difference.new.and_then(|item| new.place(item)),
            difference,
        };
        let known = changes
            .get_mut(..told)
            .and_then(|changes| cause(&placed, changes));
        match known {
            Some(change) => {
                change.release = change.release.min(placed.difference.release);
                change.code.push(placed.difference.words);
            }
            None => changes.push(alone(placed)),
        }
    }
}

/// The nearest change: at the same place, or within it.
fn cause<'c>(placed: &Placed<'_>, changes: &'c mut [Change]) -> Option<&'c mut Change> {
    let distance = |change: &Change| {
        let old = between(placed.old, change.old.as_ref());
        let new = between(placed.new, change.new.as_ref());
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

fn alone(placed: Placed<'_>) -> Change {
    let Placed { difference, old, new } = placed;
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
            Release::Major if new.or(old).is_some() => Kind::CodeChanged.advice(),
            _ => None,
        },
        old: old.cloned(),
        new: new.cloned(),
    }
}
