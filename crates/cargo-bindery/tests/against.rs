//! `cargo bindery diff --against REV`: what the document, its files and its settings were.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

const PET: &str =
    "type: object\nproperties: { age: { type: integer }, owner: { $ref: ../../shared/owner.yaml } }\n";
const OWNER: &str = "type: object\nproperties: { name: { type: string } }\n";
const OVERLAY: &str = "overlay: 1.0.0
info: { title: Deprecations, version: 1.0.0 }
actions:
- { target: \"$.paths['/pets'].get\", update: { deprecated: true } }
";
const SETTINGS: &str = "[targets.pets]\nspec = \"specs/pets.yaml\"\nroot = \".\"\noutput = \"pets\"\n";

fn document(pet: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{ title: Pets, version: 1.0.0 }}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: The pets.
          content: {{ application/json: {{ schema: {{ $ref: '{pet}' }} }} }}
"
    )
}

/// A repository with a document of several files, committed and tagged as `v1`.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    git(path, &["init", "--quiet", "--initial-branch", "main"]);
    for inner in ["specs/parts", "shared"] {
        fs::create_dir_all(path.join(inner)).unwrap();
    }
    write(path, "specs/pets.yaml", &document("parts/pet.yaml"));
    write(path, "specs/parts/pet.yaml", PET);
    write(path, "shared/owner.yaml", OWNER);
    write(path, "bindery.toml", SETTINGS);
    commit(path);
    git(path, &["tag", "v1"]);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "change"]);
}

fn git(folder: &Path, arguments: &[&str]) {
    let settings = [
        "user.name=A",
        "user.email=a@example.com",
        "commit.gpgsign=false",
        "protocol.file.allow=always",
    ];
    let mut command = Command::new("git");
    command.current_dir(folder);
    for setting in settings {
        command.args(["-c", setting]);
    }
    let output = command.args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
}

fn diff(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"));
    command.current_dir(folder).arg("diff").args(arguments);
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The document, read with all files of the repository.
const PETS: [&str; 3] = ["specs/pets.yaml", "--root", "."];

fn against<'a>(what: [&'a str; 3], revision: &'a str) -> [&'a str; 5] {
    [what[0], what[1], what[2], "--against", revision]
}

#[test]
fn files_are_followed_to_their_old_names() {
    let folder = repository();
    let path = folder.path();
    git(path, &["mv", "specs/pets.yaml", "specs/animals.yaml"]);
    git(path, &["mv", "specs/parts/pet.yaml", "specs/parts/animal.yaml"]);
    write(path, "specs/animals.yaml", &document("parts/animal.yaml"));
    write(path, "shared/owner.yaml", &OWNER.replace("string", "integer"));
    let told = diff(path, &against(["specs/animals.yaml", "--root", "."], "v1"));
    let text = stdout(&told);
    assert_eq!(told.status.code(), Some(1), "{told:?}");
    for line in [
        "the type changed from string to integer",
        "old: v1:shared/owner.yaml:2:15",
        "new: shared/owner.yaml:2:15",
        "the struct `Pet` is gone",
        "1 breaking, 0 warnings, ",
    ] {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
}

#[test]
fn a_document_that_was_not_there_is_said_to_be_new() {
    let folder = repository();
    write(folder.path(), "specs/new.yaml", &document("parts/pet.yaml"));
    let told = diff(folder.path(), &against(["specs/new.yaml", "--root", "."], "v1"));
    assert_eq!(told.status.code(), Some(2), "{told:?}");
    assert!(stderr(&told).contains("specs/new.yaml is not in v1"), "{told:?}");
}

#[test]
fn settings_and_overlays_are_those_of_the_revision() {
    let folder = repository();
    let path = folder.path();
    let same = diff(path, &["--against", "v1"]);
    assert_eq!(stdout(&same).trim(), "nothing changed", "{same:?}");
    // Neither the document nor its files change: an overlay comes, and members are no longer kept.
    write(path, "specs/pets.overlay.yaml", OVERLAY);
    let settings =
        format!("{SETTINGS}overlays = [\"specs/pets.overlay.yaml\"]\nunknown-members = \"drop\"\n");
    write(path, "bindery.toml", &settings);
    let told = diff(path, &["--against", "v1"]);
    let text = stdout(&told);
    for line in [
        "compatible[deprecation-changed]: GET /pets: is deprecated",
        "`Pet::unknown_members` is gone",
        "needs a major release",
    ] {
        assert!(text.contains(line), "no `{line}` in\n{text}\n{}", stderr(&told));
    }
    // From a folder within, and after the overlay is committed.
    commit(path);
    let same = diff(
        &path.join("shared"),
        &["--config", "../bindery.toml", "--against", "main"],
    );
    assert_eq!(stdout(&same).trim(), "nothing changed", "{same:?}");
}

#[test]
fn what_a_shallow_clone_lacks_is_said() {
    let folder = repository();
    write(
        folder.path(),
        "shared/owner.yaml",
        &OWNER.replace("string", "integer"),
    );
    commit(folder.path());
    let clones = tempfile::tempdir().unwrap();
    let url = format!("file://{}", folder.path().display());
    git(
        clones.path(),
        &["clone", "--quiet", "--depth", "1", &url, "clone"],
    );
    let clone = clones.path().join("clone");
    let told = diff(&clone, &against(PETS, "v1"));
    assert_eq!(told.status.code(), Some(2), "{told:?}");
    let words = stderr(&told);
    assert!(
        words.contains("shallow clone") && words.contains("git fetch --depth 1 origin v1"),
        "{words}"
    );
    git(
        &clone,
        &["fetch", "--quiet", "--depth", "1", "origin", "tag", "v1"],
    );
    let told = diff(&clone, &against(PETS, "v1"));
    assert!(stdout(&told).contains("1 breaking"), "{told:?}");
}

#[test]
fn a_submodule_is_what_it_was_in_the_revision() {
    let inner = repository();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    git(path, &["init", "--quiet"]);
    let url = format!("file://{}", inner.path().display());
    git(path, &["submodule", "--quiet", "add", &url, "vendor"]);
    write(path, "pets.yaml", &document("vendor/shared/owner.yaml"));
    commit(path);
    let vendor = path.join("vendor");
    write(&vendor, "shared/owner.yaml", &OWNER.replace("string", "integer"));
    commit(&vendor);
    let told = diff(path, &["pets.yaml", "--against", "HEAD"]);
    let text = stdout(&told);
    assert!(
        text.contains("old: HEAD:vendor/shared/owner.yaml:2:15"),
        "{text}\n{}",
        stderr(&told)
    );
    // A document of the submodule is compared with the submodule's own revisions.
    let told = diff(
        path,
        &against(["vendor/specs/pets.yaml", "--root", "vendor"], "v1"),
    );
    assert!(stdout(&told).contains("1 breaking"), "{told:?}");
}

#[test]
fn a_hook_of_another_repository_is_no_matter() {
    let (folder, other) = (repository(), tempfile::tempdir().unwrap());
    git(other.path(), &["init", "--quiet"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"));
    command
        .current_dir(folder.path())
        .arg("diff")
        .args(against(PETS, "v1"));
    command.env("GIT_DIR", other.path().join(".git"));
    command.env("GIT_INDEX_FILE", other.path().join(".git/index"));
    let told = command.output().unwrap();
    assert_eq!(stdout(&told).trim(), "nothing changed", "{told:?}");
}

#[test]
fn what_was_wrong_then_is_told_by_the_names_of_then() {
    let folder = repository();
    let path = folder.path();
    write(path, "specs/pets.yaml", &document("parts/missing.yaml"));
    commit(path);
    write(path, "specs/pets.yaml", &document("parts/pet.yaml"));
    let told = diff(path, &against(PETS, "HEAD"));
    let words = stderr(&told);
    assert!(
        words.starts_with("HEAD:specs/pets.yaml:10:58: error[dangling-reference]"),
        "{words}"
    );
    assert!(!words.contains("bindery-revision"), "{words}");
}
