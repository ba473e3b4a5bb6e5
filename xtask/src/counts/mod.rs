//! `cargo xtask counts`: what grows unseen, counted rather than timed, and held against what it was.

mod arguments;
mod emitted;
mod instructions;

pub(crate) use arguments::Counts;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use bindery::Problem;
use serde_json::{Value, json};

use crate::corpus::problem;
use crate::terminal::{print, say};

/// Where the counts stand that are right.
const FILE: &str = "xtask/counts.json";

/// How much more than before there may be of what depends on the compiler, in percent.
const TOLERANCE: u64 = 3;

/// Counts by name.
type Found = BTreeMap<String, u64>;

impl Counts {
    /// Counts; the status is 1 where there is more than there was.
    pub(crate) fn run(&self) -> Result<u8, Problem> {
        let path = PathBuf::from(FILE);
        let of_counting = |source| problem("count what", Path::new("generated/payment-sessions"), source);
        let exact = emitted::lines().map_err(of_counting)?;
        let mut compiled = emitted::llvm_lines().map_err(of_counting)?;
        match instructions::count().map_err(of_counting)? {
            Some(instructions) => compiled.extend(instructions),
            None => say("valgrind is not installed: instructions are not counted"),
        }
        let compiler = compiler().map_err(of_counting)?;
        for (name, count) in exact.iter().chain(&compiled) {
            print(&format!("{count:>12} {name}"));
        }
        if !self.check {
            let known = json!({ "compiler": compiler, "emitted": exact, "compiled": compiled });
            let text = format!("{known:#}\n");
            fs::write(&path, text).map_err(|source| problem("write", &path, source))?;
            return Ok(0);
        }
        let text = fs::read_to_string(&path).map_err(|source| problem("read", &path, source))?;
        let known: Value =
            serde_json::from_str(&text).map_err(|error| problem("read", &path, error.into()))?;
        let mut grown = grown(&known["emitted"], &exact, 0);
        if known["compiler"] == compiler.as_str() {
            grown.extend(grown_compiled(&known, &compiled));
        } else {
            say(&format!(
                "{FILE} is of another compiler: what depends on it is not compared"
            ));
        }
        for line in &grown {
            say(line);
        }
        if !grown.is_empty() {
            say("where that is meant, run `cargo xtask counts` and commit the file");
        }
        Ok(u8::from(!grown.is_empty()))
    }
}

fn grown_compiled(known: &Value, found: &Found) -> Vec<String> {
    grown(&known["compiled"], found, TOLERANCE)
}

/// What there is more of than is known, by more than so many percent.
fn grown(known: &Value, found: &Found, tolerance: u64) -> Vec<String> {
    let is_more = |(name, count): &(&String, &u64)| {
        let before = known[name.as_str()].as_u64().unwrap_or_default();
        **count * 100 > before * (100 + tolerance)
    };
    let told = |(name, count): (&String, &u64)| {
        let before = &known[name.as_str()];
        format!("error: {name}: {count}, and {before} before")
    };
    found.iter().filter(is_more).map(told).collect()
}

fn compiler() -> io::Result<String> {
    let output = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_growth_beyond_the_tolerance_is_told() {
        let known = json!({ "lines": 100, "instructions": 1000 });
        let found = |lines, instructions| {
            Found::from([
                ("lines".to_owned(), lines),
                ("instructions".to_owned(), instructions),
            ])
        };
        assert_eq!(grown(&known, &found(100, 1030), 3), [""; 0]);
        assert_eq!(
            grown(&known, &found(90, 1031), 3),
            ["error: instructions: 1031, and 1000 before"]
        );
        assert_eq!(
            grown(&json!({}), &found(1, 0), 3),
            ["error: lines: 1, and null before"]
        );
    }
}
