use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{fs, io};

use bindery::Problem;

use super::Bench;
use super::generating::{Profile, build, clear};
use super::table::{Table, median, time};
use crate::corpus::{Measured, count_lines, problem, set_up_stopwatch, target_folder};

/// The generated package.
const PACKAGE: &str = "compiled";

/// How long a compiler may take.
const LIMIT: Duration = Duration::from_secs(1200);

/// What the compiler takes to check what is generated from each document, alone: what it depends on is built.
pub(super) fn measure(bench: &Bench) -> Result<Table, Problem> {
    let here = std::env::current_dir().map_err(|source| problem("find", Path::new("."), source))?;
    let bindery = build(&["--package", "cargo-bindery"], Profile::Release, "cargo-bindery")?;
    let mut table = Table::new([
        "compiling",
        "lines",
        "types",
        "types and client",
        "of 1,000 lines",
        "peak memory, MiB",
    ]);
    for document in &bench.documents {
        let cells = Compiled::of(&here, document, &bindery).and_then(|compiled| compiled.cells(bench.runs));
        let cells = cells.map_err(|source| problem("compile what is made of", document, source))?;
        let name = document.file_name().unwrap_or_default().to_string_lossy();
        table.row(std::iter::once(name.into_owned()).chain(cells));
    }
    Ok(table)
}

/// A package that was generated to be compiled.
struct Compiled {
    folder: PathBuf,
    target: PathBuf,
    measurements: PathBuf,
}

impl Compiled {
    fn of(here: &Path, document: &Path, bindery: &Path) -> io::Result<Self> {
        let bench = target_folder()?.join("bench");
        let compiled = Self {
            folder: bench.join("compiled"),
            target: bench.join("compiled-target"),
            measurements: bench.join("compiled-measurements"),
        };
        clear(&compiled.folder)?;
        fs::create_dir_all(&compiled.measurements)?;
        let mut generate = Command::new(bindery);
        generate.arg("generate").arg(document);
        generate.arg("--output").arg(&compiled.folder);
        generate.args(["--emit", "types,client", "--keep-going", "--standalone"]);
        generate.args(["--name", PACKAGE, "--runtime"]);
        succeed(generate.arg(here.join("crates/runtime")))?;
        fs::copy(here.join("Cargo.lock"), compiled.folder.join("Cargo.lock"))?;
        Ok(compiled)
    }

    fn cells(&self, runs: usize) -> io::Result<[String; 5]> {
        let lines = count_lines(&self.folder.join("src"))?;
        let types = self.checked("", runs)?;
        let both = self.checked("client", runs)?;
        Ok([
            lines.to_string(),
            time(types.seconds),
            time(both.seconds),
            time(both.seconds / lines as f64 * 1000.0),
            both.peak.to_string(),
        ])
    }

    /// The median of what the compiler takes once all else is built, and the most memory.
    fn checked(&self, features: &str, runs: usize) -> io::Result<Measured> {
        self.check(features)?;
        let library = self.folder.join("src/lib.rs");
        let text = fs::read(&library)?;
        let mut measured = Vec::new();
        for _ in 0..runs {
            // Newer than what was made of it.
            fs::write(&library, &text)?;
            self.check(features)?;
            let found = Measured::read(&self.measurements, PACKAGE);
            measured.push(found.ok_or_else(|| io::Error::other("the compiler was not called"))?);
        }
        Ok(Measured {
            seconds: median(measured.iter().map(|run| run.seconds).collect()),
            peak: measured.iter().map(|run| run.peak).max().unwrap_or_default(),
            stopped: false,
        })
    }

    fn check(&self, features: &str) -> io::Result<()> {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["check", "--quiet", "--features", features])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0");
        set_up_stopwatch(&mut cargo, &self.measurements, LIMIT)?;
        succeed(&mut cargo)
    }
}

fn succeed(command: &mut Command) -> io::Result<()> {
    let output = command.output()?;
    match output.status.success() {
        true => Ok(()),
        false => Err(io::Error::other(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )),
    }
}
