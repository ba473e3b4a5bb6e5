//! `enum`, `const` and `default`.

use bindery_model::Json;

use super::view::{Placed, View};
use super::walk::{At, Report, Walk};
use crate::Kind;
use crate::effect::{Effect, Weight};
use crate::words::list;

pub(super) fn compare<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    let origins = (Some(&old.origin), Some(&new.origin));
    match (&old.values, &new.values) {
        (Some(old), Some(new)) => compare_values(walk, at, old, new),
        (None, Some(values)) => {
            let report = Report {
                kind: Kind::EnumAdded,
                effect: Effect::Narrows,
                weight: Weight::Firm,
                message: format!("only {} are left", shown(&values.what)),
                old: origins.0,
                new: Some(&values.origin),
            };
            walk.report(at, report);
        }
        (Some(values), None) => {
            let report = Report {
                kind: Kind::EnumRemoved,
                effect: Effect::Widens,
                // Whoever reads an enum was told that there may be more values; a constant is a promise.
                weight: if values.what.len() == 1 {
                    Weight::Firm
                } else {
                    Weight::Soft
                },
                message: format!("values other than {} may come", shown(&values.what)),
                old: Some(&values.origin),
                new: origins.1,
            };
            walk.report(at, report);
        }
        (None, None) => {}
    }
}

fn compare_values(walk: &mut Walk<'_, '_>, at: &At, old: &Placed<Vec<&Json>>, new: &Placed<Vec<&Json>>) {
    let missing = |from: &[&Json], of: &[&Json]| -> Vec<String> {
        // Null is told of with the types.
        let missing = of
            .iter()
            .filter(|value| !from.contains(value) && ***value != Json::Null);
        missing.map(|value| value.to_text()).collect()
    };
    let (removed, added) = (missing(&new.what, &old.what), missing(&old.what, &new.what));
    let report = |kind, effect, weight, message| Report {
        kind,
        effect,
        weight,
        message,
        old: Some(&old.origin),
        new: Some(&new.origin),
    };
    if let ([was], [is]) = (old.what.as_slice(), new.what.as_slice()) {
        if !removed.is_empty() {
            let message = format!(
                "the only value changed from {} to {}",
                was.to_text(),
                is.to_text()
            );
            walk.report(
                at,
                report(Kind::EnumChanged, Effect::Replaces, Weight::Firm, message),
            );
        }
        return;
    }
    if !removed.is_empty() {
        let message = format!("no longer listed: {}", list(&removed));
        walk.report(
            at,
            report(Kind::EnumValueRemoved, Effect::Narrows, Weight::Firm, message),
        );
    }
    if !added.is_empty() {
        let message = format!("listed now: {}", list(&added));
        walk.report(
            at,
            report(Kind::EnumValueAdded, Effect::Widens, Weight::Soft, message),
        );
    }
}

fn shown(values: &[&Json]) -> String {
    let texts: Vec<String> = values.iter().map(|value| value.to_text()).collect();
    list(&texts)
}

/// What absence means.
pub(super) fn compare_defaults<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    if old.default == new.default {
        return;
    }
    let report = Report {
        kind: Kind::DefaultChanged,
        effect: Effect::Keeps,
        weight: Weight::Firm,
        message: default_words(old.default, new.default),
        old: Some(&old.origin),
        new: Some(&new.origin),
    };
    walk.report(at, report);
}

/// How a default changed, in words.
pub(crate) fn default_words(old: Option<&Json>, new: Option<&Json>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => {
            format!("absence meant {} and means {} now", old.to_text(), new.to_text())
        }
        (Some(old), None) => format!("absence no longer means {}", old.to_text()),
        (None, Some(new)) => format!("absence means {} now", new.to_text()),
        (None, None) => "the default is the same".to_owned(),
    }
}
