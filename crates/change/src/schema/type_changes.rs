//! Types, and whether null is one.

use super::flatten::flatten;
use super::part::Version;
use super::types::Types;
use super::view::View;
use super::walk::{At, Carrier, Report, Walk};
use crate::Kind;
use crate::effect::{Effect, Weight};

/// How deep choices within choices are followed.
const DEEPEST: usize = 8;

/// Compares types. `false` where nothing else is comparable, for no type is left in common.
pub(super) fn compare<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) -> bool {
    let before = types(walk.old, at, old, DEEPEST);
    let after = types(walk.new, at, new, DEEPEST);
    let nullable = (before.contains(Types::NULL), after.contains(Types::NULL));
    let is_about_types = before == Types::ALL || after == Types::ALL;
    if nullable.0 != nullable.1 && !is_about_types {
        let (kind, effect) = match nullable.1 {
            true => (Kind::BecameNullable, Effect::Widens),
            false => (Kind::BecameNotNullable, Effect::Narrows),
        };
        let message = match nullable.1 {
            true => "may be null now",
            false => "may no longer be null",
        };
        let report = Report {
            kind,
            effect,
            weight: Weight::Firm,
            message: message.to_owned(),
            old: Some(&old.origin),
            new: Some(&new.origin),
        };
        walk.report(at, report);
    }
    let (before, after) = match is_about_types {
        true => (before, after),
        false => (before.without(Types::NULL), after.without(Types::NULL)),
    };
    if at.carrier == Carrier::Repeated && became_list(walk, at, (before, old), (after, new)) {
        return false;
    }
    if before != after {
        report_types(walk, at, (before, old), (after, new));
    }
    before == after || before.intersects(after)
}

/// Whether a value has become a list of such values, of which one may be given as before.
fn became_list<'a>(
    walk: &mut Walk<'_, 'a>,
    at: &At,
    (before, old): (Types, &View<'a>),
    (after, new): (Types, &View<'a>),
) -> bool {
    let takes_one = new.prefix.is_empty() && new.bounds.admits_one_item();
    if after != Types::ARRAY || before.intersects(Types::ARRAY.or(Types::OBJECT)) || !takes_one {
        return false;
    }
    let item = flatten(walk.new, &new.items.parts, at.direction);
    let inner = At {
        carrier: Carrier::Text,
        subject: at.subject.clone(),
        ..*at
    };
    let mut plain = old.clone();
    // Text has no null, and what absence means was told of.
    plain.types = plain.types.without(Types::NULL);
    plain.default = item.default;
    let effect = walk.relation(&inner, &plain, &item);
    if !matches!(effect, Effect::Keeps | Effect::Widens) {
        return false;
    }
    let report = Report {
        kind: Kind::TypeWidened,
        effect: Effect::Widens,
        weight: Weight::Firm,
        message: format!("is a list of {} now; one may be given as before", before.words()),
        old: Some(&old.origin),
        new: Some(&new.origin),
    };
    walk.report(at, report);
    true
}

fn report_types<'a>(
    walk: &mut Walk<'_, 'a>,
    at: &At,
    (before, old): (Types, &View<'a>),
    (after, new): (Types, &View<'a>),
) {
    let text = |types: Types, view: &View<'a>| match at.carrier {
        Carrier::Text | Carrier::Repeated if is_any_text(view) => types.as_text(),
        _ => types,
    };
    let refused = before.without(text(after, new));
    let added = after.without(text(before, old));
    let effect = match (refused.is_empty(), added.is_empty()) {
        (true, true) => Effect::Keeps,
        (true, false) => Effect::Widens,
        (false, true) => Effect::Narrows,
        (false, false) => Effect::Replaces,
    };
    let report = Report {
        kind: match effect {
            Effect::Widens | Effect::Keeps => Kind::TypeWidened,
            Effect::Narrows => Kind::TypeNarrowed,
            Effect::Replaces => Kind::TypeChanged,
        },
        effect,
        weight: Weight::Firm,
        message: format!("the type changed from {} to {}", before.words(), after.words()),
        old: Some(&old.origin),
        new: Some(&new.origin),
    };
    walk.report(at, report);
}

/// Whether any text is such a value.
fn is_any_text(view: &View<'_>) -> bool {
    view.values.is_none() && view.patterns.is_empty() && view.formats.is_empty() && view.choices.is_empty()
}

/// The types that values have, choices and listed values taken into account.
pub(super) fn types<'a>(version: &Version<'a>, at: &At, view: &View<'a>, depth: usize) -> Types {
    let mut types = view.types;
    if let Some(values) = &view.values {
        let listed = values.what.iter().map(|value| Types::of_value(value));
        types = types.and(listed.fold(Types::NONE, Types::or));
    }
    if depth == 0 {
        return types;
    }
    for choice in &view.choices {
        let branches = choice.branches.iter().map(|branch| {
            let branch = flatten(version, std::slice::from_ref(branch), at.direction);
            self::types(version, at, &branch, depth - 1)
        });
        let null = if choice.null { Types::NULL } else { Types::NONE };
        types = types.and(branches.fold(null, Types::or));
    }
    types
}
