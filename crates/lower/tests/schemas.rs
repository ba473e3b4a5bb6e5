//! One document per feature of schemas, in `schemas/`: what it is lowered to, and what is said of its
//! mistakes. A document called `mistake_…` is lowered once more with `keep_going`.

mod schema_text;

use std::path::Path;

use bindery_document::{LoadOptions, RenderStyle, in_order, load, render};
use bindery_lower::{AmbiguousUnions, Lowered, Settings, lower};
use bindery_model::{Diagnostics, Severity, Shape};

#[test]
fn every_schema_is_lowered_as_before() {
    insta::glob!("schemas/*.yaml", |found| {
        let name = found.file_name().unwrap();
        // Relative, so that snapshots name no machine's folders.
        let path = Path::new("tests/schemas").join(name);
        let mut text = lowered_text(&path, &Settings::default());
        if name.to_string_lossy().starts_with("mistake_") {
            text.push_str("\n======== keep going\n\n");
            text.push_str(&lowered_text(&path, &keep_going()));
        }
        insta::assert_snapshot!(text);
    });
}

#[test]
fn a_mistake_is_an_error_and_going_on_makes_it_a_warning() {
    for path in fixtures() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_mistake = name.starts_with("mistake_");
        let (_, diagnostics, report) = lower_file(&path, &Settings::default());
        assert_eq!(diagnostics.has_errors(), is_mistake, "{name}\n{report}");
        let (lowered, diagnostics, _) = lower_file(&path, &keep_going());
        assert!(!diagnostics.has_errors(), "{name}");
        let is_untyped = is_mistake || name.starts_with("conflict_");
        assert_eq!(!lowered.omissions.is_empty(), is_untyped, "{name}");
    }
}

/// Whoever cannot live with an ambiguous union says so.
#[test]
fn ambiguity_is_an_error_where_it_is_denied() {
    let settings = Settings {
        ambiguous_unions: AmbiguousUnions::Deny,
        ..Settings::default()
    };
    let (_, diagnostics, _) = lower_file(Path::new("tests/schemas/union_ambiguous.yaml"), &settings);
    let mut ambiguous = diagnostics
        .items()
        .iter()
        .filter(|item| item.code.name() == "ambiguous-union");
    assert!(ambiguous.all(|item| item.severity == Severity::Error));
    assert!(diagnostics.has_errors());
}

/// What a plan says does not depend on the order in which a document lists the variants.
#[test]
fn a_plan_does_not_depend_on_the_order_of_variants() {
    let text = std::fs::read_to_string("tests/schemas/union_order.yaml").unwrap();
    let reasons = |first: &str, second: &str| {
        let (lowered, _, _) = lower_file(Path::new("tests/schemas/union_order.yaml"), &Settings::default());
        let reason = |name: &str| {
            let made = lowered
                .api
                .types
                .iter()
                .find(|made| made.name.as_str() == name)
                .unwrap();
            let Shape::Union(union) = &made.shape else {
                panic!("{name} is no union")
            };
            let mut reasons: Vec<(Vec<String>, bool)> = union
                .separations
                .iter()
                .map(|separation| {
                    let label = |index: usize| union.variants[index].label.clone();
                    let mut pair = vec![label(separation.left), label(separation.right)];
                    pair.sort();
                    (pair, separation.reason.is_some())
                })
                .collect();
            reasons.sort();
            (reasons, union.tests.len(), union.several)
        };
        (reason(first), reason(second))
    };
    assert!(text.contains("Forward") && text.contains("Backward"));
    let (forward, backward) = reasons("Forward", "Backward");
    assert_eq!(forward, backward);
}

fn fixtures() -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir("tests/schemas")
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect()
}

fn keep_going() -> Settings {
    Settings {
        keep_going: true,
        ..Settings::default()
    }
}

fn lower_file(path: &Path, settings: &Settings) -> (Lowered, Diagnostics, String) {
    let mut diagnostics = Diagnostics::new();
    let (sources, document) = load(path, &LoadOptions::default(), &mut diagnostics);
    let lowered = document
        .map(|document| lower(&document, settings, &mut diagnostics))
        .unwrap_or_default();
    let mut copy = Diagnostics::new();
    for item in diagnostics.items() {
        copy.push(item.clone());
    }
    let report = render(&in_order(copy, &sources), &sources, RenderStyle::Plain);
    (lowered, diagnostics, report)
}

fn lowered_text(path: &Path, settings: &Settings) -> String {
    let (lowered, diagnostics, report) = lower_file(path, settings);
    let mut text = report;
    if !diagnostics.has_errors() {
        text.push_str(&schema_text::of(&lowered));
    }
    text
}
