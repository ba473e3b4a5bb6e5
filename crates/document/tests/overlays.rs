//! What overlays change, and where the result comes from.

use bindery_document::{Document, LoadOptions, load};
use bindery_model::{Diagnostics, FileId, Pointer};
use tempfile::TempDir;

const DOCUMENT: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /a: { get: { tags: [one, two, three], deprecated: false } }
  /b: { get: { tags: [four] } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
";

fn load_with(overlays: &[&str]) -> (TempDir, Document) {
    let (folder, document, diagnostics) = load_versions("1.0.0", overlays);
    assert_eq!(diagnostics.items(), []);
    (folder, document.unwrap())
}

fn load_versions(version: &str, overlays: &[&str]) -> (TempDir, Option<Document>, Diagnostics) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("api.yaml");
    std::fs::write(&path, DOCUMENT).unwrap();
    let mut options = LoadOptions::default();
    for (index, actions) in overlays.iter().enumerate() {
        let overlay = folder.path().join(format!("overlay{index}.yaml"));
        let head = "info: { title: Changes, version: '1' }\nactions:\n";
        std::fs::write(&overlay, format!("overlay: {version}\n{head}{actions}")).unwrap();
        options.overlays.push(overlay);
    }
    let mut diagnostics = Diagnostics::new();
    let (_, document) = load(&path, &options, &mut diagnostics);
    (folder, document, diagnostics)
}

fn text(document: &Document, pointer: &str) -> String {
    let place = Pointer::parse(pointer).unwrap();
    document
        .at(&place)
        .map_or_else(|| "nothing".into(), |cursor| cursor.value().to_text())
}

fn origin(document: &Document, pointer: &str) -> (usize, String) {
    let place = Pointer::parse(pointer).unwrap();
    let origin = document.at(&place).unwrap().origin();
    (origin.file.0, origin.pointer.to_string())
}

#[test]
fn objects_are_merged_lists_are_extended_and_the_rest_is_replaced() {
    let (_folder, document) = load_with(&["\
- target: $.paths['/a'].get
  update: { tags: [four], deprecated: true, summary: A, x: { y: 1 } }
- target: $.paths['/b'].get.tags
  update: five
"]);
    assert_eq!(
        text(&document, "/paths/~1a/get"),
        r#"{"tags":["one","two","three","four"],"deprecated":true,"summary":"A","x":{"y":1}}"#
    );
    assert_eq!(text(&document, "/paths/~1b/get/tags"), r#"["four","five"]"#);
}

#[test]
fn what_an_overlay_brought_comes_from_the_overlay() {
    let (_folder, document) = load_with(&[
        "- target: $.paths['/a'].get\n  update: { tags: [four], deprecated: true, x: { y: 1 } }\n",
        "- target: $.paths['/a'].get.x\n  update: { z: 2 }\n",
    ]);
    assert_eq!(origin(&document, "/paths/~1a/get"), (0, "#/paths/~1a/get".into()));
    assert_eq!(
        origin(&document, "/paths/~1a/get/tags/2"),
        (0, "#/paths/~1a/get/tags/2".into())
    );
    assert_eq!(
        origin(&document, "/paths/~1a/get/tags/3"),
        (1, "#/actions/0/update/tags/0".into())
    );
    assert_eq!(
        origin(&document, "/paths/~1a/get/deprecated"),
        (1, "#/actions/0/update/deprecated".into())
    );
    assert_eq!(
        origin(&document, "/paths/~1a/get/x/y"),
        (1, "#/actions/0/update/x/y".into())
    );
    assert_eq!(
        origin(&document, "/paths/~1a/get/x/z"),
        (2, "#/actions/0/update/z".into())
    );
    let pet = document
        .at(&Pointer::parse("/components/schemas/Pet").unwrap())
        .unwrap();
    assert_eq!(pet.origin().file, FileId(0));
}

#[test]
fn items_behind_a_removed_one_keep_their_origin() {
    let (_folder, document) = load_with(&["\
- target: $.paths['/a'].get.tags
  update: { deep: [x] }
- target: $.paths['/a'].get.tags[0]
  remove: true
- target: $.paths['/a'].get.tags[?@ == 'two']
  remove: true
"]);
    assert_eq!(
        text(&document, "/paths/~1a/get/tags"),
        r#"["three",{"deep":["x"]}]"#
    );
    assert_eq!(
        origin(&document, "/paths/~1a/get/tags/0"),
        (0, "#/paths/~1a/get/tags/2".into())
    );
    assert_eq!(
        origin(&document, "/paths/~1a/get/tags/1/deep/0"),
        (1, "#/actions/0/update/deep/0".into())
    );
}

#[test]
fn removing_several_items_at_once_removes_those_that_were_meant() {
    let (_folder, document) = load_with(&["\
- target: $.paths['/a'].get.tags[?@ == 'one' || @ == 'three']
  remove: true
- target: $.paths.*.get.deprecated
  remove: true
"]);
    assert_eq!(text(&document, "/paths/~1a/get"), r#"{"tags":["two"]}"#);
}

#[test]
fn a_target_may_name_what_an_earlier_action_brought() {
    let (_folder, document) = load_with(&["\
- target: $.components.schemas
  update: { Owner: { type: object } }
- target: $.components.schemas.Owner
  update: { description: Who owns a pet }
- target: $.components.schemas[?@.type == 'object']
  update: { x-seen: true }
"]);
    assert_eq!(
        text(&document, "/components/schemas/Owner"),
        r#"{"type":"object","description":"Who owns a pet","x-seen":true}"#
    );
    assert_eq!(text(&document, "/components/schemas/Pet/x-seen"), "true");
}

#[test]
fn what_is_removed_and_brought_again_is_the_overlays() {
    let (_folder, document) = load_with(&["\
- target: $.components.schemas.Pet
  remove: true
- target: $.components.schemas
  update: { Pet: { $ref: '#/components/schemas/Dog' }, Dog: { type: string } }
"]);
    assert_eq!(
        origin(&document, "/components/schemas/Pet/$ref"),
        (1, "#/actions/1/update/Pet/$ref".into())
    );
    let pet = document
        .at(&Pointer::parse("/components/schemas/Pet").unwrap())
        .unwrap();
    let dog = document.resolve(&pet).unwrap();
    assert_eq!(dog.pointer().to_string(), "#/components/schemas/Dog");
}

#[test]
fn an_overlay_of_the_project_applies() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let options = LoadOptions {
        overlays: vec![folder.join("payment-sessions.overlay.yaml")],
        ..LoadOptions::default()
    };
    let mut diagnostics = Diagnostics::new();
    let (_, document) = load(&folder.join("payment-sessions.yaml"), &options, &mut diagnostics);
    assert_eq!(diagnostics.items(), []);
    let selection = Pointer::parse("/components/schemas/Provider/x-select-by").unwrap();
    assert_eq!(document.unwrap().at(&selection).unwrap().origin().file, FileId(1));
}

fn load_1_1(actions: &str) -> (TempDir, Document) {
    let (folder, document, diagnostics) = load_versions("1.1.0", &[actions]);
    assert_eq!(diagnostics.items(), []);
    (folder, document.unwrap())
}

/// What is said of one overlay, and what stands at a place after it.
fn said_of(version: &str, actions: &str) -> (Vec<String>, bool) {
    let (_folder, _, diagnostics) = load_versions(version, &[actions]);
    let messages = diagnostics.items().iter().map(|item| item.message.clone());
    (messages.collect(), diagnostics.has_errors())
}

#[test]
fn lists_are_added_to_lists_as_the_version_says() {
    let actions = "- target: $.paths['/b'].get.tags\n  update: [five, six]\n";
    let (_folder, document) = load_1_1(actions);
    assert_eq!(text(&document, "/paths/~1b/get/tags"), r#"["four","five","six"]"#);
    assert_eq!(
        origin(&document, "/paths/~1b/get/tags/2"),
        (1, "#/actions/0/update/1".into())
    );
    let (_folder, document) = load_with(&[actions]);
    assert_eq!(
        text(&document, "/paths/~1b/get/tags"),
        r#"["four",["five","six"]]"#
    );
}

#[test]
fn copies_are_what_stood_there_and_come_from_there() {
    let (_folder, document) = load_1_1(
        "\
- target: $.components.schemas
  update: { Dog: { properties: { tail: { type: boolean } } } }
- target: $.components.schemas.Pet.properties
  update: { age: { type: integer } }
- target: $.components.schemas.Dog
  copy: $.components.schemas.Pet
- target: $.paths['/a'].get.tags
  copy: $.paths['/b'].get.tags
- target: $.paths['/a'].get.deprecated
  copy: $.components.schemas.Pet.type
",
    );
    let dog = "/components/schemas/Dog/properties";
    assert_eq!(
        text(&document, dog),
        r#"{"tail":{"type":"boolean"},"name":{"type":"string"},"age":{"type":"integer"}}"#
    );
    let name = "#/components/schemas/Pet/properties/name/type";
    assert_eq!(origin(&document, &format!("{dog}/name/type")), (0, name.into()));
    assert_eq!(
        origin(&document, &format!("{dog}/age/type")),
        (1, "#/actions/1/update/age/type".into())
    );
    let tail = "#/actions/0/update/Dog/properties/tail";
    assert_eq!(origin(&document, &format!("{dog}/tail")), (1, tail.into()));
    assert_eq!(
        text(&document, "/paths/~1a/get"),
        r#"{"tags":["one","two","three","four"],"deprecated":"object"}"#
    );
}

#[test]
fn what_cannot_be_copied_is_an_error() {
    let copy = |target: &str, from: &str| said_of("1.1.0", &format!("- target: {target}\n  copy: {from}\n"));
    let none = copy("$.info", "$.nothing");
    assert_eq!(
        none,
        (vec!["`copy` must name one value, and names 0".to_owned()], true)
    );
    let two = copy("$.info", "$.paths.*");
    assert_eq!(
        two,
        (vec!["`copy` must name one value, and names 2".to_owned()], true)
    );
    let kinds = copy("$.info.title", "$.paths");
    let message = "`$.info.title` is a primitive value, which an object cannot replace".to_owned();
    assert_eq!(kinds, (vec![message], true));
    let (messages, is_error) = said_of("1.0.0", "- target: $.info\n  copy: $.paths\n");
    assert!(
        is_error && messages[0] == "overlays know no `copy` here",
        "{messages:?}"
    );
}

#[test]
fn what_does_not_fit_together_is_an_error_in_1_1() {
    let actions = "- target: $.paths['/a'].get\n  update: { tags: { one: 1 } }\n";
    let message = "`$.paths['/a'].get.tags` is an array, which an object cannot replace";
    assert_eq!(said_of("1.1.0", actions), (vec![message.to_owned()], true));
    assert_eq!(said_of("1.0.0", actions), (Vec::new(), false));
    let mixed = "- target: $.paths['/a'].get.*\n  update: four\n";
    let message = "the target names a primitive value and an array; all must be of one kind";
    assert_eq!(said_of("1.1.0", mixed), (vec![message.to_owned()], true));
}

#[test]
fn a_target_that_matches_nothing_is_an_error_in_1_0_and_a_warning_in_1_1() {
    let actions = "- target: $.components.schemas.Pett\n  update: { description: A pet }\n";
    let message = vec!["the target `$.components.schemas.Pett` matches nothing".to_owned()];
    assert_eq!(said_of("1.0.0", actions), (message.clone(), true));
    assert_eq!(said_of("1.1.0", actions), (message, false));
}

#[test]
fn what_cannot_be_read_hides_no_mistake_of_other_files() {
    let (folder, document, diagnostics) = load_versions("1.0.0", &["  [", "  - target: $.nope\n    ]"]);
    assert!(document.is_none());
    let files: Vec<FileId> = diagnostics
        .items()
        .iter()
        .map(|item| item.labels[0].origin.file)
        .collect();
    assert_eq!(files, [FileId(1), FileId(2)]);

    let path = folder.path().join("api.yaml");
    std::fs::write(&path, "openapi: [").unwrap();
    let options = LoadOptions {
        overlays: vec![folder.path().join("overlay0.yaml")],
        ..LoadOptions::default()
    };
    let mut diagnostics = Diagnostics::new();
    let (_, document) = load(&path, &options, &mut diagnostics);
    assert!(document.is_none());
    assert_eq!(diagnostics.items().len(), 2);
}
