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
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("api.yaml");
    std::fs::write(&path, DOCUMENT).unwrap();
    let mut options = LoadOptions::default();
    for (index, actions) in overlays.iter().enumerate() {
        let overlay = folder.path().join(format!("overlay{index}.yaml"));
        let head = "overlay: 1.0.0\ninfo: { title: Changes, version: '1' }\nactions:\n";
        std::fs::write(&overlay, format!("{head}{actions}")).unwrap();
        options.overlays.push(overlay);
    }
    let mut diagnostics = Diagnostics::new();
    let (_, document) = load(&path, &options, &mut diagnostics);
    assert_eq!(diagnostics.items(), []);
    (folder, document.unwrap())
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
