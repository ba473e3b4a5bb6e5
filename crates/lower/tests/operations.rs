//! One document per feature of operations, in `operations/`: what it is lowered to, or what is said
//! of its mistakes. A document called `mistake_…` is lowered once more with `keep_going`.

mod operation_text;

use std::path::Path;

use bindery_document::{LoadOptions, RenderStyle, in_order, load, render};
use bindery_lower::{Lowered, Settings, lower};
use bindery_model::Diagnostics;

#[test]
fn every_document_is_lowered_as_before() {
    insta::glob!("operations/*.yaml", |found| {
        let name = found.file_name().unwrap();
        // Relative, so that snapshots name no machine's folders.
        let path = Path::new("tests/operations").join(name);
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
    for entry in std::fs::read_dir("tests/operations").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".yaml") {
            continue;
        }
        let is_mistake = name.starts_with("mistake_");
        assert_eq!(
            lower_file(&path, &Settings::default()).1.has_errors(),
            is_mistake,
            "{name}"
        );
        let (lowered, diagnostics, _) = lower_file(&path, &keep_going());
        assert!(!diagnostics.has_errors(), "{name}");
        assert_eq!(!lowered.omissions.is_empty(), is_mistake, "{name}");
    }
}

/// What this project was started for: no mistakes, no warnings, and the names that users will write.
#[test]
fn payment_sessions_are_lowered_without_a_word() {
    let overlay = "../../specs/payment-sessions.overlay.yaml".into();
    let options = LoadOptions {
        overlays: vec![overlay],
        ..LoadOptions::default()
    };
    let mut diagnostics = Diagnostics::new();
    let path = Path::new("../../specs/payment-sessions.yaml");
    let (_, document) = load(path, &options, &mut diagnostics);
    let lowered = lower(&document.unwrap(), &Settings::default(), &mut diagnostics);
    assert_eq!(diagnostics.items(), []);
    insta::assert_snapshot!(operation_text::of(&lowered));
}

#[test]
fn shipments_are_lowered_without_a_word() {
    let path = Path::new("tests/fixtures/shipments.yaml");
    let (lowered, diagnostics, _) = lower_file(path, &Settings::default());
    assert_eq!(diagnostics.items(), []);
    insta::assert_snapshot!(operation_text::of(&lowered));
}

/// Operations that are left out take nothing with them.
#[test]
fn indices_fit_whatever_is_left_out() {
    for entry in std::fs::read_dir("tests/operations").unwrap() {
        let api = lower_file(&entry.unwrap().path(), &keep_going()).0.api;
        for operation in &api.operations {
            let sets = operation.security.iter().flat_map(|set| &set.schemes);
            assert!(sets.clone().all(|(index, _)| *index < api.security_schemes.len()));
            assert!(
                operation
                    .idempotency_key
                    .is_none_or(|index| index < operation.parameters.len())
            );
        }
    }
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
        text.push_str(&operation_text::of(&lowered));
    }
    text
}
