//! Swagger 2.0: what it reads as, and where that was written.

use std::path::Path;

use bindery_document::{Cursor, Document, LoadOptions, SpecVersion, load};
use bindery_model::{Diagnostics, Pointer};
use tempfile::TempDir;

const HEAD: &str = "swagger: '2.0'\ninfo: {title: A, version: '1'}\n";

fn load_files(files: &[(&str, &str)], overlay: Option<&str>) -> (TempDir, Document, Vec<&'static str>) {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let overlays = overlay.map(|text| {
        let path = folder.path().join("overlay.yaml");
        std::fs::write(&path, text).unwrap();
        path
    });
    let options = LoadOptions {
        overlays: overlays.into_iter().collect(),
        ..LoadOptions::default()
    };
    let mut diagnostics = Diagnostics::new();
    let path = folder.path().join(Path::new(files[0].0));
    let (_, document) = load(&path, &options, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.items());
    let codes = diagnostics.items().iter().map(|item| item.code.name()).collect();
    (folder, document.unwrap(), codes)
}

fn load_yaml(rest: &str) -> (TempDir, Document, Vec<&'static str>) {
    load_files(&[("api.yaml", &format!("{HEAD}{rest}"))], None)
}

fn at<'d>(document: &'d Document, pointer: &str) -> Cursor<'d> {
    let found = document.at(&Pointer::parse(pointer).unwrap());
    found.unwrap_or_else(|| panic!("nothing at {pointer} of {}", document.root().value().to_text()))
}

fn text(document: &Document, pointer: &str) -> String {
    at(document, pointer).value().to_text()
}

/// File and place of what stands at `pointer`.
fn origin(document: &Document, pointer: &str) -> (usize, String) {
    let origin = at(document, pointer).origin();
    (origin.file.0, origin.pointer.to_string())
}

#[test]
fn sections_become_components_and_know_where_they_were() {
    let (_folder, document, _) = load_yaml(
        "paths: {}\ndefinitions: {Pet: {type: object, properties: {a: {type: string}}}}\n\
         parameters: {Limit: {name: limit, in: query, type: integer, maximum: 5}}\n\
         responses: {Gone: {description: Gone}}\n\
         securityDefinitions: {staff: {type: basic}}\n",
    );
    assert_eq!(document.version(), SpecVersion::V2_0);
    assert_eq!(
        origin(&document, "/components/schemas/Pet/properties/a").1,
        "#/definitions/Pet/properties/a"
    );
    assert_eq!(
        origin(&document, "/components/parameters/Limit/schema/maximum").1,
        "#/parameters/Limit/maximum"
    );
    assert_eq!(
        origin(&document, "/components/responses/Gone").1,
        "#/responses/Gone"
    );
    assert_eq!(
        text(&document, "/components/securitySchemes/staff"),
        r#"{"type":"http","scheme":"basic"}"#
    );
    assert_eq!(
        origin(&document, "/components/securitySchemes/staff/scheme").1,
        "#/securityDefinitions/staff/type"
    );
}

#[test]
fn references_lead_to_where_things_have_gone() {
    let (_folder, document, _) = load_yaml(
        "paths:\n  /a:\n    post:\n      parameters: [{name: b, in: body, schema: {type: object, properties: {x: {type: string}}}}]\n      responses: {'200': {$ref: '#/responses/Fine'}}\n\
         definitions: {Pet: {properties: {of: {$ref: '#/paths/~1a/post/parameters/0/schema/properties/x'}, limit: {$ref: '#/parameters/Limit/items'}}}}\n\
         parameters: {Limit: {name: limit, in: query, type: array, items: {type: integer}}}\n\
         responses: {Fine: {description: Fine, schema: {$ref: '#/definitions/Pet'}}}\n",
    );
    for (pointer, target) in [
        ("/paths/~1a/post/responses/200", "/components/responses/Fine"),
        (
            "/components/responses/Fine/content/application~1json/schema",
            "/components/schemas/Pet",
        ),
        (
            "/components/schemas/Pet/properties/of",
            "/paths/~1a/post/requestBody/content/application~1json/schema/properties/x",
        ),
        (
            "/components/schemas/Pet/properties/limit",
            "/components/parameters/Limit/schema/items",
        ),
    ] {
        let resolved = document.resolve(&at(&document, pointer)).unwrap();
        assert_eq!(resolved.pointer(), Pointer::parse(target).unwrap(), "{pointer}");
    }
}

#[test]
fn an_overlay_speaks_of_the_document_as_it_is_written() {
    let document = format!("{HEAD}paths: {{}}\ndefinitions: {{Pet: {{type: object}}}}\n");
    let overlay = "overlay: 1.0.0\ninfo: {title: A, version: '1'}\nactions:\n  - target: $.definitions\n    update: {New: {type: string, x-nullable: true}, Pet: {discriminator: kind}}\n";
    let (_folder, document, _) = load_files(&[("api.yaml", &document)], Some(overlay));
    assert_eq!(
        text(&document, "/components/schemas/New"),
        r#"{"type":"string","x-nullable":true,"nullable":true}"#
    );
    let brought = (1, "#/actions/0/update/New/x-nullable".to_owned());
    assert_eq!(origin(&document, "/components/schemas/New/nullable"), brought);
    assert_eq!(
        origin(&document, "/components/schemas/Pet/discriminator/propertyName"),
        (1, "#/actions/0/update/Pet/discriminator".to_owned())
    );
    assert_eq!(origin(&document, "/components/schemas/Pet/type").0, 0);
}

#[test]
fn other_files_are_of_the_same_version() {
    let root = format!(
        "{HEAD}produces: [application/json]\npaths:\n  /a:\n    $ref: 'paths.yaml#/a'\n  /b:\n    post:\n      parameters: [{{$ref: 'shared.yaml#/Body'}}, {{$ref: 'shared.yaml#/Ids'}}]\n      responses: {{'200': {{$ref: 'shared.yaml#/Fine'}}}}\n"
    );
    let paths = "a:\n  get:\n    parameters: [{name: q, in: query, type: string, collectionFormat: csv}]\n    responses: {'200': {description: A, schema: {$ref: 'shared.yaml#/definitions/Pet'}}}\n";
    let shared = "Body: {name: b, in: body, schema: {type: object, properties: {x: {type: file}}}}\nIds: {name: ids, in: query, type: array, items: {type: integer}}\nFine: {description: Fine, schema: {$ref: '#/definitions/Pet'}}\ndefinitions: {Pet: {discriminator: kind}}\n";
    let (_folder, document, codes) = load_files(
        &[
            ("api.yaml", &root),
            ("paths.yaml", paths),
            ("shared.yaml", shared),
        ],
        None,
    );
    assert_eq!(codes, Vec::<&str>::new());
    let followed = |pointer: &str| document.resolve(&at(&document, pointer)).unwrap();
    let item = followed("/paths/~1a");
    let schema = ["get", "responses", "200", "content", "application/json", "schema"]
        .iter()
        .fold(item, |reached, name| reached.get(name).unwrap());
    assert_eq!(
        document.resolve(&schema).unwrap().value().to_text(),
        r#"{"discriminator":{"propertyName":"kind"}}"#
    );
    let body = followed("/paths/~1b/post/requestBody/content/application~1json/schema");
    assert_eq!(
        body.value().to_text(),
        r#"{"type":"object","properties":{"x":{"type":"string","format":"binary"}}}"#
    );
    assert_eq!(body.origin().pointer.to_string(), "#/Body/schema");
    let ids = followed("/paths/~1b/post/parameters/0");
    assert_eq!(
        ids.value().to_text(),
        r#"{"name":"ids","in":"query","style":"form","explode":false,"schema":{"type":"array","items":{"type":"integer"}}}"#
    );
    let fine = followed("/paths/~1b/post/responses/200");
    assert!(fine.get("content").is_some());
}

#[test]
fn lists_are_written_as_their_format_says() {
    let (_folder, document, codes) = load_yaml(
        "paths:\n  /a/{p}:\n    get:\n      responses: {'200': {description: A}}\n      parameters:\n        - {name: a, in: query, type: array, items: {type: string}}\n        - {name: b, in: query, type: array, items: {type: string}, collectionFormat: multi}\n        - {name: c, in: query, type: array, items: {type: string}, collectionFormat: ssv}\n        - {name: d, in: query, type: array, items: {type: string}, collectionFormat: pipes}\n        - {name: e, in: query, type: array, items: {type: string}, collectionFormat: tsv}\n        - {name: p, in: path, required: true, type: array, items: {type: string}}\n        - {name: f, in: query, type: array, items: {type: array, items: {type: string}, collectionFormat: pipes}}\n",
    );
    let styles: Vec<String> = at(&document, "/paths/~1a~1{p}/get/parameters")
        .items()
        .map(|parameter| {
            let member = |name: &str| {
                parameter
                    .get(name)
                    .map_or("-".into(), |member| member.value().to_text())
            };
            let kind = parameter
                .get("schema")
                .unwrap()
                .get("type")
                .unwrap()
                .value()
                .to_text();
            format!("{} {} {}", member("style"), member("explode"), kind)
        })
        .collect();
    assert_eq!(
        styles,
        [
            r#""form" false "array""#,
            r#""form" true "array""#,
            r#""spaceDelimited" false "array""#,
            r#""pipeDelimited" false "array""#,
            r#"- - "string""#,
            r#""simple" false "array""#,
            r#"- - "string""#,
        ]
    );
    assert_eq!(codes, ["collection-format", "collection-format"]);
}

#[test]
fn a_body_is_read_as_what_is_consumed() {
    let (_folder, document, _) = load_yaml(
        "consumes: [application/json, application/vnd.a+json]\nproduces: [application/xml]\npaths:\n  /a:\n    parameters: [{$ref: '#/parameters/B'}]\n    post: {responses: {'200': {description: A, schema: {type: file}}}}\n    put:\n      consumes: [text/csv]\n      produces: [text/csv]\n      responses: {default: {$ref: '#/responses/R'}}\nparameters: {B: {name: b, in: body, required: true, schema: {type: object}}}\nresponses: {R: {description: R, schema: {type: object}}}\n",
    );
    assert_eq!(
        text(&document, "/paths/~1a/post/requestBody"),
        r##"{"$ref":"#/components/requestBodies/B"}"##
    );
    let content = at(&document, "/components/requestBodies/B/content");
    let types: Vec<&str> = content.members().map(|(name, _)| name).collect();
    assert_eq!(types, ["application/json", "application/vnd.a+json"]);
    let again = document
        .resolve(&at(
            &document,
            "/components/requestBodies/B/content/application~1vnd.a+json/schema",
        ))
        .unwrap();
    assert_eq!(again.origin().pointer.to_string(), "#/parameters/B/schema");
    assert_eq!(again.value().to_text(), r#"{"type":"object"}"#);
    for pointer in [
        "/paths/~1a/put/requestBody/content/text~1csv/schema",
        "/paths/~1a/put/responses/default/content/text~1csv/schema",
    ] {
        let schema = document.resolve(&at(&document, pointer)).unwrap();
        assert!(
            schema.pointer().to_string().starts_with("#/components/"),
            "{}",
            schema.pointer()
        );
    }
    assert!(
        at(&document, "/paths/~1a/post/responses/200/content")
            .get("*/*")
            .is_some()
    );
}

#[test]
fn servers_are_made_of_schemes_host_and_base_path() {
    for (rest, servers) in [
        (
            "host: a.example\nschemes: [http, https]\nbasePath: /v1/\n",
            r#"[{"url":"https://a.example/v1"},{"url":"http://a.example/v1"}]"#,
        ),
        (
            "host: a.example:80\nbasePath: v1\n",
            r#"[{"url":"https://a.example:80/v1"}]"#,
        ),
        ("basePath: /v1\n", r#"[{"url":"/v1"}]"#),
        ("basePath: /\n", "null"),
        ("host: a.example\nschemes: [wss]\n", "null"),
    ] {
        let (_folder, document, _) = load_yaml(&format!("{rest}paths: {{}}\n"));
        let found = document.root().get("servers");
        assert_eq!(
            found.map_or("null".into(), |found| found.value().to_text()),
            servers,
            "{rest}"
        );
    }
}
