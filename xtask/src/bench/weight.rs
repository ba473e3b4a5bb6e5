use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{fs, io};

use bindery::Problem;

use super::table::{Table, time};
use crate::corpus::{problem, target_folder};

/// What a generator of Rust is made of at the least.
const LEAST: &str = "openapiv3 = \"2.2\"\nquote = \"1\"\nsyn = { version = \"3\", features = [\"full\"] }\nprettyplease = \"0.3\"\nserde_yaml = \"0.9\"\n";

/// What a build script takes that is built from nothing, with bindery and with the least that a generator needs.
pub(super) fn measure() -> Result<Table, Problem> {
    let here = std::env::current_dir().map_err(|source| problem("find", Path::new("."), source))?;
    let bindery = format!("bindery = {{ path = {:?} }}\n", here.join("crates/bindery"));
    let built = |name: &str, dependencies: &str| {
        build(&here, name, dependencies).map_err(|source| problem("build", Path::new(name), source))
    };
    let with_bindery = built("weight-of-bindery", &bindery)?;
    let with_least = built("weight-of-least", LEAST)?;
    let mut table = Table::new([
        "a build script from nothing",
        "with bindery",
        "with the least",
        "ratio",
    ]);
    let ratio = format!("{:.2}", with_bindery / with_least);
    table.row(["cargo build", &time(with_bindery), &time(with_least), &ratio]);
    Ok(table)
}

fn build(here: &Path, name: &str, dependencies: &str) -> io::Result<f64> {
    let folder = target_folder()?.join("bench").join(name);
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "")?;
    fs::write(folder.join("build.rs"), "fn main() {}\n")?;
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[build-dependencies]\n{dependencies}\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(here.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let target = folder.join("target");
    let cargo = |subcommand: &str| -> io::Result<()> {
        let status = Command::new("cargo")
            .args([subcommand, "--quiet"])
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", &target)
            .status()?;
        match status.success() {
            true => Ok(()),
            false => Err(io::Error::other(format!(
                "cargo {subcommand} ended with {status}"
            ))),
        }
    };
    // What has to be downloaded is not what is measured.
    cargo("fetch")?;
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    let start = Instant::now();
    cargo("build")?;
    let seconds = start.elapsed().as_secs_f64();
    fs::remove_dir_all(&target)?;
    Ok(seconds)
}
