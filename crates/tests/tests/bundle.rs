//! A bundle is one file, and what generating makes of it is what it makes of the original.

use std::{collections::BTreeMap, fs, path::Path};

use bindery::{Bundle, Part, Project, RenderStyle, Selectors, Target, generate};

fn target(spec: &Path) -> Target {
    let mut target = Target::new("bundled", spec, "bundled");
    target.parts = vec![Part::Client, Part::Server];
    target
}

fn bundled() -> Target {
    target(Path::new("bundled/openapi.yaml"))
}

fn read(target: &Target) -> Bundle {
    Bundle::read(target, RenderStyle::Plain).unwrap_or_else(|problem| panic!("{problem}"))
}

/// The files of a target without what says where its document is, and where in it.
fn files(target: &Target) -> BTreeMap<String, String> {
    let generation = generate(target, RenderStyle::Plain).unwrap_or_else(|problem| panic!("{problem}"));
    let plain = |text: &String| {
        let is_place = |line: &&str| line.starts_with("// @generated") || line.starts_with("/// The schema ");
        text.lines()
            .filter(|line| !is_place(line))
            .collect::<Vec<_>>()
            .join("\n")
    };
    generation
        .files
        .iter()
        .map(|(name, text)| (name.to_string(), plain(text)))
        .collect()
}

/// The files of the bundle of `target`, in both notations.
fn files_of_bundle(original: &Target) -> [BTreeMap<String, String>; 2] {
    let bundle = read(original);
    let folder = tempfile::tempdir().unwrap();
    [("yaml", bundle.to_yaml()), ("json", bundle.to_json())].map(|(extension, text)| {
        let path = folder.path().join("bundle").with_extension(extension);
        fs::write(&path, &text).unwrap();
        let mut target = original.clone();
        target.spec = path;
        target.overlays.clear();
        target.configuration = None;
        if target.settings.selects() {
            // What they name is not there any more.
            target.settings.schemas.clear();
            target.settings.include = Selectors::new();
            target.settings.exclude = Selectors::new();
        }
        let again = read(&target);
        assert_eq!(
            again.to_yaml(),
            bundle.to_yaml(),
            "a bundle of a bundle is the same"
        );
        files(&target)
    })
}

fn assert_same(original: &Target) {
    let expected = files(original);
    // What credentials and traits are called says no document, and depends on all of its operations.
    let is_part = original.settings.selects();
    let is_compared = |name: &str| name != "Cargo.toml" && (!is_part || name.starts_with("src/types"));
    for made in files_of_bundle(original) {
        assert_eq!(
            made.keys().collect::<Vec<_>>(),
            expected.keys().collect::<Vec<_>>()
        );
        for (name, text) in &expected {
            if is_compared(name) {
                assert_eq!(
                    made.get(name),
                    Some(text),
                    "{name} of {}",
                    original.spec.display()
                );
            }
        }
    }
}

#[test]
fn every_fixture_generates_the_same_from_its_bundle() {
    let mut count = 0;
    for entry in fs::read_dir("fixtures").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let settings = path.with_extension("toml");
        let target = match settings.exists() {
            true => Project::read(settings).unwrap().select(&[]).unwrap()[0].clone(),
            false => target(&path),
        };
        assert_same(&target);
        count += 1;
    }
    assert!(count > 50, "{count}");
}

#[test]
fn many_files_become_one_that_generates_the_same() {
    assert_same(&bundled());
    let mut part = bundled();
    part.settings.include = Selectors::new().tag("people");
    assert_same(&part);
}

#[test]
fn files_move_to_components_and_nothing_else_changes() {
    let mut target = bundled();
    target.overlays = vec!["bundled/overlay.yaml".into()];
    let text = read(&target).to_yaml();
    assert!(!text.contains(".yaml"), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn a_part_is_bundled_without_the_rest() {
    let mut target = bundled();
    target.settings.exclude = Selectors::new().tag("people").path("/animals");
    insta::assert_snapshot!(read(&target).to_json());
}

#[test]
fn later_versions_keep_shared_path_items_and_earlier_ones_get_copies() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "item.yaml",
        "get: { responses: { '200': { description: Fine., content: { application/json: { schema: { $ref: one.yaml } } } } } }\n",
    );
    write(
        "one.yaml",
        "type: object\nproperties: { next: { $ref: one.yaml } }\n",
    );
    for (version, shared) in [("3.0.3", 0), ("3.1.0", 2)] {
        let text = format!(
            "openapi: {version}\ninfo: {{ title: T, version: '1' }}\npaths: {{ /a: {{ $ref: item.yaml }}, /b: {{ $ref: item.yaml }} }}\n"
        );
        write("openapi.yaml", &text);
        let text = read(&target(&folder.path().join("openapi.yaml"))).to_yaml();
        assert_eq!(
            text.matches("#/components/pathItems/item").count(),
            shared,
            "{text}"
        );
        assert_eq!(text.matches("    one:\n").count(), 1, "{text}");
    }
}

#[test]
fn swagger_stays_swagger() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "pet.yaml",
        "type: object\nproperties: { name: { type: string } }\n",
    );
    write(
        "swagger.yaml",
        "swagger: '2.0'\ninfo: { title: T, version: '1' }\npaths:\n  /pets:\n    get:\n      produces: [application/json]\n      \
         responses: { '200': { description: Fine., schema: { $ref: pet.yaml } } }\ndefinitions: { Toy: { type: string } }\n",
    );
    let target = target(&folder.path().join("swagger.yaml"));
    let text = read(&target).to_yaml();
    assert!(
        text.starts_with("swagger: \"2.0\"\n") && text.contains("$ref: \"#/definitions/pet\""),
        "{text}"
    );
    assert_same(&target);
}

#[test]
fn what_cannot_be_one_file_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "item.yaml",
        "get:\n  responses: { '204': { description: Fine. } }\n  callbacks: { again: { '{$url}': { $ref: item.yaml } } }\n",
    );
    write(
        "openapi.yaml",
        "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n  /a: { $ref: item.yaml }\n  /b: { $ref: item.yaml }\n  /c: { $ref: gone.yaml }\n",
    );
    let spec = folder.path().join("openapi.yaml");
    let problem = Bundle::read(&target(&spec), RenderStyle::Plain)
        .unwrap_err()
        .to_string();
    assert!(
        problem.contains("openapi.yaml:6:15: error[dangling-reference]"),
        "{problem}"
    );
    let mut target = target(&spec);
    target.settings.keep_going = true;
    let bundle = read(&target);
    assert!(
        bundle
            .warnings(RenderStyle::Plain)
            .contains("openapi.yaml:6:15: warning[dangling-reference]")
    );
    assert!(bundle.to_yaml().contains("  /c:\n    $ref: gone.yaml\n"));
}

#[test]
fn a_discriminator_keeps_the_values_that_names_implied() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let shape = "type: object\nrequired: [kind]\nproperties: { kind: { type: string } }\n";
    write("Cat.yaml", shape);
    write(
        "more.yaml",
        &format!("Dog:\n  {}", shape.trim_end().replace('\n', "\n  ")),
    );
    write(
        "openapi.yaml",
        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    Dog: { type: string }\n    Pet:\n      \
         oneOf: [{ $ref: Cat.yaml }, { $ref: 'more.yaml#/Dog' }]\n      discriminator: { propertyName: kind }\n",
    );
    let target = target(&folder.path().join("openapi.yaml"));
    let text = read(&target).to_yaml();
    assert!(
        text.contains("mapping:\n          Dog: \"#/components/schemas/more_Dog\"\n"),
        "{text}"
    );
    assert!(!text.contains("Cat: \"#"), "{text}");
    let accepts = |files: &BTreeMap<String, String>| {
        let text = &files["src/types/pet.rs"];
        let tests = text.split("tests:").nth(1).unwrap_or_default();
        (tests.contains("\"Cat\""), tests.contains("\"Dog\""))
    };
    assert_eq!(accepts(&files(&target)), (true, true));
    for made in files_of_bundle(&target) {
        assert_eq!(accepts(&made), (true, true));
    }
}

#[test]
fn copies_of_copies_come_to_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    for index in 0..40 {
        let next = format!("{{ $ref: item{}.yaml }}", index + 1);
        let text = format!(
            "post:\n  responses: {{ '204': {{ description: Fine. }} }}\n  callbacks: {{ a: {{ '{{$url}}': {next} }}, b: {{ '{{$url}}': {next} }} }}\n"
        );
        write(&format!("item{index}.yaml"), &text);
    }
    write(
        "item40.yaml",
        "post: { responses: { '204': { description: Fine. } } }\n",
    );
    write(
        "openapi.yaml",
        "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n  /a: { $ref: item0.yaml }\n  /b: { $ref: item0.yaml }\n",
    );
    let spec = folder.path().join("openapi.yaml");
    let problem = Bundle::read(&target(&spec), RenderStyle::Plain)
        .unwrap_err()
        .to_string();
    assert!(
        problem.contains("error[too-large]"),
        "{}",
        &problem[..problem.len().min(2_000)]
    );
}

/// The same keys stand in several files, and unions name their variants by them.
#[test]
fn variants_of_schemas_that_are_called_alike_keep_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "openapi.yaml",
        "openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /sessions:
    post:
      requestBody: { content: { application/json: { schema: { $ref: 'session.yaml#/Session' } } } }
      responses: { '204': { description: Kept. } }
components:
  schemas:
    Card: { type: object, properties: { mine: { type: integer } } }
    Cash: { type: object, properties: { card: { $ref: '#/components/schemas/Card' } } }
",
    );
    write(
        "session.yaml",
        "Session:
  type: object
  required: [kind, provider]
  properties: { kind: { type: string }, provider: { $ref: '#/Provider' }, event: { $ref: '#/Event' } }
Provider:
  oneOf: [ { $ref: 'pay.yaml#/Card' }, { $ref: 'pay.yaml#/Cash' }, { type: 'null' } ]
  x-select-by:
    siblings: [kind]
    cases: [ { when: { kind: a }, then: Card }, { when: { kind: b }, then: Cash } ]
    otherwise: Cash
Event:
  anyOf: [ { $ref: 'pay.yaml#/Card' }, { $ref: 'pay.yaml#/Cash' } ]
  discriminator: { propertyName: t, mapping: { card: 'pay.yaml#/Card' } }
",
    );
    write(
        "pay.yaml",
        "Card: { type: object, required: [t], properties: { t: { type: string }, number: { type: string } } }
Cash: { type: object, required: [t], properties: { t: { type: string }, coins: { type: integer } } }
",
    );
    let original = target(&folder.path().join("openapi.yaml"));
    // The keys themselves are shown in messages.
    let plain = |files: &BTreeMap<String, String>| {
        let plain = |text: &String| {
            let lines = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("union: "));
            lines.collect::<Vec<_>>().join("\n").replace("pay_C", "C")
        };
        let types = files.iter().filter(|(name, _)| name.starts_with("src/"));
        types
            .map(|(name, text)| (name.clone(), plain(text)))
            .collect::<BTreeMap<_, _>>()
    };
    let expected = plain(&files(&original));
    assert!(expected.contains_key("src/types/session_provider.rs"));
    for made in files_of_bundle(&original) {
        assert_eq!(plain(&made), expected);
    }
}
