//! The public items that are compared, held against the text of what is emitted for every fixture.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bindery::{Part, Project, RenderStyle, Target, generate, read_generated_api};

/// Macros of which `surface` reads what they make public.
const READ: &[&str] = &["bodies", "call", "pages", "webhook"];

/// Macros that make the same public for every document, or nothing.
const SILENT: &[&str] = &[
    "answers",
    "client",
    "compatible",
    "headers",
    "newtype",
    "object",
    "representations",
    "server_url",
    "string_enum",
    "union",
    "value_enum",
    "webhooks",
];

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .collect();
    paths.sort();
    paths
}

fn target(spec: &Path) -> Target {
    let settings = spec.with_extension("toml");
    let mut target = match settings.exists() {
        true => {
            let project = Project::read(settings).unwrap_or_else(|problem| panic!("{problem}"));
            project.select(&[]).unwrap()[0].clone()
        }
        false => Target::new("fixture", spec, "fixture"),
    };
    target.output = "fixture".into();
    target.parts = vec![Part::Client, Part::Server];
    target
}

/// Generated files without the crate's root, which is the same everywhere.
fn sources(target: &Target) -> Vec<String> {
    let generation = generate(target, RenderStyle::Plain).unwrap_or_else(|problem| panic!("{problem}"));
    let files = generation.files.into_iter();
    let sources = files.filter(|(name, _)| name.ends_with(".rs") && name != "src/lib.rs");
    sources.map(|(_, text)| text).collect()
}

#[test]
fn every_public_item_is_read() {
    const KINDS: &[(&str, &[&str])] = &[
        ("pub struct ", &["struct"]),
        ("pub enum ", &["enum"]),
        ("pub trait ", &["trait"]),
        ("pub static ", &["static"]),
        ("pub type ", &["type"]),
        ("pub mod ", &["module"]),
    ];
    let mut total = 0;
    for spec in fixtures() {
        let target = target(&spec);
        let texts = sources(&target);
        let items = read_generated_api(&target, RenderStyle::Plain)
            .unwrap()
            .shown_items(&target);
        for (head, kinds) in KINDS {
            let written: usize = texts.iter().map(|text| lines(text, head)).sum();
            let read = items.iter().filter(|item| kinds.contains(&item.kind)).count();
            assert_eq!(read, written, "{head} in {}", spec.display());
            total += read;
        }
        // Methods stand in the text, or in a table of calls.
        let written: usize = texts.iter().map(|text| lines(text, "pub fn ")).sum();
        let tables: usize = texts.iter().map(|text| text.matches("pages!(").count() * 2).sum();
        let is_function = |kind: &str| ["function", "method", "constructor"].contains(&kind);
        let read = items.iter().filter(|item| is_function(item.kind)).count();
        assert!(
            read >= written + tables,
            "{read} of {written} in {}",
            spec.display()
        );
    }
    assert!(total > 1000, "only {total} items");
}

fn lines(text: &str, head: &str) -> usize {
    text.lines()
        .filter(|line| line.trim_start().starts_with(head))
        .count()
}

#[test]
fn every_table_is_known() {
    let mut used: BTreeMap<String, PathBuf> = BTreeMap::new();
    for spec in fixtures() {
        for text in sources(&target(&spec)) {
            for line in text.lines().filter(|line| line.starts_with(char::is_lowercase)) {
                if let Some((name, _)) = line.split_once('!')
                    && name.chars().all(|next| next.is_alphanumeric() || next == '_')
                {
                    used.insert(name.to_owned(), spec.clone());
                }
            }
        }
    }
    let known: BTreeSet<&str> = READ.iter().chain(SILENT).copied().collect();
    for (name, spec) in &used {
        assert!(
            known.contains(name.as_str()),
            "{name}! of {}: if it makes items public that differ from document to document, read it in \
             crates/emit/src/surface/table.rs",
            spec.display()
        );
    }
    for name in READ {
        assert!(used.contains_key(*name), "no fixture has {name}!");
    }
}
