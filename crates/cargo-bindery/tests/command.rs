//! The command as its users call it: arguments, exit status, what it prints and what it writes.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

const DOCUMENT: &str = "openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
servers: [ { url: https://pets.example.com } ]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
      responses:
        '200':
          description: The pet.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string }
        kind: { $ref: '#/components/schemas/Kind' }
    Kind: { type: string, enum: [cat, dog] }
    Tags: { type: array, items: { type: string } }
";

fn bindery(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), DOCUMENT).unwrap();
    folder
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_crate_comes_from_a_document_alone() {
    let folder = folder();
    let made = bindery(
        folder.path(),
        &[
            "generate",
            "pets.yaml",
            "--output",
            "out/pet_api",
            "--emit",
            "types,client",
        ],
    );
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(
        stdout(&made).contains("3 types, 1 operation"),
        "{}",
        stdout(&made)
    );
    let manifest = fs::read_to_string(folder.path().join("out/pet_api/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"pet-api\""), "{manifest}");
    assert!(manifest.contains("default = []"), "{manifest}");
    assert!(!manifest.contains("[workspace]"), "{manifest}");
    assert!(
        manifest.contains("bindery-runtime = \"0.1\"") || manifest.contains("version = \"0.1\""),
        "{manifest}"
    );
    assert!(folder.path().join("out/pet_api/src/client.rs").exists());
    assert!(!folder.path().join("out/pet_api/src/server.rs").exists());

    let again = bindery(
        folder.path(),
        &[
            "generate",
            "pets.yaml",
            "--output",
            "out/pet_api",
            "--emit",
            "types,client",
        ],
    );
    let row = stdout(&again)
        .lines()
        .last()
        .unwrap()
        .split_whitespace()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    assert_eq!(row[row.len() - 3], "0", "a second run writes nothing: {row:?}");
}

#[test]
fn the_three_ways_to_call_it_are_one() {
    let folder = folder();
    let direct = bindery(folder.path(), &["explain", "pets.yaml"]);
    let through_cargo = bindery(folder.path(), &["bindery", "explain", "pets.yaml"]);
    assert_eq!(direct.status.code(), Some(0), "{}", stderr(&direct));
    assert_eq!(stdout(&direct), stdout(&through_cargo));
}

#[test]
fn the_runtime_may_be_a_path_and_the_crate_its_own_workspace() {
    let folder = folder();
    let made = bindery(
        folder.path(),
        &[
            "generate",
            "pets.yaml",
            "--output",
            "a/b",
            "--name",
            "pets",
            "--runtime",
            "./rt",
            "--standalone",
        ],
    );
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let manifest = fs::read_to_string(folder.path().join("a/b/Cargo.toml")).unwrap();
    assert!(manifest.contains("path = \"../../rt\""), "{manifest}");
    assert!(manifest.contains("[workspace]"), "{manifest}");
    assert!(manifest.contains("name = \"pets\""), "{manifest}");
}

#[test]
fn a_crate_inside_a_workspace_is_told_which_line_to_add() {
    let folder = folder();
    fs::write(
        folder.path().join("Cargo.toml"),
        "[workspace]\nmembers = [\"crates/*\"]\n",
    )
    .unwrap();
    let made = bindery(
        folder.path(),
        &["generate", "pets.yaml", "--output", "generated/pets"],
    );
    assert!(stderr(&made).contains("\"generated/pets\","), "{}", stderr(&made));
}

#[test]
fn explain_prints_one_json_object_and_nothing_else() {
    let folder = folder();
    let explained = bindery(folder.path(), &["explain", "pets.yaml", "--format", "json"]);
    let map: Value = serde_json::from_str(&stdout(&explained)).unwrap();
    let schemas = map["schemas"].as_array().unwrap();
    let find = |name: &str| {
        schemas
            .iter()
            .find(|schema| schema["name"] == name)
            .unwrap()
            .clone()
    };
    assert_eq!(find("Pet")["rust"], "types::Pet");
    assert_eq!(find("Pet")["pointer"], "#/components/schemas/Pet");
    assert_eq!(find("Tags")["rust"], "types::Tags");
    assert_eq!(map["operations"][0]["id"], "getPet");
    assert_eq!(map["omitted"], Value::Array(vec![]));
}

#[test]
fn explain_finds_one_place() {
    let folder = folder();
    let found = bindery(
        folder.path(),
        &["explain", "pets.yaml", "#/components/schemas/Kind"],
    );
    assert!(
        stdout(&found).contains("#/components/schemas/Kind"),
        "{}",
        stderr(&found)
    );
    assert!(!stdout(&found).contains("#/components/schemas/Pet"));
    let absent = bindery(
        folder.path(),
        &["explain", "pets.yaml", "#/components/schemas/Kynd"],
    );
    assert_eq!(absent.status.code(), Some(2));
}

#[test]
fn check_lists_drift_and_fails() {
    let folder = folder();
    let arguments = ["pets.yaml", "--output", "pets"];
    bindery(folder.path(), &[&["generate"], &arguments[..]].concat());
    let right = bindery(folder.path(), &[&["check"], &arguments[..]].concat());
    assert_eq!(right.status.code(), Some(0), "{}", stderr(&right));

    let file = folder.path().join("pets/src/types/pet.rs");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("pub name", "pub nom")).unwrap();
    fs::remove_file(folder.path().join("pets/src/types/kind.rs")).unwrap();
    let drifted = bindery(folder.path(), &[&["check"], &arguments[..]].concat());
    assert_eq!(drifted.status.code(), Some(1));
    assert!(
        stdout(&drifted).contains("stale    src/types/pet.rs"),
        "{}",
        stdout(&drifted)
    );
    assert!(
        stdout(&drifted).contains("missing  src/types/kind.rs"),
        "{}",
        stdout(&drifted)
    );
    assert!(
        fs::read_to_string(&file).unwrap().contains("pub nom"),
        "checking writes nothing"
    );
}

#[test]
fn a_faulty_document_is_status_1_and_located_and_nothing_is_written() {
    let folder = folder();
    fs::write(
        folder.path().join("bad.yaml"),
        DOCUMENT.replace("schemas/Kind' }", "schemas/Kin' }"),
    )
    .unwrap();
    let refused = bindery(folder.path(), &["generate", "bad.yaml", "--output", "out"]);
    assert_eq!(refused.status.code(), Some(1));
    let report = stderr(&refused);
    assert!(
        report.lines().next().unwrap().starts_with("bad.yaml:20:"),
        "{report}"
    );
    assert!(!folder.path().join("out").exists());

    let kept = bindery(
        folder.path(),
        &["generate", "bad.yaml", "--output", "out", "--keep-going"],
    );
    assert_eq!(kept.status.code(), Some(0), "{}", stderr(&kept));
    assert!(stderr(&kept).contains("bad.yaml:20:"), "{}", stderr(&kept));
}

#[test]
fn misuse_is_status_2() {
    let folder = folder();
    fs::create_dir(folder.path().join("full")).unwrap();
    fs::write(folder.path().join("full/precious.txt"), "x").unwrap();
    let foreign = bindery(folder.path(), &["generate", "pets.yaml", "--output", "full"]);
    assert_eq!(foreign.status.code(), Some(2), "{}", stderr(&foreign));
    assert!(stderr(&foreign).contains("--force"));
    assert_eq!(
        bindery(
            folder.path(),
            &["generate", "pets.yaml", "--output", "full", "--force"]
        )
        .status
        .code(),
        Some(0)
    );
    assert!(folder.path().join("full/precious.txt").exists());

    for arguments in [
        &["generate", "pets.yaml"][..],
        &["generate", "pets.yaml", "--output", "std"],
        &["generate", "pets.yaml", "--output", "x", "--name", "serde_json"],
        &["generate", "pets.yaml", "--output", "x", "--emit", "everything"],
        &["generate", "pets.yaml", "--output", "x", "--runtime", "not a req"],
        &["generate", "absent.yaml", "--output", "x"],
        &[
            "generate",
            "pets.yaml",
            "--output",
            "x",
            "--overlay",
            "absent.yaml",
        ],
        &["generate"],
        &["nonsense"],
    ] {
        assert_eq!(
            bindery(folder.path(), arguments).status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
}

#[test]
fn init_writes_a_configuration_that_generate_reads() {
    let folder = folder();
    assert_eq!(
        bindery(folder.path(), &["init", "pets.yaml"]).status.code(),
        Some(0)
    );
    assert_eq!(
        bindery(folder.path(), &["init", "pets.yaml"]).status.code(),
        Some(2),
        "it is not overwritten"
    );
    let made = bindery(folder.path(), &["generate"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(folder.path().join("generated/pets/src/server.rs").exists());
}

#[test]
fn a_part_of_a_document_is_made_checked_and_explained() {
    let folder = folder();
    let part = [
        "pets.yaml",
        "--include-schema",
        "Tags",
        "--include-schema",
        "Kind",
    ];
    let run = |words: &[&str]| bindery(folder.path(), &[&words[..1], &part, &words[1..]].concat());
    let made = run(&["generate", "--output", "part", "--emit", "client"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(folder.path().join("part/src/types/kind.rs").exists());
    assert!(!folder.path().join("part/src/types/pet.rs").exists());

    let fresh = run(&["check", "--output", "part", "--emit", "client"]);
    assert_eq!(fresh.status.code(), Some(0), "{}", stderr(&fresh));
    let whole = bindery(
        folder.path(),
        &["check", "pets.yaml", "--output", "part", "--emit", "client"],
    );
    assert_eq!(whole.status.code(), Some(1));
    fs::write(folder.path().join("part/src/types.rs"), "").unwrap();
    let stale = run(&["check", "--output", "part", "--emit", "client"]);
    assert!(
        stderr(&stale).contains("--include-schema Tags --include-schema Kind"),
        "{}",
        stderr(&stale)
    );

    let explained = run(&["explain", "--format", "json"]);
    let explained: Value = serde_json::from_slice(&explained.stdout).unwrap();
    let pointers = |list: &str| -> Vec<String> {
        let rows = explained[list].as_array().unwrap().iter();
        rows.map(|row| row["pointer"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        pointers("schemas"),
        ["#/components/schemas/Kind", "#/components/schemas/Tags"]
    );
    assert_eq!(
        pointers("omitted"),
        ["#/paths/~1pets~1{id}/get", "#/components/schemas/Pet"]
    );

    let wrong = bindery(
        folder.path(),
        &["explain", "pets.yaml", "--include-path", "/pet/*"],
    );
    assert_eq!(wrong.status.code(), Some(1));
    let report = stderr(&wrong);
    assert!(
        report.starts_with("pets.yaml:1:1: error[unmatched-selector]: no path is `/pet/*`"),
        "{report}"
    );
    assert!(report.contains("--include-path /pet/*"), "{report}");
}

#[test]
fn a_document_is_bundled_to_a_file_or_to_the_output() {
    let folder = folder();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "toy.yaml",
        "type: object\nproperties: { price: { type: number, default: 1.10 } }\n",
    );
    write(
        "toys.overlay.yaml",
        "overlay: 1.0.0\ninfo: { title: Toys, version: 1.0.0 }\nactions:\n  - target: $.components.schemas\n    update: { Toy: { $ref: toy.yaml } }\n",
    );
    let overlay = ["pets.yaml", "--overlay", "toys.overlay.yaml"];
    let run = |words: &[&str]| bindery(folder.path(), &[&["bundle"], &overlay[..], words].concat());
    let printed = run(&[]);
    assert_eq!(printed.status.code(), Some(0), "{}", stderr(&printed));
    let text = stdout(&printed);
    assert!(
        text.starts_with("openapi: \"3.0.3\"\n") && text.contains("default: 1.10\n"),
        "{text}"
    );

    let json = run(&["--format", "json", "--include-schema", "Toy"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(
        json["components"]["schemas"]
            .as_object()
            .unwrap()
            .keys()
            .collect::<Vec<_>>(),
        ["Toy"]
    );
    assert!(json["paths"].as_object().unwrap().is_empty());

    let written = run(&["--output", "all.json"]);
    assert_eq!(written.status.code(), Some(0), "{}", stderr(&written));
    let written: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("all.json")).unwrap()).unwrap();
    assert_eq!(written["paths"]["/pets/{id}"]["get"]["operationId"], "getPet");

    write(
        "toys.overlay.yaml",
        "overlay: 1.0.0\ninfo: { title: T, version: '1' }\nactions: [{ target: $.components.schemas, update: { Toy: { $ref: gone.yaml } } }]\n",
    );
    let dangling = run(&["--output", "gone.json"]);
    assert_eq!(dangling.status.code(), Some(1));
    assert!(
        stderr(&dangling).starts_with("toys.overlay.yaml:3:"),
        "{}",
        stderr(&dangling)
    );
    assert!(!folder.path().join("gone.json").exists());
    assert_eq!(bindery(folder.path(), &["bundle"]).status.code(), Some(2));
}

#[test]
fn what_is_used_wrongly_is_told_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"))
            .current_dir(folder.path())
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    let text = said(&["lint"]);
    assert!(
        text.starts_with("error: no document was named, and there is no bindery.toml here"),
        "{text}"
    );
    std::fs::write(folder.path().join("pets.yaml"), "openapi: 3.1.0\npaths: {}\n").unwrap();
    let text = said(&["generate", "pets.yaml", "--output", "pets.yaml"]);
    assert!(text.contains("error: pets.yaml is a file"), "{text}");
}
