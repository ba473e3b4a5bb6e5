//! Bounds, patterns and formats.

use std::cmp::Ordering;

use bindery_model::Format;

use super::bounds::Bound;
use super::view::View;
use super::walk::{At, Report, Walk};
use crate::Kind;
use crate::effect::{Effect, Weight};

pub(super) fn compare<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    for bound in Bound::ALL {
        if old.types.and(new.types).intersects(bound.about()) {
            compare_bound(walk, at, bound, (old, new));
        }
    }
    compare_patterns(walk, at, old, new);
    compare_formats(walk, at, old, new);
}

fn compare_bound(walk: &mut Walk<'_, '_>, at: &At, bound: Bound, (old, new): (&View<'_>, &View<'_>)) {
    let keyword = bound.keyword();
    let report = match (old.bounds.get(bound), new.bounds.get(bound)) {
        (Some((before, from)), Some((after, to))) => {
            let tightens = match after.compare(before) {
                Ordering::Equal => return,
                Ordering::Greater => bound.is_lower(),
                Ordering::Less => !bound.is_lower(),
            };
            Report {
                kind: if tightens {
                    Kind::BoundTightened
                } else {
                    Kind::BoundLoosened
                },
                effect: if tightens { Effect::Narrows } else { Effect::Widens },
                weight: Weight::Firm,
                message: format!("`{keyword}` changed from {} to {}", before.0, after.0),
                old: Some(from),
                new: Some(to),
            }
        }
        (None, Some((after, to))) => Report {
            kind: Kind::BoundAdded,
            effect: Effect::Narrows,
            // What is bounded at last was bounded by servers all along, mostly; but no length is nothing.
            weight: if bound == Bound::MinLength {
                Weight::Firm
            } else {
                Weight::Soft
            },
            message: format!("`{keyword}` is {} now; there was none", after.0),
            old: Some(&old.origin),
            new: Some(to),
        },
        (Some((before, from)), None) => Report {
            kind: Kind::BoundRemoved,
            effect: Effect::Widens,
            weight: Weight::Firm,
            message: format!("`{keyword}` was {}; there is none now", before.0),
            old: Some(from),
            new: Some(&new.origin),
        },
        (None, None) => return,
    };
    walk.report(at, report);
}

fn compare_patterns<'a>(walk: &mut Walk<'_, 'a>, at: &At, old: &View<'a>, new: &View<'a>) {
    let tells = |pattern: &str| !matches!(pattern, "" | ".*" | "^.*$" | "^.*" | ".*$");
    let apart = |of: &View<'a>, from: &View<'a>| {
        let mut found = of.patterns.iter().filter(|pattern| {
            tells(pattern.what) && !from.patterns.iter().any(|other| other.what == pattern.what)
        });
        found.next().cloned()
    };
    let report = match (apart(old, new), apart(new, old)) {
        (Some(before), Some(after)) => (
            Kind::PatternChanged,
            Effect::Replaces,
            Weight::Soft,
            format!("the pattern changed from `{}` to `{}`", before.what, after.what),
        ),
        (None, Some(after)) => (
            Kind::PatternAdded,
            Effect::Narrows,
            Weight::Firm,
            format!("must match `{}` now", after.what),
        ),
        (Some(before), None) => (
            Kind::PatternRemoved,
            Effect::Widens,
            Weight::Soft,
            format!("need no longer match `{}`", before.what),
        ),
        (None, None) => return,
    };
    let (kind, effect, weight, message) = report;
    let (from, to) = (old.patterns.first(), new.patterns.first());
    let report = Report {
        kind,
        effect,
        weight,
        message,
        old: Some(from.map_or(&old.origin, |pattern| &pattern.origin)),
        new: Some(to.map_or(&new.origin, |pattern| &pattern.origin)),
    };
    walk.report(at, report);
}

fn compare_formats(walk: &mut Walk<'_, '_>, at: &At, old: &View<'_>, new: &View<'_>) {
    let apart = |of: &View<'_>, from: &View<'_>| {
        let mut found = of
            .formats
            .iter()
            .filter(|format| !from.formats.iter().any(|other| other.what == format.what));
        found.next().cloned()
    };
    let (before, after) = (apart(old, new), apart(new, old));
    let name = |format: Format| format!("{format:?}").to_lowercase();
    let (effect, message) = match (&before, &after) {
        (Some(before), Some(after)) => {
            let effect = match (holds(after.what, before.what), holds(before.what, after.what)) {
                (true, _) => Effect::Widens,
                (_, true) => Effect::Narrows,
                _ => Effect::Replaces,
            };
            let (from, to) = (name(before.what), name(after.what));
            (effect, format!("the format changed from {from} to {to}"))
        }
        (None, Some(after)) => (Effect::Narrows, format!("the format is {} now", name(after.what))),
        (Some(before), None) => (
            Effect::Widens,
            format!("the format is no longer {}", name(before.what)),
        ),
        (None, None) => return,
    };
    let report = Report {
        kind: Kind::FormatChanged,
        effect,
        weight: Weight::Firm,
        message,
        old: Some(before.as_ref().map_or(&old.origin, |format| &format.origin)),
        new: Some(after.as_ref().map_or(&new.origin, |format| &format.origin)),
    };
    walk.report(at, report);
}

/// Whether every value of one format is of the other, too.
fn holds(wide: Format, narrow: Format) -> bool {
    let range = |format: Format| -> Option<(i128, i128)> {
        Some(match format {
            Format::Int8 => (i8::MIN.into(), i8::MAX.into()),
            Format::Int16 => (i16::MIN.into(), i16::MAX.into()),
            Format::Int32 => (i32::MIN.into(), i32::MAX.into()),
            Format::Int64 => (i64::MIN.into(), i64::MAX.into()),
            Format::Uint8 => (0, u8::MAX.into()),
            Format::Uint16 => (0, u16::MAX.into()),
            Format::Uint32 => (0, u32::MAX.into()),
            Format::Uint64 => (0, u64::MAX.into()),
            _ => return None,
        })
    };
    match (range(wide), range(narrow)) {
        (Some(wide), Some(narrow)) => wide.0 <= narrow.0 && narrow.1 <= wide.1,
        _ => matches!(
            (wide, narrow),
            (Format::Iri, Format::Uri)
                | (
                    Format::IriReference,
                    Format::UriReference | Format::Iri | Format::Uri
                )
                | (Format::UriReference, Format::Uri)
        ),
    }
}
