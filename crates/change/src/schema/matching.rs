//! Which branches of two choices are versions of each other.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use super::classes::Age;
use super::flatten::flatten;
use super::part::Version;
use super::type_changes::types;
use super::view::{Choice, View};
use super::walk::{At, Walk};
use crate::effect::Effect;

/// More branches than these are told apart by their names and by what they say as wholes.
const MOST_COMPARED: usize = 24;

/// Which branches are the same, and which are left.
pub(super) struct Matching {
    pub(super) pairs: Vec<(usize, usize)>,
    pub(super) removed: Vec<usize>,
    pub(super) added: Vec<usize>,
}

impl Matching {
    pub(super) fn of<'a>(walk: &Walk<'_, 'a>, at: &At, before: &Choice<'a>, after: &Choice<'a>) -> Self {
        let mut matching = Self {
            pairs: Vec::new(),
            removed: (0..before.branches.len()).collect(),
            added: (0..after.branches.len()).collect(),
        };
        matching.pair_by(
            |left| walk.old.component(&before.branches[left]),
            |right| walk.new.component(&after.branches[right]),
        );
        matching.pair_by(
            |left| Some(walk.classes.meaning(Age::Old, &before.branches[left])),
            |right| Some(walk.classes.meaning(Age::New, &after.branches[right])),
        );
        if matching.removed.len().max(matching.added.len()) > MOST_COMPARED {
            return matching;
        }
        let old: Vec<View<'a>> = views(walk.old, at, before);
        let new: Vec<View<'a>> = views(walk.new, at, after);
        matching.pair(|left, right| walk.relation(at, &old[left], &new[right]) == Effect::Keeps);
        // What is of a type that no other branch is of is the same branch, changed.
        let same_types = |left: usize, right: usize| {
            let kind = types(walk.old, at, &old[left], 1);
            let alone = |version, views: &[View<'a>]| {
                let same = views.iter().filter(|view| types(version, at, view, 1) == kind);
                same.count() == 1
            };
            kind == types(walk.new, at, &new[right], 1) && alone(walk.old, &old) && alone(walk.new, &new)
        };
        matching.pair(same_types);
        if before.branches.len() == after.branches.len() {
            let same_place = |left: usize, right: usize| {
                left == right && types(walk.old, at, &old[left], 1) == types(walk.new, at, &new[right], 1)
            };
            matching.pair(same_place);
        }
        matching.forget_covered(walk, at, &old, &new);
        matching
    }

    /// Pairs what has the same key; what has none is left.
    fn pair_by<K: Eq + Hash>(&mut self, old: impl Fn(usize) -> Option<K>, new: impl Fn(usize) -> Option<K>) {
        let Self {
            pairs,
            removed,
            added,
        } = self;
        let mut known: HashMap<K, VecDeque<usize>> = HashMap::new();
        for right in added.iter() {
            if let Some(key) = new(*right) {
                known.entry(key).or_default().push_back(*right);
            }
        }
        let mut taken = HashSet::new();
        removed.retain(|left| {
            let found = old(*left).and_then(|key| known.get_mut(&key)?.pop_front());
            if let Some(right) = found {
                taken.insert(right);
                pairs.push((*left, right));
            }
            found.is_none()
        });
        added.retain(|right| !taken.contains(right));
    }

    /// Pairs what is the same by `is_same`.
    fn pair(&mut self, is_same: impl Fn(usize, usize) -> bool) {
        let Self {
            pairs,
            removed,
            added,
        } = self;
        removed.retain(|left| {
            let Some(found) = added.iter().position(|right| is_same(*left, *right)) else {
                return true;
            };
            pairs.push((*left, added.remove(found)));
            false
        });
    }

    /// What another branch takes is not gone, and what another had is not new; but who has a name is told of.
    fn forget_covered<'a>(&mut self, walk: &Walk<'_, 'a>, at: &At, old: &[View<'a>], new: &[View<'a>]) {
        let is_unnamed = |view: &View<'a>| view.named.is_empty();
        self.removed.retain(|left| {
            if !is_unnamed(&old[*left]) {
                return true;
            }
            let mut taken = new.iter().map(|right| walk.relation(at, &old[*left], right));
            !taken.any(|effect| matches!(effect, Effect::Keeps | Effect::Widens))
        });
        self.added.retain(|right| {
            if !is_unnamed(&new[*right]) {
                return true;
            }
            let mut had = old.iter().map(|left| walk.relation(at, left, &new[*right]));
            !had.any(|effect| matches!(effect, Effect::Keeps | Effect::Narrows))
        });
    }
}

fn views<'a>(version: &Version<'a>, at: &At, choice: &Choice<'a>) -> Vec<View<'a>> {
    let branches = choice.branches.iter();
    branches
        .map(|branch| flatten(version, std::slice::from_ref(branch), at.direction))
        .collect()
}
