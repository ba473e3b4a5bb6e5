//! The copies of other machines' files: which are missing, and how one is kept.

use std::{
    fs,
    path::{Path, PathBuf},
};

use bindery_document::{REMOTE_LIST, Rendering, load, sha256};
use bindery_model::Diagnostics;
use serde_json::{Map, Value, json};

use crate::{
    Problem, Target,
    generation::{load_options, loading_problem},
};

/// The URLs of the files that the target's document refers to and may read, but of which there is no
/// copy that is what was recorded for it. What a file refers to is known once there is a copy of it.
///
/// # Errors
/// [`Problem::Document`] or [`Problem::Missing`] where the document cannot be read at all.
pub fn missing_copies(target: &Target, rendering: impl Into<Rendering>) -> Result<Vec<String>, Problem> {
    let mut diagnostics = Diagnostics::new();
    let (sources, document) = load(&target.spec, &load_options(target), &mut diagnostics);
    match document {
        Some(document) => Ok(document.missing_copies().map(str::to_owned).collect()),
        None => Err(loading_problem(diagnostics, &sources, rendering.into())),
    }
}

/// Keeps what was read from `url` in the target's folder of copies and records its hash; returns
/// where.
///
/// # Errors
/// [`Problem::Io`] where it cannot be written, [`Problem::Usage`] where the list of copies is no
/// list.
pub fn keep_copy(target: &Target, url: &str, bytes: &[u8]) -> Result<PathBuf, Problem> {
    let folder = target.remote.folder(&target.spec);
    let list_path = folder.join(REMOTE_LIST);
    let mut list = read_list(&list_path)?;
    let file = file_name(url);
    let path = folder.join(&file);
    let parent = path.parent().unwrap_or(&folder);
    fs::create_dir_all(parent).map_err(Problem::io("create", parent))?;
    fs::write(&path, bytes).map_err(Problem::io("write", &path))?;
    list.insert(url.to_owned(), json!({ "file": file, "sha256": sha256(bytes) }));
    // The same order whatever was fetched first.
    let mut entries: Vec<(String, Value)> = list.into_iter().collect();
    entries.sort_by(|left, right| left.0.cmp(&right.0));
    let sorted = Value::Object(entries.into_iter().collect());
    fs::write(&list_path, format!("{sorted:#}\n")).map_err(Problem::io("write", &list_path))?;
    Ok(path)
}

fn read_list(path: &Path) -> Result<Map<String, Value>, Problem> {
    if !path.exists() {
        return Ok(Map::new());
    }
    let text = fs::read_to_string(path).map_err(Problem::io("read", path))?;
    serde_json::from_str(&text).map_err(|error| {
        Problem::Usage(format!(
            "{}:{}:{}: this is no list of copies: {error}",
            path.display(),
            error.line(),
            error.column()
        ))
    })
}

/// Where a copy is kept: host and path, so that it is found, and compared, by eye.
fn file_name(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (path, query) = rest
        .split_once('?')
        .map_or((rest, None), |(path, query)| (path, Some(query)));
    let plain = |letter: char| {
        let is_plain = letter.is_ascii_alphanumeric() || "._-".contains(letter);
        if is_plain { letter } else { '_' }
    };
    let segments: Vec<String> = path
        .split('/')
        .filter(|segment| !segment.is_empty() && *segment != "." && *segment != "..")
        .map(|segment| segment.chars().map(plain).collect())
        .collect();
    let mut name = segments.join("/");
    let is_changed = segments.len() < 2
        || query.is_some()
        || path
            .chars()
            .any(|letter| letter != '/' && plain(letter) != letter);
    if is_changed {
        let digest = sha256(url.as_bytes());
        name = format!("{name}-{}", digest.get(..8).unwrap_or_default());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_called_after_their_urls() {
        assert_eq!(file_name("https://a.example/s/pet.yaml"), "a.example/s/pet.yaml");
        let names: Vec<String> = [
            "https://a.example/s?v=1",
            "https://a.example/s?v=2",
            "https://a.example/s%3Fv",
        ]
        .map(file_name)
        .into();
        assert!(
            names.iter().all(|name| name.starts_with("a.example/s")),
            "{names:?}"
        );
        assert!(names[0] != names[1] && names[1] != names[2], "{names:?}");
        assert!(!file_name("https://a.example/../../etc").contains(".."));
    }
}
