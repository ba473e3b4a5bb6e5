//! What a document reads as: values, versions, places, references across files.

use bindery_document::{Cursor, Document, LoadOptions, SpecVersion, load, openapiv3};
use bindery_model::{Diagnostics, FileId, Json, Pointer};
use tempfile::TempDir;

/// Writes files, the first of which is the document, and loads it without any fault.
fn load_files(files: &[(&str, &str)]) -> (TempDir, Document) {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut diagnostics = Diagnostics::new();
    let path = folder.path().join(files[0].0);
    let (_, document) = load(&path, &LoadOptions::default(), &mut diagnostics);
    assert_eq!(diagnostics.items(), []);
    (folder, document.unwrap())
}

fn load_yaml(rest: &str) -> (TempDir, Document) {
    let text = format!("openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths: {{}}\n{rest}");
    load_files(&[("api.yaml", &text)])
}

fn at<'d>(document: &'d Document, pointer: &str) -> Cursor<'d> {
    document.at(&Pointer::parse(pointer).unwrap()).unwrap()
}

#[test]
fn yaml_keeps_keys_integers_and_order() {
    let (_folder, document) = load_yaml(
        "x:\n  404: a\n  0x10: b\n  true: c\n  z: 18446744073709551616\n  a: -9223372036854775809\n  date: 2024-01-01\n  float: 1.5\n",
    );
    let value = at(&document, "/x").value().to_text();
    assert_eq!(
        value,
        r#"{"404":"a","0x10":"b","true":"c","z":18446744073709551616,"a":-9223372036854775809,"date":"2024-01-01","float":1.5}"#
    );
}

#[test]
fn merge_keys_are_applied_and_own_members_win() {
    let (_folder, document) = load_yaml(
        "x-base: &base {a: 1, b: 2}\nx-more: &more {b: 3, c: 4}\nx-one: {a: 0, <<: *base}\nx-two:\n  <<: [*more, *base]\n  d: 5\n",
    );
    assert_eq!(at(&document, "/x-one").value().to_text(), r#"{"a":0,"b":2}"#);
    assert_eq!(
        at(&document, "/x-two").value().to_text(),
        r#"{"b":3,"c":4,"a":1,"d":5}"#
    );
}

#[test]
fn json_keeps_the_digits_of_numbers() {
    let text = r#"{"openapi":"3.0.4","info":{"title":"A","version":"1"},"paths":{},"x":[1.10,1e400,123456789012345678901234567890,-0],"<<":{}}"#;
    let (_folder, document) = load_files(&[("api.json", text)]);
    let digits = at(&document, "/x").value().to_text();
    assert_eq!(digits, "[1.10,1e400,123456789012345678901234567890,-0]");
    assert_eq!(document.version(), SpecVersion::V3_0);
    assert!(document.root().get("<<").is_some(), "JSON has no merge keys");
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let (_folder, document) = load_files(&[(
        "api.yaml",
        "\u{feff}openapi: 3.1.1\ninfo: {title: A, version: '1'}\npaths: {}\n",
    )]);
    assert_eq!(document.version(), SpecVersion::V3_1);
}

#[test]
fn cursors_know_where_they_are() {
    let (_folder, document) = load_yaml("x:\n  a/b~c:\n    - first\n    - {deep: true}\n");
    let x = document.root().get("x").unwrap();
    let (name, list) = x.members().next().unwrap();
    assert_eq!(name, "a/b~c");
    let deep = list.items().nth(1).unwrap().get("deep").unwrap();
    assert_eq!(deep.pointer().to_string(), "#/x/a~1b~0c/1/deep");
    assert_eq!(deep.origin().pointer, deep.pointer());
    assert_eq!(deep.as_bool(), Some(true));
    assert!(list.item(2).is_none());
    assert!(document.at(&Pointer::parse("/x/a~1b~0c/01").unwrap()).is_none());
}

#[test]
fn references_lead_through_files_and_back() {
    let (_folder, document) = load_files(&[
        (
            "api.yaml",
            "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Pet: {$ref: 'schemas/my%20pet.yaml#/a~1b/%7Bx%7D'}\n    Owner: {type: string}\n",
        ),
        (
            "schemas/my pet.yaml",
            "a/b:\n  '{x}': {$ref: '../api.yaml#/components/schemas/Named'}\n",
        ),
    ]);
    let pet = at(&document, "/components/schemas/Pet");
    let step = document.reference_target(&pet).unwrap().unwrap();
    assert_eq!(step.origin().file, FileId(1));
    let error = document.resolve(&pet).err().unwrap();
    assert_eq!(error.code.name(), "dangling-reference");
    assert_eq!(
        error.labels[0].origin.file,
        FileId(1),
        "the second reference is at fault"
    );

    let (_folder, document) = load_files(&[
        (
            "api.yaml",
            "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Pet: {$ref: 'pet.json'}\n    Owner: {type: string}\n",
        ),
        ("pet.json", "{\"$ref\": \"./sub/../more.yaml#/Owner\"}"),
        ("more.yaml", "Owner: {$ref: 'api.yaml#/components/schemas/Owner'}"),
    ]);
    let owner = document
        .resolve(&at(&document, "/components/schemas/Pet"))
        .unwrap();
    assert_eq!(owner.pointer().to_string(), "#/components/schemas/Owner");
    assert_eq!(owner.origin().file, FileId(0));
}

#[test]
fn a_schema_that_contains_a_reference_to_itself_is_no_cycle() {
    let (_folder, document) = load_yaml(
        "components:\n  schemas:\n    Node: {properties: {next: {$ref: '#/components/schemas/Node'}}}\n",
    );
    let next = at(&document, "/components/schemas/Node/properties/next");
    let node = document.resolve(&next).unwrap();
    assert_eq!(node.pointer().to_string(), "#/components/schemas/Node");
    let itself = document.resolve(&node).unwrap();
    assert_eq!(itself.pointer(), node.pointer(), "what is no reference stays");
}

#[test]
fn a_member_called_ref_is_no_reference() {
    let (_folder, document) = load_yaml("x: {properties: {$ref: {type: string}}}\n");
    let properties = at(&document, "/x/properties");
    assert!(!properties.is_reference());
    assert_eq!(
        document.resolve(&properties).unwrap().pointer(),
        properties.pointer()
    );
}

#[test]
fn a_document_of_3_1_may_have_components_alone() {
    load_files(&[(
        "api.yaml",
        "openapi: 3.1.0\ninfo: {title: A, version: '1'}\ncomponents: {}\n",
    )]);
}

#[test]
fn flat_parts_are_read_as_types_with_the_place_of_what_does_not_fit() {
    let (_folder, document) = load_yaml(
        "x-good: {title: Pets, version: '1', contact: {name: Me}}\nx-bad: {title: Pets, version: '1', contact: {name: [1]}}\n",
    );
    let info: openapiv3::Info = at(&document, "/x-good").parse().unwrap();
    assert_eq!(info.contact.unwrap().name.as_deref(), Some("Me"));
    let error = at(&document, "/x-bad").parse::<openapiv3::Info>().err().unwrap();
    assert!(
        error.labels[0]
            .origin
            .pointer
            .to_string()
            .starts_with("#/x-bad/contact"),
        "{error:?}"
    );
    assert!(!error.message.contains("line"), "{}", error.message);
}

#[test]
fn mended_members_are_gone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("api.yaml");
    let text = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\ntags: null\npaths:\n  /a: {parameters: null, get: {tags: ~, x-null: ~}}\n";
    std::fs::write(&path, text).unwrap();
    let mut diagnostics = Diagnostics::new();
    let (_, document) = load(&path, &LoadOptions::default(), &mut diagnostics);
    assert!(!diagnostics.has_errors());
    assert_eq!(diagnostics.items().len(), 3);
    let document = document.unwrap();
    assert!(document.root().get("tags").is_none());
    let item = at(&document, "/paths/~1a");
    assert_eq!(item.value().to_text(), r#"{"get":{"x-null":null}}"#);
    assert_eq!(at(&document, "/paths/~1a/get/x-null").value(), &Json::Null);
}
