//! Where references lead: pointers, anchors, `$id`s, files, and what only looks like a reference.

use bindery_document::{Document, LoadOptions, RemoteFiles, load, sha256};
use bindery_model::{Diagnostics, Pointer};
use tempfile::TempDir;

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n";

/// Writes files, of which `api.yaml` is the document without its head, and loads it.
fn load_files(files: &[(&str, &str)]) -> (TempDir, Document) {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let head = if *name == "api.yaml" { HEAD } else { "" };
        std::fs::write(path, format!("{head}{text}")).unwrap();
    }
    let mut diagnostics = Diagnostics::new();
    let options = LoadOptions::default();
    let (_, document) = load(&folder.path().join("api.yaml"), &options, &mut diagnostics);
    assert_eq!(diagnostics.items(), []);
    (folder, document.unwrap())
}

/// The title of what each member of `x-see` comes to, or the code of its fault.
fn titles(files: &[(&str, &str)]) -> Vec<String> {
    let (_folder, document) = load_files(files);
    let see = document
        .at(&Pointer::parse("/components/schemas").unwrap())
        .unwrap();
    let title = |(_, cursor)| match document.resolve(&cursor) {
        Ok(end) => end
            .get("title")
            .and_then(|title| title.as_str())
            .unwrap_or("untitled")
            .to_owned(),
        Err(diagnostic) => diagnostic.code.to_string(),
    };
    see.members()
        .filter(|(name, _)| name.starts_with("See"))
        .map(title)
        .collect()
}

#[test]
fn pointers_lead_into_any_place() {
    let api = r##"
components:
  schemas:
    SeeProperty: {$ref: '#/components/schemas/Pet/properties/tag'}
    SeeItem: {$ref: '#/components/schemas/Pet/properties/list/items'}
    SeePart: {$ref: '#/components/schemas/Pet/allOf/1'}
    SeeEscaped: {$ref: '#/components/schemas/Pet/properties/a~1b%20%25%7Bc%7D~0'}
    SeeEmpty: {$ref: '#/components/schemas/Pet/properties/'}
    SeeNumber: {$ref: '#/components/schemas/Pet/properties/7'}
    SeeParameter: {$ref: '#/components/parameters/Page/schema'}
    SeeThrough: {$ref: '#/components/schemas/Alias/properties/tag'}
    SeeThroughTwo: {$ref: '#/components/schemas/Second/properties/tag'}
    SeeTrailing: {$ref: '#/components/schemas/Pet/'}
    SeeLeadingZero: {$ref: '#/components/schemas/Pet/allOf/01'}
    SeeGarbage: {$ref: '#/components/schemas/%zz'}
    SeeWhole: {$ref: '#'}
    SeeItself: {$ref: '#/components/schemas/SeeItself'}
    SeeWithin: {$ref: '#/components/schemas/SeeWithin/properties/a'}
    Alias: {$ref: '#/components/schemas/Pet'}
    Second: {$ref: '#/components/schemas/Alias'}
    Pet:
      allOf: [{title: first}, {title: part}]
      properties:
        tag: {title: tag}
        list: {items: {title: item}}
        'a/b %{c}~': {title: escaped}
        '': {title: empty}
        7: {title: number}
  parameters:
    Page: {name: page, in: query, schema: {title: parameter}}
"##;
    assert_eq!(
        titles(&[("api.yaml", api)]),
        [
            "tag",
            "item",
            "part",
            "escaped",
            "empty",
            "number",
            "parameter",
            "tag",
            "tag",
            "dangling-reference",
            "dangling-reference",
            "invalid-reference",
            "invalid-reference",
            "reference-cycle",
            "dangling-reference"
        ]
    );
}

#[test]
fn files_are_the_same_however_they_are_named() {
    let api = r##"
components:
  schemas:
    SeeDot: {$ref: './schemas/a.yaml#/Pet'}
    SeeUp: {$ref: 'schemas/../schemas/a.yaml#/Pet'}
    SeeWhole: {$ref: 'schemas/whole'}
    SeeWholeFragment: {$ref: 'schemas/whole#'}
    SeeJson: {$ref: 'schemas/b%20c.json'}
    SeeBack: {$ref: 'schemas/a.yaml#/Back'}
    SeeRound: {$ref: 'schemas/a.yaml#/Round'}
    SeeCase: {$ref: 'schemas/A.yaml'}
    Target: {title: target}
"##;
    let files = [
        ("api.yaml", api),
        (
            "schemas/a.yaml",
            "Pet: {title: pet}\nBack: {$ref: '../api.yaml#/components/schemas/Target'}\nRound: {$ref: 'd.yaml#/Round'}\n",
        ),
        ("schemas/d.yaml", "Round: {$ref: 'a.yaml#/Round'}\n"),
        ("schemas/whole", "title: whole\n"),
        ("schemas/b c.json", "{\"title\": \"json\"}"),
    ];
    let (_folder, document) = load_files(&files);
    let end = |name: &str| {
        let place = Pointer::parse(&format!("/components/schemas/{name}")).unwrap();
        document.resolve(&document.at(&place).unwrap()).unwrap().origin()
    };
    assert_eq!(end("SeeDot"), end("SeeUp"));
    assert_eq!(
        titles(&files),
        [
            "pet",
            "pet",
            "whole",
            "whole",
            "json",
            "target",
            "reference-cycle",
            "dangling-reference"
        ]
    );
}

#[test]
fn what_only_looks_like_a_reference_is_not_followed() {
    let api = r##"
x-note: {$ref: 'absent-1.yaml'}
components:
  schemas:
    Pet:
      properties:
        $ref: {title: a property of this name}
        $id: {type: string}
      default: {$ref: 'absent-2.yaml'}
      examples: [{$ref: present.yaml}]
      const: {$ref: present.yaml, $id: 'https://a.example/pet'}
      enum: [{$ref: present.yaml, $anchor: pet}]
    SeeNoId: {$ref: 'https://a.example/pet'}
    SeeNoAnchor: {$ref: '#pet'}
"##;
    let files = [("api.yaml", api), ("present.yaml", "{}")];
    assert_eq!(titles(&files), ["remote-reference", "invalid-reference"]);
    let (folder, _) = load_files(&files);
    let mut diagnostics = Diagnostics::new();
    let path = folder.path().join("api.yaml");
    let (sources, _) = load(&path, &LoadOptions::default(), &mut diagnostics);
    assert_eq!(sources.paths().count(), 1, "data names no files");
}

#[test]
fn a_reference_into_data_makes_it_a_schema() {
    let api = r##"
x-shared: {Pet: {$ref: 'pet.yaml'}}
components:
  schemas:
    See: {$ref: '#/x-shared/Pet'}
"##;
    assert_eq!(titles(&[("api.yaml", api), ("pet.yaml", "title: pet")]), ["pet"]);
}

#[test]
fn ids_set_bases_and_anchors_name_places() {
    let api = r##"
components:
  schemas:
    SeeId: {$ref: 'https://a.example/schemas/pet'}
    SeeNested: {$ref: 'https://a.example/schemas/tag'}
    SeeAnchor: {$ref: 'https://a.example/schemas/pet#name'}
    SeeOutside: {$ref: '#outside'}
    SeeRelativeToItself: {$id: 'https://a.example/schemas/see', $ref: 'tag'}
    SeeUrn: {$ref: 'urn:example:pet#/$defs/x'}
    SeeInner: {$ref: '#/components/schemas/Pet/properties/inner'}
    SeeRoot: {$ref: '#/components/schemas/Pet/properties/root'}
    SeeLenient: {$ref: '#/components/schemas/Pet/properties/lenient'}
    Outside: {title: outside, $anchor: outside}
    Urn: {$id: 'urn:example:pet', $defs: {x: {title: urn}}}
    Pet:
      $id: https://a.example/schemas/pet
      title: pet
      $defs:
        tag: {$id: tag, title: tag}
        name: {$anchor: name, title: name}
      properties:
        inner: {$ref: '#/$defs/name'}
        root: {$ref: '#'}
        lenient: {$ref: '#/components/schemas/Outside'}
"##;
    assert_eq!(
        titles(&[("api.yaml", api)]),
        [
            "pet", "tag", "name", "outside", "tag", "urn", "name", "pet", "outside"
        ]
    );
}

#[test]
fn a_file_is_found_beside_the_one_that_names_it_whatever_its_id() {
    let files = [
        (
            "api.yaml",
            "components: {schemas: {See: {$ref: 's/pet.yaml#/properties/tag'}}}\n",
        ),
        (
            "s/pet.yaml",
            "$id: https://a.example/pet.yaml\nproperties: {tag: {$ref: tag.yaml}}\n",
        ),
        (
            "s/tag.yaml",
            "$id: https://a.example/other/tag.yaml\ntitle: tag\n",
        ),
    ];
    assert_eq!(titles(&files), ["tag"]);
}

/// Loads a document that may refer to `https://a.example/`, with these copies and this list.
fn load_remote(list: &str, copies: &[(&str, &str)], reference: &str) -> Result<String, (String, String)> {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "api.yaml",
        &format!("{HEAD}components: {{schemas: {{See: {{$ref: '{reference}'}}}}}}\n"),
    );
    write("remote/bindery-remote.json", list);
    copies
        .iter()
        .for_each(|(name, text)| write(&format!("remote/{name}"), text));
    let options = LoadOptions {
        remote: RemoteFiles {
            allow: vec!["https://a.example/".into()],
            cache: None,
        },
        ..LoadOptions::default()
    };
    let mut diagnostics = Diagnostics::new();
    let (_, document) = load(&folder.path().join("api.yaml"), &options, &mut diagnostics);
    assert_eq!(diagnostics.items(), []);
    let document = document.unwrap();
    let see = document
        .at(&Pointer::parse("/components/schemas/See").unwrap())
        .unwrap();
    match document.resolve(&see) {
        Ok(end) => Ok(end.get("title").unwrap().as_str().unwrap().to_owned()),
        Err(fault) => {
            let missing: Vec<&str> = document.missing_copies().collect();
            Err((fault.message, missing.join(" ")))
        }
    }
}

#[test]
fn files_of_other_machines_are_read_from_copies_that_are_what_was_recorded() {
    let pet = "properties: {tag: {$ref: 'tags/tag.yaml'}}\n";
    let tag = "title: tag\n";
    let list = format!(
        r#"{{"https://a.example/s/pet.yaml": {{"file": "pet.yaml", "sha256": "{}"}},
            "https://a.example/s/tags/tag.yaml": {{"file": "tag.yaml", "sha256": "{}"}}}}"#,
        sha256(pet.as_bytes()),
        sha256(tag.as_bytes())
    );
    let reference = "https://a.example/s/pet.yaml#/properties/tag";
    let copies = [("pet.yaml", pet), ("tag.yaml", tag)];
    assert_eq!(load_remote(&list, &copies, reference), Ok("tag".to_owned()));

    let (message, missing) = load_remote(&list, &copies[..1], reference).unwrap_err();
    assert_eq!(message, "there is no copy of `tags/tag.yaml`");
    assert_eq!(missing, "https://a.example/s/tags/tag.yaml");

    let altered = [("pet.yaml", pet), ("tag.yaml", "title: other\n")];
    let (message, _) = load_remote(&list, &altered, reference).unwrap_err();
    assert_eq!(message, "the copy of `tags/tag.yaml` is not what was recorded");

    let elsewhere = "https://b.example/s/pet.yaml";
    let (message, missing) = load_remote(&list, &copies, elsewhere).unwrap_err();
    assert_eq!(
        message,
        "`https://b.example/s/pet.yaml` would be read from another machine"
    );
    assert_eq!(missing, "", "what is not allowed is not fetched");
}

#[test]
fn hashes_are_those_of_the_standard() {
    assert_eq!(
        sha256(b"abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[test]
fn a_dynamic_reference_is_read_as_what_it_begins_as() {
    let api = r##"
components:
  schemas:
    See: {$dynamicRef: '#item'}
    SeeBeside: {$ref: '#/components/schemas/Item', $dynamicRef: '#item'}
    Item: {$dynamicAnchor: item, title: item}
"##;
    assert_eq!(titles(&[("api.yaml", api)]), ["item", "item"]);
    let (_folder, document) = load_files(&[("api.yaml", api)]);
    let beside = document.at(&Pointer::parse("/components/schemas/SeeBeside/allOf/0").unwrap());
    assert!(document.resolve(&beside.unwrap()).is_ok());
}

#[test]
fn a_dynamic_reference_stays_where_several_schemas_declare_its_anchor() {
    let api = r##"
components:
  schemas:
    List:
      $id: https://a.example/list
      items: {$dynamicRef: '#item'}
      $defs:
        any: {$dynamicAnchor: item, title: any}
        plain: {$anchor: other}
    Strings:
      $id: https://a.example/strings
      $ref: list
      not: {$dynamicRef: '#other'}
      $defs: {string: {$dynamicAnchor: item, title: string}, other: {$anchor: other, title: other}}
"##;
    let (_folder, document) = load_files(&[("api.yaml", api)]);
    let at = |place: &str| document.at(&Pointer::parse(place).unwrap()).unwrap();
    let named = |place: &str| {
        let anchors = document.dynamic_anchors(&at(place)).into_iter();
        let title = |(name, place): (&str, bindery_document::Cursor<'_>)| {
            let title = place.get("title")?;
            Some(format!("{name} {}", title.as_str()?))
        };
        anchors.filter_map(title).collect::<Vec<_>>()
    };
    let text = at("/components/schemas/List/items/$dynamicRef");
    assert_eq!(document.dynamic_anchor(&text).as_deref(), Some("item"));
    assert_eq!(named("/components/schemas/List/items"), ["item any"]);
    assert_eq!(named("/components/schemas/Strings"), ["item string"]);
    assert_eq!(named("/components"), [""; 0]);
    // No `$dynamicAnchor`: it is a `$ref`.
    assert!(
        document
            .resolve(&at("/components/schemas/Strings/not"))
            .unwrap()
            .get("title")
            .is_some()
    );
}
