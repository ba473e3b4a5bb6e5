use super::check::Checker;
use super::sink::{Place, Sink};
use super::{JsonType, Rule, Schema};
use crate::text::Tree;

/// How many variants' reasons are told.
const REASONS: usize = 12;

/// What `oneOf`, `anyOf`, `not` and `if` demand.
pub(super) fn check(
    checker: &mut Checker,
    schema: &Schema,
    rule: &Rule,
    tree: &Tree<'_>,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    if let Some(variant) = named(schema, rule, tree).or_else(|| of_null(rule, tree)) {
        return checker.check(variant, tree, place, sink);
    }
    match rule {
        Rule::OneOf([only]) | Rule::AnyOf([only]) => checker.check(only, tree, place, sink),
        Rule::OneOf(variants) => {
            let fitting = variants
                .iter()
                .filter(|variant| checker.fits(variant, tree))
                .count();
            match fitting {
                0 => none_fits(checker, variants, tree, place, sink),
                1 => {}
                several => {
                    let count = variants.len();
                    sink.add(
                        place,
                        format_args!("fits {several} of the {count} variants, and must fit one"),
                    );
                }
            }
        }
        Rule::AnyOf(variants) if !variants.iter().any(|variant| checker.fits(variant, tree)) => {
            none_fits(checker, variants, tree, place, sink);
        }
        Rule::If(conditional) => {
            let follows = match checker.fits(conditional.condition, tree) {
                true => conditional.then,
                false => conditional.otherwise,
            };
            if let Some(schema) = follows {
                checker.check(schema, tree, place, sink);
            }
        }
        Rule::Not(schema) if checker.fits(schema, tree) => sink.add(place, "is what it must not be"),
        _ => {}
    }
}

/// The variant that the value itself names.
fn named(schema: &Schema, rule: &Rule, tree: &Tree<'_>) -> Option<&'static Schema> {
    let (Rule::OneOf(variants) | Rule::AnyOf(variants)) = *rule else {
        return None;
    };
    let Tree::Object(members) = tree else { return None };
    let discriminator = schema.0.iter().find_map(|rule| match rule {
        Rule::Discriminator(discriminator) => Some(discriminator),
        _ => None,
    })?;
    let told = members.iter().find_map(|(name, value)| match value {
        Tree::String(text) if name.as_str() == discriminator.property => Some(text.as_str()),
        _ => None,
    })?;
    let (_, index) = discriminator.mapping.iter().find(|(name, _)| *name == told)?;
    variants.get(*index).copied()
}

/// What a value must be that is not null, and may be.
fn of_null(rule: &Rule, tree: &Tree<'_>) -> Option<&'static Schema> {
    let (Rule::OneOf([one, other]) | Rule::AnyOf([one, other])) = *rule else {
        return None;
    };
    let is_null = |schema: &Schema| matches!(schema.0, [Rule::Type([JsonType::Null])]);
    match tree {
        Tree::Null => None,
        _ if is_null(one) => Some(other),
        _ if is_null(other) => Some(one),
        _ => None,
    }
}

/// Says of each variant the first thing that rules it out.
fn none_fits(
    checker: &mut Checker,
    variants: &[&'static Schema],
    tree: &Tree<'_>,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    let count = variants.len();
    if !sink.is_report() || checker.explaining {
        sink.add(place, format_args!("fits none of the {count} variants"));
        return;
    }
    checker.explaining = true;
    let mut reasons = Vec::new();
    for (index, variant) in variants.iter().enumerate().take(REASONS) {
        let mut first = Sink::first_only();
        checker.check(variant, tree, place, &mut first);
        reasons.extend(
            first
                .into_first()
                .map(|reason| format!("{}: {reason}", index + 1)),
        );
    }
    checker.explaining = false;
    let more = if count > REASONS { "; and so on" } else { "" };
    sink.add(
        place,
        format_args!("fits none of the {count} variants: {}{more}", reasons.join("; ")),
    );
}
