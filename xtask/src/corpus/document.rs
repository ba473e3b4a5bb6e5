use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use bindery::{Problem, package_name};
use globset::{Glob, GlobSet, GlobSetBuilder};
use serde_json::Value;

/// A document of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CorpusDocument {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// Its path within the corpus, with `/`.
    pub(crate) label: String,
    /// The package that is generated from it.
    pub(crate) package: String,
    /// What it says of its version, e.g. `3.0.3`.
    pub(crate) version: String,
    /// The size of its root file.
    pub(crate) bytes: u64,
}

/// Every document below `folder` whose path fits one of `only`, or any path where there is none,
/// by path.
///
/// # Errors
/// When the folder or a file in it cannot be read, or there is no document.
pub(crate) fn find(folder: &Path, only: &[Glob]) -> Result<Vec<CorpusDocument>, Problem> {
    let wanted = matcher(only)?;
    let mut paths = Vec::new();
    gather(folder, &mut paths)?;
    paths.sort();
    let mut packages = HashSet::new();
    let mut documents = Vec::new();
    for path in paths {
        let label = label_of(&path, folder);
        // Names are claimed before the choice is made, so that it changes none.
        let text = fs::read_to_string(&path).map_err(|source| read_problem(&path, source))?;
        let Some(version) = version_of(&text) else {
            continue;
        };
        let package = claim_package(&label, &mut packages)?;
        if wanted.as_ref().is_none_or(|wanted| wanted.is_match(&label)) {
            let bytes = text.len() as u64;
            documents.push(CorpusDocument {
                path,
                label,
                package,
                version,
                bytes,
            });
        }
    }
    if documents.is_empty() {
        let message = format!("{} holds no such document", folder.display());
        return Err(Problem::Usage(message));
    }
    Ok(documents)
}

fn matcher(only: &[Glob]) -> Result<Option<GlobSet>, Problem> {
    if only.is_empty() {
        return Ok(None);
    }
    let mut set = GlobSetBuilder::new();
    for glob in only {
        set.add(glob.clone());
    }
    let set = set.build();
    set.map(Some).map_err(|error| Problem::Usage(error.to_string()))
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Problem> {
    let entries = fs::read_dir(folder).map_err(|source| read_problem(folder, source))?;
    for entry in entries {
        let path = entry.map_err(|source| read_problem(folder, source))?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            gather(&path, paths)?;
        } else if matches!(extension, Some("yaml" | "yml" | "json")) {
            paths.push(path);
        }
    }
    Ok(())
}

fn read_problem(path: &Path, source: std::io::Error) -> Problem {
    Problem::Io {
        action: "read",
        path: path.to_owned(),
        source,
    }
}

fn label_of(path: &Path, folder: &Path) -> String {
    let within = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = within
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// The package of a document: its path without the ending, and with it where that is taken.
fn claim_package(label: &str, taken: &mut HashSet<String>) -> Result<String, Problem> {
    let stem = label.rsplit_once('.').map_or(label, |(stem, _)| stem);
    let named = |text: &str| {
        let name = package_name(Some(&format!("corpus-{text}")), Path::new("."));
        name.map_err(|error| Problem::Usage(error.to_string()))
    };
    let mut name = named(stem)?;
    if taken.contains(&name) {
        name = named(label)?;
    }
    let base = name.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{base}-{number}");
        number += 1;
    }
    Ok(name)
}

/// The value of `openapi` or `swagger` at the root of `text`; `None` where it has neither.
///
/// Of YAML only the lines that begin a member of the root are looked at: a fault anywhere else is
/// for bindery to report.
fn version_of(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        let root: Value = serde_json::from_str(text).ok()?;
        let version = root.get("openapi").or_else(|| root.get("swagger"))?;
        return Some(
            version
                .as_str()
                .map_or_else(|| version.to_string(), str::to_owned),
        );
    }
    text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        let key = key.trim_end().trim_matches(['"', '\'']);
        let value = value.split(" #").next()?.trim().trim_matches(['"', '\'']);
        (matches!(key, "openapi" | "swagger") && !value.is_empty()).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_says_its_version_at_its_root() {
        let version = |text: &str| version_of(text);
        assert_eq!(version("# a\nopenapi: 3.1.0\n"), Some("3.1.0".into()));
        assert_eq!(version("'swagger' : \"2.0\" # old\n"), Some("2.0".into()));
        assert_eq!(
            version("{\"info\": {}, \"openapi\": \"3.0.3\"}"),
            Some("3.0.3".into())
        );
        assert_eq!(version("info:\n  openapi: 3.0.0\n"), None);
        assert_eq!(version("{\"info\": {\"openapi\": \"3.0.3\"}}"), None);
    }

    #[test]
    fn documents_are_found_by_path_and_each_has_a_package() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("deep")).unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("shop.yaml", "openapi: 3.0.0\n");
        write("shop.json", "{\"openapi\": \"3.0.0\"}");
        write("part.yaml", "type: object\n");
        write("deep/shop.yml", "swagger: '2.0'\n");
        let found = find(folder.path(), &[]).unwrap();
        let names: Vec<_> = found
            .iter()
            .map(|document| (document.label.as_str(), document.package.as_str()))
            .collect();
        let expected = [
            ("deep/shop.yml", "corpus-deep-shop"),
            ("shop.json", "corpus-shop"),
            ("shop.yaml", "corpus-shop-yaml"),
        ];
        assert_eq!(names, expected);
        let only = [Glob::new("*.yaml").unwrap()];
        assert_eq!(find(folder.path(), &only).unwrap()[0].package, "corpus-shop-yaml");
        assert!(find(folder.path(), &[Glob::new("none*").unwrap()]).is_err());
    }
}
