//! Members of objects.

use bindery_model::{Direction, Origin};

use super::types::Types;
use super::value_changes::default_words;
use super::view::{MemberView, View};
use super::walk::{At, Report, Walk};
use crate::effect::{Effect, Weight};
use crate::{Kind, Wire};

pub(super) fn compare<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    if !old.types.and(new.types).contains(Types::OBJECT) {
        return;
    }
    for (name, before) in &old.members {
        match new.members.get(name) {
            Some(after) => both(walk, at, (name, old, before), (new, after)),
            None if before.goes => removed(walk, at, (name, old, before), new, None),
            None => {}
        }
    }
    for (name, after) in &new.members {
        if after.goes && !old.members.contains_key(name) {
            added(walk, at, (name, new, after), old, None);
        }
    }
    compare_undeclared_requirements(walk, at, old, new);
    compare_additional(walk, at, old, new);
}

fn both<'a>(
    walk: &mut Walk<'_, 'a>,
    at: &At,
    (name, old, before): (&'a str, &View<'a>, &MemberView<'a>),
    (new, after): (&View<'a>, &MemberView<'a>),
) {
    match (before.goes, after.goes) {
        (false, false) => return,
        (true, false) => return removed(walk, at, (name, old, before), new, Some(after)),
        (false, true) => return added(walk, at, (name, new, after), old, Some(before)),
        (true, true) => {}
    }
    let inner = At {
        subject: at.subject.step(name),
        ..*at
    };
    let report = |kind, effect, message: &str| Report {
        kind,
        effect,
        weight: Weight::Firm,
        message: message.to_owned(),
        old: Some(&before.origin),
        new: Some(&after.origin),
    };
    match (old.required.contains_key(name), new.required.contains_key(name)) {
        (false, true) => {
            let report = report(Kind::MemberBecameRequired, Effect::Narrows, "must be there now");
            walk.report(&inner, report);
        }
        (true, false) => {
            let report = report(Kind::MemberBecameOptional, Effect::Widens, "may be absent now");
            walk.report(&inner, report);
        }
        _ => {}
    }
    if before.deprecated != after.deprecated {
        let message = match after.deprecated {
            true => "is deprecated",
            false => "is no longer deprecated",
        };
        walk.report(&inner, report(Kind::DeprecationChanged, Effect::Keeps, message));
    }
    if before.default != after.default {
        let message = default_words(before.default, after.default);
        let wire = match at.direction {
            Direction::Request => Wire::Warning,
            Direction::Response => Wire::Compatible,
        };
        walk.report_as(
            &inner,
            wire,
            report(Kind::DefaultChanged, Effect::Keeps, &message),
        );
    }
    walk.follow(at, name, before.parts.clone(), after.parts.clone());
}

/// A member that is no longer there, or no longer goes this way.
fn removed<'a>(
    walk: &mut Walk<'_, 'a>,
    at: &At,
    (name, old, before): (&'a str, &View<'a>, &MemberView<'a>),
    new: &View<'a>,
    remains: Option<&MemberView<'a>>,
) {
    let was_required = old.required.contains_key(name);
    let is_refused = new.additional.refused.is_some() && remains.is_none();
    let wire = match (at.direction, was_required, is_refused) {
        (Direction::Request, _, true) | (Direction::Response, true, _) => Wire::Breaking,
        _ => Wire::Warning,
    };
    let message = match (at.direction, remains.is_some(), is_refused) {
        (Direction::Request, true, _) => "is not sent any more: it is read-only now",
        (Direction::Response, true, _) => "does not come any more: it is write-only now",
        (_, false, true) => "was removed, and is refused now",
        (_, false, false) if was_required => "was removed; it was always there",
        (_, false, false) => "was removed",
    };
    let report = Report {
        kind: Kind::MemberRemoved,
        effect: Effect::Widens,
        weight: Weight::Firm,
        message: message.to_owned(),
        old: Some(&before.origin),
        new: Some(remains.map_or(&new.origin, |member| &member.origin)),
    };
    let inner = At {
        subject: at.subject.step(name),
        ..*at
    };
    walk.report_as(&inner, wire, report);
}

/// A member that is new, or goes this way for the first time.
fn added<'a>(
    walk: &mut Walk<'_, 'a>,
    at: &At,
    (name, new, after): (&'a str, &View<'a>, &MemberView<'a>),
    old: &View<'a>,
    was: Option<&MemberView<'a>>,
) {
    let is_required = new.required.contains_key(name);
    let (effect, wire) = match (is_required, at.direction) {
        (true, Direction::Request) if !old.required.contains_key(name) => (Effect::Narrows, Wire::Breaking),
        (true, _) => (Effect::Narrows, Wire::Compatible),
        // An open object could have it before; what it looked like nobody knew.
        (false, _) => (Effect::Keeps, Wire::Compatible),
    };
    let message = match (is_required, was.is_some()) {
        (true, false) => "was added, and must be there",
        (false, false) => "was added",
        (true, true) => "goes this way now, and must be there",
        (false, true) => "goes this way now",
    };
    let report = Report {
        kind: Kind::MemberAdded,
        effect,
        weight: Weight::Firm,
        message: message.to_owned(),
        old: Some(was.map_or(&old.origin, |member| &member.origin)),
        new: Some(&after.origin),
    };
    let inner = At {
        subject: at.subject.step(name),
        ..*at
    };
    walk.report_as(&inner, wire, report);
}

/// Members that must be there though nothing declares them.
fn compare_undeclared_requirements(walk: &mut Walk<'_, '_>, at: &At, old: &View<'_>, new: &View<'_>) {
    let is_told = |name: &str| old.members.contains_key(name) || new.members.contains_key(name);
    let only = |of: &View<'_>, from: &View<'_>| -> Vec<(String, Origin)> {
        let names = of.required.iter();
        let apart = names.filter(|(name, _)| !from.required.contains_key(*name) && !is_told(name));
        apart
            .map(|(name, origin)| ((*name).to_owned(), origin.clone()))
            .collect()
    };
    for (name, origin) in only(new, old) {
        let inner = At {
            subject: at.subject.step(&name),
            ..*at
        };
        let report = Report {
            kind: Kind::MemberBecameRequired,
            effect: Effect::Narrows,
            weight: Weight::Firm,
            message: "must be there now".to_owned(),
            old: Some(&old.origin),
            new: Some(&origin),
        };
        walk.report(&inner, report);
    }
    for (name, origin) in only(old, new) {
        let inner = At {
            subject: at.subject.step(&name),
            ..*at
        };
        let report = Report {
            kind: Kind::MemberBecameOptional,
            effect: Effect::Widens,
            weight: Weight::Firm,
            message: "may be absent now".to_owned(),
            old: Some(&origin),
            new: Some(&new.origin),
        };
        walk.report(&inner, report);
    }
}

fn compare_additional<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    let report = |effect, weight, message: &str| Report {
        kind: Kind::OtherMembersChanged,
        effect,
        weight,
        message: message.to_owned(),
        old: Some(old.additional.refused.as_ref().unwrap_or(&old.origin)),
        new: Some(new.additional.refused.as_ref().unwrap_or(&new.origin)),
    };
    match (old.additional.refused.is_some(), new.additional.refused.is_some()) {
        (true, true) => return,
        (false, true) => {
            let message = "members that are not declared are refused now";
            return walk.report(at, report(Effect::Narrows, Weight::Firm, message));
        }
        (true, false) => {
            let message = "members that are not declared may come now";
            return walk.report(at, report(Effect::Widens, Weight::Soft, message));
        }
        (false, false) => {}
    }
    match (old.additional.parts.is_empty(), new.additional.parts.is_empty()) {
        (true, true) => {}
        (false, false) => {
            let (before, after) = (old.additional.parts.clone(), new.additional.parts.clone());
            walk.follow(at, "*", before, after);
        }
        (true, false) => {
            let message = "members that are not declared must fit a schema now";
            walk.report(at, report(Effect::Narrows, Weight::Firm, message));
        }
        (false, true) => {
            let message = "members that are not declared may be anything now";
            walk.report(at, report(Effect::Widens, Weight::Firm, message));
        }
    }
}
