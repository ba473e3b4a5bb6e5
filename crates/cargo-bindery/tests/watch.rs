//! `cargo bindery generate --watch`.
#![cfg(unix)]

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

const DOCUMENT: &str = "openapi: 3.1.0
info: { title: Pets, version: '1' }
paths: {}
components:
  schemas:
    Pet: { $ref: 'pet.yaml' }
";

/// The command, which is ended whatever becomes of the test.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(60), "never: {what}");
        sleep(Duration::from_millis(50));
    }
}

fn start(folder: &Path) -> Watching {
    let said = fs::File::create(folder.join("said.txt")).unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"))
        .args(["bindery", "generate", "--watch"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said)
        .spawn();
    Watching(command.unwrap())
}

#[test]
fn what_changes_is_generated_again_until_the_command_is_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    let settings = "[targets.pets]\nspec = 'api.yaml'\noutput = 'pets'\nstandalone = true\n";
    write("api.yaml", DOCUMENT);
    write(
        "pet.yaml",
        "type: object\nproperties: { name: { type: string } }\n",
    );
    write("bindery.toml", settings);
    let mut watching = start(folder);
    let made = || fs::read_to_string(folder.join("pets/src/types/pet.rs")).unwrap_or_default();
    let said = || fs::read_to_string(folder.join("said.txt")).unwrap();
    let times_watched = || said().matches("note: watching").count();
    wait_until("the first run", || {
        times_watched() == 1 && made().contains("pub name:")
    });

    write(
        "pet.yaml",
        "type: object\nproperties: { tag: { type: string } }\n",
    );
    wait_until("a referenced file", || made().contains("pub tag:"));

    write("pet.yaml", "type: nonsense\n");
    wait_until("a mistake", || said().contains("unknown-type"));
    assert!(made().contains("pub tag:"));

    write(
        "pet.yaml",
        "type: object\nproperties: { age: { type: integer } }\n",
    );
    wait_until("its correction", || made().contains("pub age:"));

    write(
        "bindery.toml",
        &format!("{settings}schemas.Pet.members = {{ age = 'years' }}\n"),
    );
    wait_until("a setting", || made().contains("pub years:"));

    let id = watching.0.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    wait_until("Ctrl-C", || watching.0.try_wait().unwrap().is_some());
}
