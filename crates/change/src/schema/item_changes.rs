//! Elements of arrays.

use super::Part;
use super::types::Types;
use super::view::{Rest, View};
use super::walk::{At, Report, Walk};
use crate::Kind;
use crate::effect::{Effect, Weight};

/// What holds of an element.
enum Element<'r, 'a> {
    Refused,
    Anything,
    Described(&'r [Part<'a>]),
}

pub(super) fn compare<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    if !old.types.and(new.types).contains(Types::ARRAY) {
        return;
    }
    for index in 0..old.prefix.len().max(new.prefix.len()) {
        let step = format!("[{index}]");
        compare_element(
            walk,
            at,
            &step,
            (old, element(old, index)),
            (new, element(new, index)),
        );
    }
    compare_element(walk, at, "[]", (old, rest(&old.items)), (new, rest(&new.items)));
}

fn element<'r, 'a>(view: &'r View<'a>, index: usize) -> Element<'r, 'a> {
    match view.prefix.get(index) {
        Some(parts) => Element::Described(parts),
        None => rest(&view.items),
    }
}

fn rest<'r, 'a>(items: &'r Rest<'a>) -> Element<'r, 'a> {
    match (&items.refused, items.parts.as_slice()) {
        (Some(_), _) => Element::Refused,
        (None, []) => Element::Anything,
        (None, parts) => Element::Described(parts),
    }
}

fn compare_element<'a>(
    walk: &mut Walk<'_, 'a>,
    at: &At,
    step: &str,
    (old, before): (&View<'a>, Element<'_, 'a>),
    (new, after): (&View<'a>, Element<'_, 'a>),
) {
    let (effect, message) = match (before, after) {
        (Element::Refused, Element::Refused) | (Element::Anything, Element::Anything) => return,
        (Element::Described(before), Element::Described(after)) => {
            return walk.follow(at, step, before.to_vec(), after.to_vec());
        }
        (Element::Refused, _) => (Effect::Widens, "elements may stand here now"),
        (_, Element::Refused) => (Effect::Narrows, "no element may stand here any more"),
        (Element::Anything, Element::Described(_)) => (Effect::Narrows, "must fit a schema now"),
        (Element::Described(_), Element::Anything) => (Effect::Widens, "may be anything now"),
    };
    let place = |view: &View<'a>| {
        let parts = view.prefix.first().and_then(|parts| parts.first());
        let parts = parts.or(view.items.parts.first());
        let refused = view.items.refused.clone();
        refused
            .or(parts.map(|part| part.origin.clone()))
            .unwrap_or_else(|| view.origin.clone())
    };
    let report = Report {
        kind: Kind::ItemsChanged,
        effect,
        weight: Weight::Firm,
        message: message.to_owned(),
        old: Some(&place(old)),
        new: Some(&place(new)),
    };
    let inner = At {
        subject: at.subject.step(step),
        ..*at
    };
    walk.report(&inner, report);
}
