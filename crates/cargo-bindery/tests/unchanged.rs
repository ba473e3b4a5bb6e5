//! A run with nothing to do says what a full one says; whatever changed, all is made again.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const DOCUMENT: &str = "openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths: {}
components:
  schemas:
    Pet:
      properties:
        name: { type: string }
        kind: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }
    Cat: { type: object, properties: { name: { type: string } } }
    Dog: { type: object, properties: { name: { type: string }, good: { type: boolean } } }
";

const OVERLAY: &str = "overlay: 1.0.0
info: { title: More, version: '1' }
actions: [ { target: $.components.schemas.Cat, update: { description: Purrs. } } ]
";

const ARGUMENTS: [&str; 7] = [
    "generate",
    "pets.yaml",
    "--overlay",
    "more.yaml",
    "--output",
    "out",
    "--standalone",
];

/// What a record says was made, where a test has put it there: only a run that believes the record prints it.
const BELIEVED: &str = "all that there was";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("pets.yaml", DOCUMENT);
        folder.write("more.yaml", OVERLAY);
        folder
    }

    /// One that was generated into, with a record that can be told from a full run.
    fn generated() -> Self {
        let folder = Self::new();
        folder.generate();
        folder.mark();
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn record(&self) -> PathBuf {
        let mut records = fs::read_dir(self.path("records")).unwrap();
        let record = records.next().expect("there is a record").unwrap().path();
        assert!(records.next().is_none());
        record
    }

    fn mark(&self) {
        let text = fs::read_to_string(self.record()).unwrap();
        let mut record: serde_json::Value = serde_json::from_str(&text).unwrap();
        record["made"] = BELIEVED.into();
        fs::write(self.record(), record.to_string()).unwrap();
    }

    fn run(&self, program: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.env("BINDERY_CACHE_DIR", self.path("records"));
        command
            .current_dir(self.0.path())
            .args(arguments)
            .output()
            .unwrap()
    }

    fn generate(&self) -> Output {
        let output = self.run(program(), &ARGUMENTS);
        assert!(output.status.success(), "{output:?}");
        output
    }

    /// Whether a run believes the record.
    fn believes(&self) -> bool {
        String::from_utf8(self.generate().stdout)
            .unwrap()
            .contains(BELIEVED)
    }
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_cargo-bindery"))
}

#[test]
fn a_run_with_nothing_to_do_says_what_a_full_one_says() {
    let folder = Folder::new();
    folder.generate();
    let again = folder.generate();
    folder.mark();
    assert!(folder.believes());

    fs::remove_file(folder.record()).unwrap();
    let full = folder.generate();
    assert!(!full.stderr.is_empty(), "the document earns a warning");
    assert_eq!(again, full);
}

#[test]
fn what_is_not_a_record_stays() {
    let folder = Folder::generated();
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(90 * 24 * 60 * 60);
    let aged = |name: &str| {
        folder.write(name, "");
        let file = fs::File::options().write(true).open(folder.path(name)).unwrap();
        file.set_modified(long_ago).unwrap();
        folder.path(name)
    };
    let letter = aged("records/letter.json");
    let record = aged("records/0123456789abcdef.bindery-record.json");
    folder.write("pets.yaml", &folder.read("pets.yaml").replace("good", "loud"));
    folder.generate();
    assert!(letter.exists() && !record.exists());
}

#[test]
fn whatever_is_written_otherwise_is_made_again() {
    for name in ["src/types/pet.rs", "Cargo.toml", "bindery-manifest.json"] {
        let folder = Folder::generated();
        let name = format!("out/{name}");
        let made = folder.read(&name);
        folder.write(&name, &format!("{made}\n"));
        assert!(!folder.believes(), "{name} was altered");
        assert_eq!(folder.read(&name), made);

        folder.mark();
        fs::remove_file(folder.path(&name)).unwrap();
        let manifest_is_gone = name.ends_with("manifest.json");
        let again = folder.run(program(), &ARGUMENTS);
        // Without its manifest the folder may be anyone's.
        assert_eq!(again.status.success(), !manifest_is_gone, "{name} was removed");
        assert_eq!(folder.path(&name).exists(), !manifest_is_gone);
    }
}

#[test]
fn whatever_is_read_otherwise_is_read_again() {
    for (name, from, to) in [("pets.yaml", "good", "loud"), ("more.yaml", "Purrs", "Sings")] {
        let folder = Folder::generated();
        let text = folder.read(name);
        folder.write(name, &text.replace(from, to));
        assert!(!folder.believes(), "{name} was changed");
        let made = folder.read("out/src/types/cat.rs") + &folder.read("out/src/types/dog.rs");
        assert!(made.contains(to), "{made}");

        folder.mark();
        fs::remove_file(folder.path(name)).unwrap();
        assert_eq!(
            folder.run(program(), &ARGUMENTS).status.code(),
            Some(2),
            "{name} is gone"
        );
    }
}

#[test]
fn another_request_is_another() {
    let folder = Folder::generated();
    let believed = |arguments: &[&str]| {
        let output = folder.run(program(), &[&ARGUMENTS, arguments].concat());
        assert!(output.status.success(), "{output:?}");
        folder.mark();
        String::from_utf8(output.stdout).unwrap().contains(BELIEVED)
    };
    assert!(believed(&[]));
    assert!(!believed(&["--emit", "types,client"]));
    assert!(believed(&["--emit", "types,client"]));
    assert!(!believed(&["--emit", "types,client", "--message-format", "json"]));
    assert!(!believed(&["--force"]), "who forces a run gets one");
}

#[test]
fn another_build_of_bindery_makes_all_again() {
    let folder = Folder::generated();
    let other = folder.path("cargo-bindery");
    fs::copy(program(), &other).unwrap();
    let output = folder.run(&other, &ARGUMENTS);
    assert!(output.status.success(), "{output:?}");
    assert!(!String::from_utf8(output.stdout).unwrap().contains(BELIEVED));
}

#[test]
fn a_damaged_record_is_none() {
    let folder = Folder::generated();
    assert!(folder.believes());
    for text in ["", "{}", "\u{0}"] {
        fs::write(folder.record(), text).unwrap();
        assert!(!folder.believes());
    }
}

#[test]
fn a_check_makes_all_anew() {
    let folder = Folder::generated();
    let arguments = ["check"]
        .iter()
        .chain(&ARGUMENTS[1..])
        .copied()
        .collect::<Vec<_>>();
    let check = || folder.run(program(), &arguments);
    assert!(check().status.success());
    // As if a record had been made of something else.
    let altered = folder.read("out/src/types/pet.rs") + "// more\n";
    folder.write("out/src/types/pet.rs", &altered);
    let check = check();
    assert_eq!(check.status.code(), Some(1), "{check:?}");
}
