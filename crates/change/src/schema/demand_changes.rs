//! Demands that stand by themselves: `not`, `if`, `contains` and the like.

use super::demands::{MAX_CONTAINS, MIN_CONTAINS};
use super::flatten::flatten;
use super::view::{Demand, View};
use super::walk::{At, Report, Walk};
use crate::Kind;
use crate::effect::{Effect, Weight};

pub(super) fn compare<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    for before in &old.demands {
        match find(new, before) {
            Some(after) => both(walk, at, before, after),
            None => alone(walk, at, before, Effect::Widens, new),
        }
    }
    for after in &new.demands {
        if find(old, after).is_none() {
            alone(walk, at, after, Effect::Narrows, old);
        }
    }
}

fn find<'r, 'a>(view: &'r View<'a>, like: &Demand<'a>) -> Option<&'r Demand<'a>> {
    let mut demands = view.demands.iter();
    demands.find(|demand| demand.keyword == like.keyword && demand.key == like.key)
}

/// A demand that only one version makes.
fn alone<'a>(walk: &mut Walk<'_, 'a>, at: &At, demand: &Demand<'a>, effect: Effect, other: &View<'a>) {
    let Demand {
        keyword, key, origin, ..
    } = demand;
    let of = if key.is_empty() {
        String::new()
    } else {
        format!(" of `{key}`")
    };
    let (kind, message, old, new) = match effect {
        Effect::Widens => (
            Kind::DemandRemoved,
            format!("`{keyword}`{of} is no longer demanded"),
            origin,
            &other.origin,
        ),
        _ => (
            Kind::DemandAdded,
            format!("`{keyword}`{of} is demanded now"),
            &other.origin,
            origin,
        ),
    };
    let weight = match *keyword {
        "uniqueItems" | "multipleOf" => Weight::Soft,
        _ => Weight::Firm,
    };
    let report = Report {
        kind,
        effect,
        weight,
        message,
        old: Some(old),
        new: Some(new),
    };
    walk.report(at, report);
}

fn both<'a>(walk: &mut Walk<'_, 'a>, at: &At, before: &Demand<'a>, after: &Demand<'a>) {
    let effect = match (before.keyword, before.words == after.words) {
        (_, true) if before.parts.is_empty() && after.parts.is_empty() => return,
        (MIN_CONTAINS | MAX_CONTAINS, false) => count_effect(before, after),
        (_, false) => Effect::Replaces,
        ("not", true) => match schema_effect(walk, at, before, after) {
            Effect::Widens => Effect::Narrows,
            Effect::Narrows => Effect::Widens,
            other => other,
        },
        ("if", true) => match schema_effect(walk, at, before, after) {
            Effect::Keeps => return,
            _ => Effect::Replaces,
        },
        (keyword, true) => {
            let step = format!("[{keyword}]");
            return walk.follow(at, &step, before.parts.clone(), after.parts.clone());
        }
    };
    if effect == Effect::Keeps {
        return;
    }
    let words = match before.words == after.words || after.words.is_empty() {
        true => String::new(),
        false => format!(" from {} to {}", before.words, after.words),
    };
    let report = Report {
        kind: Kind::DemandChanged,
        effect,
        weight: Weight::Firm,
        message: format!("`{}` changed{words}", before.keyword),
        old: Some(&before.origin),
        new: Some(&after.origin),
    };
    walk.report(at, report);
}

fn count_effect(before: &Demand<'_>, after: &Demand<'_>) -> Effect {
    let count = |demand: &Demand<'_>| demand.words.parse::<u64>().unwrap_or(u64::MAX);
    match (count(after) > count(before)) == (before.keyword == MIN_CONTAINS) {
        true => Effect::Narrows,
        false => Effect::Widens,
    }
}

fn schema_effect<'a>(walk: &Walk<'_, 'a>, at: &At, before: &Demand<'a>, after: &Demand<'a>) -> Effect {
    let old = flatten(walk.old, &before.parts, at.direction);
    let new = flatten(walk.new, &after.parts, at.direction);
    walk.relation(at, &old, &new)
}
