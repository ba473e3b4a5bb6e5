use std::{
    fs,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

/// What to add to the workspace around a new crate, where it is not a member yet.
///
/// Cargo refuses to build a crate that lies in a workspace's folder without belonging to it.
pub(crate) fn advice(crate_folder: &Path) -> Option<String> {
    let folder = std::path::absolute(crate_folder).ok()?;
    let (root, workspace) = folder.ancestors().skip(1).find_map(workspace_at)?;
    let member = folder
        .strip_prefix(&root)
        .ok()?
        .to_string_lossy()
        .replace('\\', "/");
    let lists = |key: &str| {
        let entries = workspace.get(key).and_then(Value::as_array).into_iter().flatten();
        entries
            .filter_map(Value::as_str)
            .any(|pattern| matches(pattern, &member))
    };
    // An excluded folder takes all that lies below it along.
    let excluded = workspace
        .get("exclude")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let excludes = |folder: &str| Path::new(&member).starts_with(folder);
    if lists("members") || excluded.filter_map(Value::as_str).any(excludes) {
        return None;
    }
    let manifest = root.join("Cargo.toml");
    Some(format!(
        "note: {} lies in the workspace of {}; add this to its `members`, or use --standalone:\n    \"{member}\",",
        crate_folder.display(),
        manifest.display()
    ))
}

fn workspace_at(folder: &Path) -> Option<(PathBuf, Table)> {
    let text = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    let manifest: Table = text.parse().ok()?;
    Some((folder.to_owned(), manifest.get("workspace")?.as_table()?.clone()))
}

/// Whether a pattern of `members` names the folder; a `*` stands for one part of a path.
fn matches(pattern: &str, member: &str) -> bool {
    let pattern: Vec<_> = pattern
        .trim_start_matches("./")
        .trim_end_matches('/')
        .split('/')
        .collect();
    let member: Vec<_> = member.split('/').collect();
    pattern.len() == member.len()
        && pattern
            .iter()
            .zip(&member)
            .all(|(pattern, part)| part_matches(pattern, part))
}

fn part_matches(pattern: &str, part: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == part,
        Some((before, after)) => {
            part.len() >= before.len() + after.len() && part.starts_with(before) && part.ends_with(after)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_is_given_only_where_the_workspace_does_not_know_the_crate() {
        let folder = tempfile::tempdir().unwrap();
        let write = |text: &str| fs::write(folder.path().join("Cargo.toml"), text).unwrap();
        let output = folder.path().join("generated/api");

        write("[workspace]\nmembers = [\"crates/*\"]\n");
        assert!(advice(&output).unwrap().ends_with("\"generated/api\","));
        write("[workspace]\nmembers = [\"crates/*\", \"generated/*\"]\n");
        assert_eq!(advice(&output), None);
        write("[workspace]\nexclude = [\"generated\"]\n");
        assert_eq!(advice(&output), None);
        write("[package]\nname = \"alone\"\n");
        assert_eq!(advice(&output), None);
    }
}
