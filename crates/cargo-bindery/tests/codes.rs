//! Every code has a page, and every page's example gives that code and no other; what mends it gives none.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use bindery_model::Code;
use serde_json::Value;

/// The files of a part of a page, by their names.
struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    fn of(part: &str) -> Self {
        let mut files = Vec::new();
        let mut lines = part.lines();
        while let Some(line) = lines.next() {
            let Some(info) = line.strip_prefix("```") else {
                continue;
            };
            let mut words = info.split(' ').skip(1);
            let name = words.next().unwrap_or("openapi.yaml").to_owned();
            let text: String = lines
                .by_ref()
                .take_while(|line| *line != "```")
                .map(|line| repeated(line) + "\n")
                .collect();
            let bytes = match words.next() {
                Some("latin-1") => text
                    .chars()
                    .map(|letter| u8::try_from(u32::from(letter)).unwrap())
                    .collect(),
                _ => text.into_bytes(),
            };
            files.push((name, bytes));
        }
        Self(files)
    }

    fn names(&self) -> BTreeSet<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// What is said when code is generated from them, and if that is nothing, when they are judged.
    fn codes(&self) -> BTreeSet<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in &self.0 {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        if self.names().contains("before.yaml") {
            let now = fs::read(folder.path().join("openapi.yaml")).unwrap();
            fs::rename(
                folder.path().join("before.yaml"),
                folder.path().join("openapi.yaml"),
            )
            .unwrap();
            assert_eq!(run(folder.path(), &self.arguments("generate")), BTreeSet::new());
            fs::write(folder.path().join("openapi.yaml"), now).unwrap();
        }
        let generated = run(folder.path(), &self.arguments("generate"));
        match generated.is_empty() {
            true => run(folder.path(), &self.arguments("lint")),
            false => generated,
        }
    }

    fn arguments(&self, command: &'static str) -> Vec<&'static str> {
        let names = self.names();
        if names.contains("bindery.toml") {
            return vec![command];
        }
        let document = match names.contains("openapi.json") {
            true => "openapi.json",
            false => "openapi.yaml",
        };
        let mut arguments = vec![command, document, "--output", "out", "--standalone"];
        if names.contains("overlay.yaml") {
            arguments.extend(["--overlay", "overlay.yaml"]);
        }
        arguments
    }
}

fn run(folder: &Path, arguments: &[&str]) -> BTreeSet<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"));
    let output = command
        .current_dir(folder)
        .args(["--message-format", "json"])
        .args(arguments)
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stderr).unwrap();
    let code = |line: &str| {
        let message: Value = serde_json::from_str(line).unwrap();
        assert!(message["help"].is_string(), "nothing says what to do: {line}");
        message["code"].as_str().unwrap_or(line).to_owned()
    };
    lines.lines().map(code).collect()
}

/// The line with `⟨a⟩×3` as `aaa`; in it `№` is the number of the repetition, from 0, and `№+1` that of the next.
fn repeated(line: &str) -> String {
    let Some((before, rest)) = line.split_once('⟨') else {
        return line.to_owned();
    };
    let (text, rest) = rest.split_once("⟩×").unwrap();
    let digits = rest
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(rest.len());
    let (count, rest) = rest.split_at(digits);
    let texts = (0..count.parse::<usize>().unwrap()).map(|index| {
        let next = text.replace("№+1", &(index + 1).to_string());
        next.replace('№', &index.to_string())
    });
    format!("{before}{}{}", texts.collect::<String>(), repeated(rest))
}

/// What is wrong with a page.
fn fault(code: Code) -> Option<String> {
    let page = code.page();
    let Some((meaning, rest)) = page.split_once("\n## Example\n") else {
        return Some("there is no example".to_owned());
    };
    if !meaning.starts_with("# ") || meaning.lines().count() < 3 {
        return Some("it begins with a title and what the code means".to_owned());
    }
    let Some((example, mended)) = rest.split_once("\n## Mended\n") else {
        return Some("it does not say what mends it".to_owned());
    };
    let told = Files::of(example).codes();
    if told != BTreeSet::from([code.name().to_owned()]) {
        return Some(format!("the example gives {told:?}"));
    }
    let mended = Files::of(mended);
    if mended.0.is_empty() {
        return Some("what mends it is not shown".to_owned());
    }
    let told = mended.codes();
    // Examples are small: of what a judge would say besides, nothing is asked.
    let is_bad = match is_judgement(code.name()) {
        true => told.contains(code.name()),
        false => told.iter().any(|told| !is_judgement(told)),
    };
    is_bad.then(|| format!("what mends it gives {told:?}"))
}

/// Whether a code is of a rule that `lint` alone has.
fn is_judgement(code: &str) -> bool {
    let page = Code::named(code).map_or("", Code::page).replace('\n', " ");
    page.contains("Found by `cargo bindery lint`")
}

#[test]
fn every_page_has_an_example_that_gives_its_code() {
    let faults: Vec<String> = Code::ALL
        .iter()
        .filter_map(|code| Some(format!("{code}: {}", fault(*code)?)))
        .collect();
    assert!(
        faults.is_empty(),
        "{} pages:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn the_command_prints_the_page() {
    let explain = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-bindery"))
            .args(arguments)
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (status, page, _) = explain(&["bindery", "--explain", "dangling-reference"]);
    assert_eq!((status, page.as_str()), (Some(0), Code::DanglingReference.page()));
    assert_eq!(explain(&["explain", "--code", "dangling-reference"]).1, page);
    let (status, _, said) = explain(&["--explain", "dangling-referenc"]);
    assert_eq!(status, Some(2));
    assert!(said.contains("write `dangling-reference`"), "{said}");
    assert_eq!(explain(&[]).0, Some(2));
}
