//! What the manifest of an output folder knows of the names in it, and what a run says that changes some.

use std::path::Path;

use bindery::{Folder, Generation, NameChange, Target, generate};
use bindery_document::RenderStyle;

const BEFORE: &str = "openapi: 3.0.3
info: { title: Pets, version: '1' }
paths: {}
components:
  schemas:
    Pet:
      type: object
      properties:
        status: { type: string, enum: [a, b] }
    Gone: { type: object, properties: { x: { type: string } } }
";

fn generation(folder: &Path, text: &str) -> Generation {
    let spec = folder.join("pets.yaml");
    std::fs::write(&spec, text).unwrap();
    generate(&Target::new("pets", spec, folder.join("out")), RenderStyle::Plain).unwrap()
}

fn written(folder: &Path, text: &str) -> Vec<NameChange> {
    let generation = generation(folder, text);
    let output = Folder::open(folder.join("out")).unwrap();
    let changes = output.changes(&generation.items);
    output.write(&generation.files, &generation.items).unwrap();
    changes
}

#[test]
fn a_renamed_item_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(written(folder.path(), BEFORE), []);
    assert_eq!(written(folder.path(), BEFORE), []);

    let after = BEFORE.replace("    Gone:", "    PetStatus:");
    let changed = generation(folder.path(), &after);
    let output = Folder::open(folder.path().join("out")).unwrap();
    let changes = output.changes(&changed.items);
    let told: Vec<_> = changes
        .iter()
        .map(|change| (change.from.as_str(), change.to.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("types::Gone", None),
            ("types::PetStatus", Some("types::PetStatusProperty")),
        ]
    );
    let notices = changed.notices(&changes, RenderStyle::Plain).unwrap();
    assert!(
        notices.contains("pets.yaml:9:17: warning[renamed-item]"),
        "{notices}"
    );
    assert!(
        notices.contains("#/components/schemas/Pet/properties/status"),
        "{notices}"
    );
}

#[test]
fn the_manifest_is_the_same_wherever_it_is_written() {
    let read = |folder: &Path| std::fs::read_to_string(folder.join("out/bindery-manifest.json")).unwrap();
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    written(here.path(), BEFORE);
    written(there.path(), BEFORE);
    assert_eq!(read(here.path()), read(there.path()));
    assert!(!read(here.path()).contains(&*here.path().to_string_lossy()));

    // The folder moves, and still knows its names.
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::rename(here.path().join("out"), elsewhere.path().join("out")).unwrap();
    assert_eq!(
        written(elsewhere.path(), &BEFORE.replace("Gone", "Left")).len(),
        1
    );
}

#[test]
fn an_item_that_only_moved_is_not_told() {
    let folder = tempfile::tempdir().unwrap();
    let union = "    Choice: { oneOf: [{ type: object, title: one, required: [a], properties: { a: { type: string } } }, { type: object, title: two, required: [b], properties: { b: { type: string } } }] }\n";
    written(folder.path(), &format!("{BEFORE}{union}"));
    let turned = union
        .replace("title: one", "title: x")
        .replace("title: two", "title: one")
        .replace("title: x", "title: two");
    let turned = turned
        .replace("[a]", "[x]")
        .replace("[b]", "[a]")
        .replace("[x]", "[b]");
    let turned = turned
        .replace("{ a:", "{ x:")
        .replace("{ b:", "{ a:")
        .replace("{ x:", "{ b:");
    assert_eq!(written(folder.path(), &format!("{BEFORE}{turned}")), []);
}
