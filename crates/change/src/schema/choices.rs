//! `oneOf` and `anyOf`.

use bindery_model::{Discriminator, Origin, UnionMode};

use super::flatten::flatten;
use super::matching::Matching;
use super::part::{Part, Version};
use super::view::{Choice, View};
use super::walk::{At, Report, Walk};
use crate::Kind;
use crate::effect::{Effect, Weight};
use crate::words::list;

pub(super) fn compare<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    match (old.choices.as_slice(), new.choices.as_slice()) {
        ([], []) => {}
        ([before], [after]) => both(walk, at, before, after),
        _ => several(walk, at, old, new),
    }
}

/// Something plain that has become a choice, or the other way round, is compared with the branches, and with
/// nothing else. Whether it was that.
pub(super) fn compare_wrapping<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) -> bool {
    match (old.choices.as_slice(), new.choices.as_slice()) {
        ([], [choice]) => wrapped(walk, at, (old, new), choice, Effect::Widens),
        ([choice], []) => wrapped(walk, at, (old, new), choice, Effect::Narrows),
        _ => return false,
    }
    true
}

/// Pairs up branches and tells of those that are left.
fn both<'a>(walk: &mut Walk<'_, 'a>, at: &At, before: &Choice<'a>, after: &Choice<'a>) {
    let matching = Matching::of(walk, at, before, after);
    for (left, right) in &matching.pairs {
        let (old, new) = (&before.branches[*left], &after.branches[*right]);
        let step = format!("[{}]", label(walk.new, new, *right));
        walk.follow(at, &step, vec![old.clone()], vec![new.clone()]);
    }
    let names = |version: &Version<'a>, choice: &Choice<'a>, left: &[usize]| -> Vec<String> {
        let branches = left
            .iter()
            .map(|index| label(version, &choice.branches[*index], *index));
        branches.collect()
    };
    let removed = names(walk.old, before, &matching.removed);
    let added = names(walk.new, after, &matching.added);
    if !removed.is_empty() {
        let message = format!("no longer may be {}", list(&removed));
        tell(
            walk,
            at,
            Kind::VariantRemoved,
            Effect::Narrows,
            message,
            (&before.origin, &after.origin),
        );
    }
    if !added.is_empty() {
        let message = format!("may be {} now", list(&added));
        tell(
            walk,
            at,
            Kind::VariantAdded,
            Effect::Widens,
            message,
            (&before.origin, &after.origin),
        );
    }
    compare_discriminators(walk, at, before, after);
    let (effect, message) = match (before.mode, after.mode) {
        (UnionMode::OneOf, UnionMode::AnyOf) => (Effect::Widens, "may fit several branches at once now"),
        (UnionMode::AnyOf, UnionMode::OneOf) => (Effect::Narrows, "must fit exactly one branch now"),
        _ => return,
    };
    let report = Report {
        kind: Kind::DemandChanged,
        effect,
        weight: Weight::Soft,
        message: message.to_owned(),
        old: Some(&before.origin),
        new: Some(&after.origin),
    };
    walk.report(at, report);
}

fn tell(
    walk: &mut Walk<'_, '_>,
    at: &At,
    kind: Kind,
    effect: Effect,
    message: String,
    (old, new): (&Origin, &Origin),
) {
    let report = Report {
        kind,
        effect,
        weight: Weight::Firm,
        message,
        old: Some(old),
        new: Some(new),
    };
    walk.report(at, report);
}

/// What a branch is called: its component, or its number.
fn label(version: &Version<'_>, branch: &Part<'_>, index: usize) -> String {
    match version.component(branch) {
        Some(name) => name.to_owned(),
        None => format!("branch {}", index + 1),
    }
}

/// Something plain that has become a choice, or a choice that has become something plain.
fn wrapped<'a>(
    walk: &mut Walk<'_, 'a>,
    at: &At,
    (old, new): (&View<'a>, &View<'a>),
    choice: &Choice<'a>,
    direction: Effect,
) {
    let is_added = direction == Effect::Widens;
    let (version, chosen, plain) = match is_added {
        true => (walk.new, new, old),
        false => (walk.old, old, new),
    };
    let mut base = chosen.clone();
    base.choices.clear();
    let related: Vec<Effect> = choice
        .branches
        .iter()
        .map(|branch| {
            let mut one = flatten(version, std::slice::from_ref(branch), at.direction);
            if choice.null {
                one.admit_null();
            }
            one.meet(base.clone());
            match is_added {
                true => walk.relation(at, plain, &one),
                false => walk.relation(at, &one, plain),
            }
        })
        .collect();
    let alike = related
        .iter()
        .filter(|effect| **effect == Effect::Keeps || **effect == direction);
    let reversed = if is_added { Effect::Narrows } else { Effect::Widens };
    let effect = match alike.count() {
        // One branch takes all that was taken, the others take more.
        1 => direction,
        // What fits several branches of a `oneOf` fits none.
        2.. if choice.mode == UnionMode::OneOf => Effect::Replaces,
        2.. => direction,
        _ if related
            .iter()
            .all(|effect| *effect == reversed || *effect == Effect::Keeps) =>
        {
            reversed
        }
        _ => Effect::Replaces,
    };
    let names: Vec<String> = choice
        .branches
        .iter()
        .zip(&choice.numbers)
        .map(|(branch, number)| label(version, branch, *number))
        .collect();
    let (kind, message) = match is_added {
        true => (Kind::ChoiceAdded, format!("is a choice of {} now", list(&names))),
        false => (
            Kind::ChoiceRemoved,
            format!("is no longer a choice of {}", list(&names)),
        ),
    };
    tell(walk, at, kind, effect, message, (&old.origin, &new.origin));
}

/// Several choices that hold together: they are the same, or they are not.
fn several<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    if old.choices.len() == new.choices.len() {
        for (before, after) in old.choices.iter().zip(&new.choices) {
            both(walk, at, before, after);
        }
        return;
    }
    let (kind, effect) = match new.choices.len() > old.choices.len() {
        true => (Kind::ChoiceAdded, Effect::Narrows),
        false => (Kind::ChoiceRemoved, Effect::Widens),
    };
    let message = format!(
        "{} choices hold together; there were {}",
        new.choices.len(),
        old.choices.len()
    );
    tell(walk, at, kind, effect, message, (&old.origin, &new.origin));
}

fn compare_discriminators<'a>(walk: &mut Walk<'_, 'a>, at: &At, before: &Choice<'a>, after: &Choice<'a>) {
    let origins = (&before.origin, &after.origin);
    let (effect, message) = match (before.discriminator, after.discriminator) {
        (None, None) => return,
        (None, Some(after)) => (
            Effect::Keeps,
            format!("`{}` tells the branches apart now", after.property),
        ),
        (Some(before), None) => (
            Effect::Keeps,
            format!("`{}` no longer tells the branches apart", before.property),
        ),
        (Some(old), Some(new)) if old.property != new.property => {
            let message = format!(
                "the discriminator changed from `{}` to `{}`",
                old.property, new.property
            );
            (Effect::Replaces, message)
        }
        (Some(old), Some(new)) => {
            let named = |version: &Version<'a>, choice: &Choice<'a>, discriminator: &Discriminator| {
                let mapping = discriminator.mapping.iter().filter_map(|(value, number)| {
                    let index = choice.numbers.iter().position(|known| known == number)?;
                    Some((value.clone(), label(version, choice.branches.get(index)?, index)))
                });
                mapping.collect::<Vec<_>>()
            };
            let was = named(walk.old, before, old);
            let is = named(walk.new, after, new);
            let mut moved = was.iter().filter_map(|(value, branch)| {
                let (_, other) = is.iter().find(|(known, _)| known == value)?;
                (other != branch).then(|| format!("`{value}` meant {branch} and means {other} now"))
            });
            // A branch that is gone was told of, and a component's own name always names it.
            let gone = was.iter().filter(|(value, branch)| {
                let is_known = is.iter().any(|(known, _)| known == value);
                !is_known && value != branch && is.iter().any(|(_, other)| other == branch)
            });
            let gone: Vec<String> = gone.map(|(value, _)| value.clone()).collect();
            match (moved.next(), gone.is_empty()) {
                (Some(message), _) => (Effect::Replaces, message),
                (None, false) => (
                    Effect::Narrows,
                    format!("no branch is called {} any more", list(&gone)),
                ),
                (None, true) if is.len() == was.len() => return,
                (None, true) => (Effect::Keeps, "more values name branches".to_owned()),
            }
        }
    };
    tell(walk, at, Kind::DiscriminatorChanged, effect, message, origins);
}
