//! What is said of documents that are valid: all of `lints/loud.yaml`, and nothing of `lints/quiet.yaml`, which
//! does what comes close to each.

use std::path::Path;

use bindery_document::{LoadOptions, RenderStyle, in_order, load, render};
use bindery_lower::{Settings, lint, lower};
use bindery_model::Diagnostics;

fn report(name: &str) -> String {
    let path = Path::new("tests/lints").join(name);
    let mut diagnostics = Diagnostics::new();
    let (sources, document) = load(&path, &LoadOptions::default(), &mut diagnostics);
    let document = document.unwrap();
    let lowered = lower(&document, &Settings::default(), &mut diagnostics);
    lint(&document, &lowered, &mut diagnostics);
    render(&in_order(diagnostics, &sources), &sources, RenderStyle::Plain)
}

#[test]
fn what_hurts_users_is_told() {
    insta::assert_snapshot!(report("loud.yaml"));
}

#[test]
fn what_is_well_meant_is_left_alone() {
    assert_eq!(report("quiet.yaml"), "");
}
