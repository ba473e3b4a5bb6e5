//! `x-select-by`: which shape siblings choose.

use bindery_model::{Json, SelectBy, Shape, TypeId, Union};

use super::part::Version;
use super::view::View;
use super::walk::{At, Report, Walk};
use crate::Kind;
use crate::effect::{Effect, Weight};
use crate::words::list;

pub(super) fn compare<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    let (Some(before), Some(after)) = (selection(walk.old, old), selection(walk.new, new)) else {
        return;
    };
    for (effect, message) in changes(before, after) {
        let report = Report {
            kind: Kind::SelectionChanged,
            effect,
            weight: Weight::Firm,
            message,
            old: Some(&old.origin),
            new: Some(&new.origin),
        };
        walk.report(at, report);
    }
}

/// How siblings choose among the branches of a schema, where they do.
fn selection<'a>(version: &Version<'a>, view: &View<'a>) -> Option<(&'a Union, &'a SelectBy)> {
    let unions = view
        .named
        .iter()
        .filter_map(|id: &TypeId| match &version.api.type_def(*id).shape {
            Shape::Union(union) => Some((union, union.select_by.as_ref()?)),
            _ => None,
        });
    unions.last()
}

fn changes(
    (old_union, old): (&Union, &SelectBy),
    (new_union, new): (&Union, &SelectBy),
) -> Vec<(Effect, String)> {
    let tags = |select: &SelectBy| {
        select
            .tags
            .iter()
            .map(|tag| tag.wire_name.clone())
            .collect::<Vec<_>>()
    };
    let (was, is) = (tags(old), tags(new));
    if was != is {
        let message = format!("{} choose the shape now; it was {}", list(&is), list(&was));
        return vec![(Effect::Replaces, message)];
    }
    let mut told = Vec::new();
    let label = |union: &Union, index: usize| {
        let variant = union.variants.get(index);
        variant.map_or_else(String::new, |variant| variant.label.clone())
    };
    for case in &old.cases {
        let shape = label(old_union, case.then);
        match new.cases.iter().find(|other| other.when == case.when) {
            None => told.push((
                Effect::Narrows,
                format!(
                    "{} chooses no shape any more; it chose {shape}",
                    values(&case.when)
                ),
            )),
            Some(other) if label(new_union, other.then) != shape => {
                let now = label(new_union, other.then);
                told.push((
                    Effect::Replaces,
                    format!("{} chooses {now} now; it chose {shape}", values(&case.when)),
                ));
            }
            Some(_) => {}
        }
    }
    for case in &new.cases {
        if old.cases.iter().all(|other| other.when != case.when) {
            let shape = label(new_union, case.then);
            told.push((
                Effect::Widens,
                format!("{} chooses {shape} now", values(&case.when)),
            ));
        }
    }
    let absences = old.tags.iter().zip(&new.tags);
    for (before, after) in absences.filter(|(before, after)| before.absent != after.absent) {
        let words = |absent: &Option<Json>| {
            absent
                .as_ref()
                .map_or_else(|| "nothing".to_owned(), Json::to_text)
        };
        let (name, was, is) = (&before.wire_name, words(&before.absent), words(&after.absent));
        told.push((
            Effect::Replaces,
            format!("the absence of `{name}` counts as {is} now; it counted as {was}"),
        ));
    }
    told
}

fn values(when: &[Option<Json>]) -> String {
    let words: Vec<String> = when
        .iter()
        .map(|value| {
            value
                .as_ref()
                .map_or_else(|| "anything".to_owned(), Json::to_text)
        })
        .collect();
    list(&words)
}
