//! `cargo bindery diff`: two versions of a document, from files and from git.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

const OLD: &str = "openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [ { name: limit, in: query, schema: { type: integer } } ]
      responses:
        '200':
          description: The pets.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string }
";

fn new_document() -> String {
    OLD.replace("required: [name]", "x-note: none").replace(
        "schema: { type: integer } }",
        "schema: { type: integer, maximum: 9 } }",
    )
}

fn bindery(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    let command = command
        .current_dir(folder)
        .args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.com",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.yaml"), OLD).unwrap();
    fs::write(folder.path().join("new.yaml"), new_document()).unwrap();
    folder
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn what_breaks_is_told_with_its_places_and_fails() {
    let folder = folder();
    let told = bindery(folder.path(), &["diff", "old.yaml", "new.yaml"]);
    assert_eq!(told.status.code(), Some(1), "{told:?}");
    let text = stdout(&told);
    for line in [
        "breaking[member-became-optional]: schema `Pet`, `name`: may be absent now",
        "    in: answers of GET /pets",
        "    old: old.yaml:18:9 #/components/schemas/Pet/properties/name",
        "warning[bound-added]: GET /pets, query parameter `limit`: `maximum` is 9 now; there was none",
        "    new: new.yaml:7:72 #/paths/~1pets/get/parameters/0/schema/maximum",
        "1 breaking, 1 warning, 0 compatible; the generated crate needs a",
    ] {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
    let allowed = bindery(
        folder.path(),
        &["diff", "old.yaml", "new.yaml", "--allow-breaking"],
    );
    assert_eq!(allowed.status.code(), Some(0));
    let reversed = bindery(folder.path(), &["diff", "new.yaml", "old.yaml"]);
    assert_eq!(reversed.status.code(), Some(0), "{}", stdout(&reversed));
    let same = bindery(folder.path(), &["diff", "old.yaml", "old.yaml"]);
    assert_eq!(
        (same.status.code(), stdout(&same).trim()),
        (Some(0), "nothing changed")
    );
}

#[test]
fn programs_and_pull_requests_are_told_the_same() {
    let folder = folder();
    let json = bindery(
        folder.path(),
        &["diff", "old.yaml", "new.yaml", "--format", "json"],
    );
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(
        (&json["wire"], &json["counts"]["breaking"]),
        (&"breaking".into(), &1.into())
    );
    let change = &json["changes"][0];
    assert_eq!(change["code"], "member-became-optional");
    assert_eq!(change["operations"], serde_json::json!(["GET /pets"]));
    assert_eq!(
        (&change["old"]["line"], &change["old"]["column"]),
        (&18.into(), &9.into())
    );
    let markdown = bindery(
        folder.path(),
        &["diff", "old.yaml", "new.yaml", "--format", "markdown"],
    );
    let markdown = stdout(&markdown);
    assert!(
        markdown.contains("### Breaking\n\n- **schema `Pet`, `name`**: may be absent now"),
        "{markdown}"
    );
}

#[test]
fn a_revision_of_git_is_what_was_there() {
    let folder = folder();
    let path = folder.path();
    git(path, &["init", "--quiet"]);
    fs::create_dir_all(path.join("specs/parts")).unwrap();
    let document = |text: &str| text.replace("'#/components/schemas/Pet' } } }", "'parts/pet.yaml' } } }");
    fs::write(path.join("specs/pets.yaml"), document(OLD)).unwrap();
    fs::write(
        path.join("specs/parts/pet.yaml"),
        "type: object\nproperties: { age: { type: integer } }\n",
    )
    .unwrap();
    git(path, &["add", "specs"]);
    git(path, &["commit", "--quiet", "--message", "first"]);
    git(path, &["tag", "v1"]);
    // The other file changes, not the document.
    fs::write(
        path.join("specs/parts/pet.yaml"),
        "type: object\nproperties: { age: { type: string } }\n",
    )
    .unwrap();
    let told = bindery(path, &["diff", "specs/pets.yaml", "--against", "v1"]);
    let text = stdout(&told);
    assert_eq!(told.status.code(), Some(1), "{told:?}");
    assert!(text.contains("the type changed from integer to string"), "{text}");
    assert!(
        text.contains("    old: v1:specs/parts/pet.yaml:2:15 #/properties/age"),
        "{text}"
    );
    assert!(
        text.contains("    new: specs/parts/pet.yaml:2:15 #/properties/age"),
        "{text}"
    );
    let status = Command::new("git")
        .current_dir(path)
        .args(["status", "--porcelain", "specs"])
        .output();
    assert_eq!(stdout(&status.unwrap()).trim(), "M specs/parts/pet.yaml");
}

#[test]
fn wrong_use_is_told_apart_from_breaking_changes() {
    let folder = folder();
    let path = folder.path();
    git(path, &["init", "--quiet"]);
    let cases: &[&[&str]] = &[
        &["diff", "old.yaml"],
        &["diff", "old.yaml", "missing.yaml"],
        &["diff", "old.yaml", "--against", "v1"],
        &["diff", "old.yaml", "--against", "--upload-pack=x"],
        &["diff", "old.yaml", "new.yaml", "--against", "v1"],
    ];
    for arguments in cases {
        let told = bindery(path, arguments);
        assert_eq!(told.status.code(), Some(2), "{arguments:?}: {told:?}");
        assert!(told.stdout.is_empty(), "{arguments:?}");
    }
}
