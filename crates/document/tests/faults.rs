//! Every file of `faults/` is read, with the overlay of its name where there is one, and all of its
//! references followed: the report is a snapshot. A new case is a new file.

use std::path::{Path, PathBuf};

use bindery_document::{LoadOptions, RenderStyle, in_order, load, render};
use bindery_model::Diagnostics;

fn report(path: &Path) -> String {
    let overlay = path.with_extension("overlay.yaml");
    let options = LoadOptions {
        overlays: overlay.exists().then_some(overlay).into_iter().collect(),
        ..LoadOptions::default()
    };
    let mut diagnostics = Diagnostics::new();
    let (sources, document) = load(path, &options, &mut diagnostics);
    if let Some(document) = &document {
        let mut open = vec![document.root()];
        while let Some(cursor) = open.pop() {
            if let Err(diagnostic) = document.resolve(&cursor) {
                diagnostics.push(*diagnostic);
            }
            open.extend(cursor.items());
            open.extend(cursor.members().map(|(_, member)| member));
        }
    }
    render(&in_order(diagnostics, &sources), &sources, RenderStyle::Plain)
}

#[test]
fn reports() {
    insta::glob!("faults/*.{yaml,json}", |path| {
        if path.to_string_lossy().ends_with(".overlay.yaml") {
            return;
        }
        // As a user would name it: relative to the folder that the tests run in.
        let name = path.file_name().unwrap_or_default();
        let report = report(&PathBuf::from("tests/faults").join(name));
        assert!(report.starts_with("tests/faults/"), "{report}");
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(report);
        });
    });
}

#[test]
fn a_missing_file_is_reported_at_its_beginning() {
    insta::assert_snapshot!(report(Path::new("specs/absent.yaml")), @r"
    specs/absent.yaml:1:1: error[missing-file]: there is no file `specs/absent.yaml`
     |
     = help: check the path; a relative one starts at the current folder
    ");
}
