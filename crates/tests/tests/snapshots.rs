//! All output of every fixture, and the report of every invalid document.

use std::path::Path;

use bindery::{AmbiguousUnions, Part, Problem, Project, Target, generate};
use bindery_document::RenderStyle;

fn target(path: &Path) -> Target {
    // Named from this crate's folder, so that reports read the same on every machine.
    let spec = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap())
        .unwrap_or(path);
    let settings = spec.with_extension("toml");
    if settings.exists() {
        let project = Project::read(settings).unwrap_or_else(|problem| panic!("{problem}"));
        let mut target = project.select(&[]).unwrap()[0].clone();
        target.output = "fixture".into();
        return target;
    }
    let mut target = Target::new("fixture", spec, "fixture");
    target.parts = vec![Part::Client, Part::Server];
    target
}

#[test]
fn every_file_of_every_fixture() {
    insta::glob!("../fixtures", "*.yaml", |path| {
        let generation =
            generate(&target(path), RenderStyle::Plain).unwrap_or_else(|problem| panic!("{problem}"));
        let mut all = generation.warnings(RenderStyle::Plain);
        for (name, text) in &generation.files {
            if name != "Cargo.toml" {
                all.push_str(&format!("\n//// {name}\n{text}"));
            }
        }
        insta::assert_snapshot!(all);
    });
}

#[test]
fn every_report_of_an_invalid_document() {
    insta::glob!("../fixtures/invalid", "*.*", |path| {
        let name = path.to_string_lossy();
        if name.ends_with(".overlay.yaml") || name.ends_with(".toml") {
            return;
        }
        let mut target = target(path);
        target.settings.ambiguous_unions = AmbiguousUnions::Deny;
        let overlay = target.spec.with_extension("overlay.yaml");
        if overlay.exists() {
            target.overlays.push(overlay);
        }
        let Err(problem @ Problem::Document { .. }) = generate(&target, RenderStyle::Plain) else {
            panic!("{} should have been refused", path.display());
        };
        assert_located(&problem);
        insta::assert_snapshot!(problem.to_string());
    });
}

#[test]
fn a_missing_file_is_reported() {
    let problem = generate(
        &Target::new("fixture", "fixtures/absent.yaml", "fixture"),
        RenderStyle::Plain,
    )
    .unwrap_err();
    insta::assert_snapshot!(problem.to_string());
}

/// The report begins with a line that says file, line and column.
fn assert_located(problem: &Problem) {
    let text = problem.to_string();
    let first = text.lines().next().unwrap_or_default();
    let mut parts = first.split(':').skip(1);
    let number =
        |part: Option<&str>| part.is_some_and(|part| part.parse::<usize>().is_ok_and(|number| number > 0));
    assert!(number(parts.next()) && number(parts.next()), "{first}");
}
