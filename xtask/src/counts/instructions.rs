use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

use serde_json::Value;

use super::Found;
use crate::corpus::target_folder;

/// How often the decoder runs in the shorter and in the longer of two runs: what else a run does counts in neither.
const SHORT: u64 = 100;
const LONG: u64 = 300;

/// Instructions for decoding a value and for generating a crate; none without valgrind.
pub(super) fn count() -> io::Result<Option<Found>> {
    let installed = Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    if !installed.is_ok_and(|status| status.success()) {
        return Ok(None);
    }
    let bench = executable(&[
        "bench",
        "--no-run",
        "--package",
        "client-load",
        "--bench",
        "decode",
    ])?;
    let decoding = |name: &str| -> io::Result<u64> {
        let run = |size: u64| {
            let size = size.to_string();
            collected(
                Command::new("valgrind")
                    .arg(CALLGRIND)
                    .arg(NO_FILE)
                    .arg(&bench)
                    .args(["--bench", name, "--sample-count", "1", "--sample-size", &size]),
            )
        };
        let each = run(LONG)?.saturating_sub(run(SHORT)?) / (LONG - SHORT);
        match each {
            0 => Err(io::Error::other(format!("no benchmark is called {name}"))),
            each => Ok(each),
        }
    };
    let command = executable(&["build", "--package", "cargo-bindery", "--bin", "cargo-bindery"])?;
    Ok(Some(Found::from([
        (
            "instructions to decode an address".to_owned(),
            decoding("address_generated$")?,
        ),
        (
            "instructions to generate payment-sessions, unoptimised".to_owned(),
            generating(&command)?,
        ),
    ])))
}

const CALLGRIND: &str = "--tool=callgrind";
const NO_FILE: &str = "--callgrind-out-file=/dev/null";

fn generating(command: &Path) -> io::Result<u64> {
    let output = target_folder()?.join("counted-crate");
    if output.exists() {
        fs::remove_dir_all(&output)?;
    }
    let counted = collected(
        Command::new("valgrind")
            .args([CALLGRIND, NO_FILE])
            .arg(command)
            .args([
                "bindery",
                "generate",
                "specs/payment-sessions.yaml",
                "--standalone",
            ])
            .args(["--emit", "types,client,server", "--output"])
            .arg(&output),
    )?;
    fs::remove_dir_all(&output)?;
    Ok(counted)
}

/// What callgrind collected.
fn collected(command: &mut Command) -> io::Result<u64> {
    let output = command.output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let count = said
        .lines()
        .find_map(|line| line.split("Collected :").nth(1)?.trim().parse().ok());
    count.ok_or_else(|| io::Error::other(format!("valgrind said no count: {said}")))
}

/// The program that a cargo command builds.
fn executable(arguments: &[&str]) -> io::Result<PathBuf> {
    let output = Command::new("cargo")
        .args(arguments)
        .args(["--quiet", "--message-format", "json"])
        .stderr(Stdio::inherit())
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut paths = messages.filter_map(|message| Some(PathBuf::from(message["executable"].as_str()?)));
    paths
        .next_back()
        .ok_or_else(|| io::Error::other("nothing was built"))
}
