use std::{collections::BTreeSet, fmt, fs, path::Path};

use bindery_emit::FileSet;
use similar::TextDiff;

use crate::{
    Problem, header,
    manifest::{self, Manifest},
    target::slashes,
};

/// A file of an output folder that is not what the document makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The path from the output folder.
    pub file: String,
    /// What is wrong with it.
    pub kind: DriftKind,
}

/// How a file differs from what would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DriftKind {
    /// It is not there.
    Missing,
    /// Its text differs; a short diff from the present text to the right one.
    Stale(String),
    /// It was generated once and would not be any more.
    Surplus,
}

impl fmt::Display for Drift {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            DriftKind::Missing => write!(formatter, "missing  {}", self.file),
            DriftKind::Surplus => write!(formatter, "surplus  {}", self.file),
            DriftKind::Stale(diff) => write!(formatter, "stale    {}\n{}", self.file, diff.trim_end()),
        }
    }
}

/// How many lines of a file's diff are shown.
const DIFF_LINES: usize = 20;

pub(crate) fn compare(
    folder: &Path,
    owned: Option<&Manifest>,
    (files, manifest): (&FileSet, &Manifest),
) -> Result<Vec<Drift>, Problem> {
    let mut drifts = Vec::new();
    let manifest = manifest.to_text();
    let expected = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    for (name, text) in expected.chain([(manifest::FILE_NAME, manifest.as_str())]) {
        let kind = match fs::read(folder.join(name)) {
            Ok(present) if present == text.as_bytes() => continue,
            Ok(present) => DriftKind::Stale(short_diff(&String::from_utf8_lossy(&present), text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => DriftKind::Missing,
            Err(error) => return Err(Problem::io("read", folder.join(name))(error)),
        };
        drifts.push(Drift {
            file: name.to_owned(),
            kind,
        });
    }
    for file in surplus(folder, owned, files)? {
        drifts.push(Drift {
            file,
            kind: DriftKind::Surplus,
        });
    }
    Ok(drifts)
}

/// Files that the manifest names or that carry our header, and that are no longer made.
fn surplus(folder: &Path, owned: Option<&Manifest>, files: &FileSet) -> Result<BTreeSet<String>, Problem> {
    let mut surplus = BTreeSet::new();
    for name in owned.iter().flat_map(|manifest| &manifest.files) {
        if !files.contains_key(name) && folder.join(name).exists() {
            surplus.insert(name.clone());
        }
    }
    let mut pending = vec![folder.join("src")];
    while let Some(current) = pending.pop() {
        let Ok(entries) = fs::read_dir(&current) else {
            continue;
        };
        for entry in entries {
            let path = entry.map_err(Problem::io("read", &current))?.path();
            if path.is_dir() {
                pending.push(path);
            } else if let Ok(relative) = path.strip_prefix(folder) {
                let name = slashes(relative);
                if !files.contains_key(&name) && header::is_generated(&path) {
                    surplus.insert(name);
                }
            }
        }
    }
    Ok(surplus)
}

fn short_diff(present: &str, expected: &str) -> String {
    let diff = TextDiff::from_lines(present, expected)
        .unified_diff()
        .context_radius(1)
        .to_string();
    let lines: Vec<_> = diff.lines().collect();
    let mut short = lines
        .iter()
        .take(DIFF_LINES)
        .map(|line| format!("    {line}\n"))
        .collect::<String>();
    if lines.len() > DIFF_LINES {
        short.push_str(&format!("    … and {} more lines\n", lines.len() - DIFF_LINES));
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folder;
    use crate::PublicItems;

    #[test]
    fn stale_missing_and_surplus_files_are_all_listed() {
        let folder = tempfile::tempdir().unwrap();
        let before: FileSet = [("a.rs", "1\n"), ("b.rs", "2\n"), ("c.rs", "3\n")]
            .map(|(name, text)| (name.into(), text.into()))
            .into();
        Folder::open(folder.path())
            .unwrap()
            .write(&before, &PublicItems::default())
            .unwrap();
        fs::remove_file(folder.path().join("b.rs")).unwrap();
        let after: FileSet = [("a.rs", "one\n"), ("b.rs", "2\n")]
            .map(|(name, text)| (name.into(), text.into()))
            .into();

        let drifts = Folder::open(folder.path())
            .unwrap()
            .check(&after, &PublicItems::default())
            .unwrap();
        let shown: Vec<_> = drifts.iter().map(|drift| drift.to_string()).collect();
        assert!(shown[0].starts_with("stale    a.rs\n"), "{}", shown[0]);
        assert!(shown[0].contains("-1") && shown[0].contains("+one"));
        assert_eq!(shown[1], "missing  b.rs");
        assert!(shown.contains(&"surplus  c.rs".to_owned()));
    }

    #[test]
    fn a_generated_file_that_nobody_remembers_is_surplus_but_a_users_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let files: FileSet = [("src/lib.rs", "1\n")]
            .map(|(name, text)| (name.into(), text.into()))
            .into();
        Folder::open(folder.path())
            .unwrap()
            .write(&files, &PublicItems::default())
            .unwrap();
        fs::write(
            folder.path().join("src/old.rs"),
            "// @generated by bindery from x. Do not edit; run y.\n",
        )
        .unwrap();
        fs::write(folder.path().join("src/mine.rs"), "fn mine() {}\n").unwrap();
        let drifts = Folder::open(folder.path())
            .unwrap()
            .check(&files, &PublicItems::default())
            .unwrap();
        assert_eq!(
            drifts,
            [Drift {
                file: "src/old.rs".into(),
                kind: DriftKind::Surplus
            }]
        );
    }
}
