use std::{collections::BTreeSet, path::Path};

use serde::{Deserialize, Serialize};

use crate::{Problem, PublicItems};

/// The file that says which files of a folder are ours, the only ones that are ever removed, and what
/// their public items are made of.
pub(crate) const FILE_NAME: &str = "bindery-manifest.json";

/// What a generation wrote. An older one has no items.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// What this file is, for someone who comes across it.
    about: String,
    /// Relative paths, sorted, with `/`.
    pub(crate) files: BTreeSet<String>,
    /// The public items.
    #[serde(flatten)]
    pub(crate) items: PublicItems,
}

impl Manifest {
    pub(crate) fn new<'a>(files: impl IntoIterator<Item = &'a String>, items: &PublicItems) -> Self {
        Self {
            items: items.clone(),
            about: "Written by bindery: the files here that it owns, and what their public items are made of. Do not edit.".to_owned(),
            files: files.into_iter().cloned().collect(),
        }
    }

    /// Reads the manifest of `folder`; `None` when it has none.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>, Problem> {
        let path = folder.join(FILE_NAME);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Problem::io("read", path)(error)),
        };
        let manifest: Self = serde_json::from_str(&text).map_err(|error| {
            Problem::Usage(format!(
                "{} is damaged: {error}; use --force to replace it",
                path.display()
            ))
        })?;
        // Files named here may be removed, so a path out of the folder is not to be trusted.
        match manifest.files.iter().find(|file| !is_inside(file)) {
            Some(file) => Err(Problem::Usage(format!(
                "{} names `{file}`, which lies outside its folder",
                path.display()
            ))),
            None => Ok(Some(manifest)),
        }
    }

    pub(crate) fn to_text(&self) -> String {
        let about = serde_json::to_string(&self.about).unwrap_or_default();
        let files = self
            .files
            .iter()
            .map(|file| serde_json::to_string(file).unwrap_or_default());
        let files: Vec<String> = files.map(|file| format!("\n    {file}")).collect();
        let end = if files.is_empty() { "" } else { "\n  " };
        format!(
            "{{\n  \"about\": {about},\n  \"files\": [{}{end}]{}\n}}\n",
            files.join(","),
            self.items.to_text()
        )
    }
}

fn is_inside(file: &str) -> bool {
    !file.is_empty()
        && Path::new(file)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_that_points_out_of_its_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["../precious", "/etc/passwd", "a/../../b", ""] {
            let manifest = Manifest::new([&file.to_owned()], &PublicItems::default());
            std::fs::write(folder.path().join(FILE_NAME), manifest.to_text()).unwrap();
            assert!(Manifest::read(folder.path()).is_err(), "{file}");
        }
    }

    #[test]
    fn a_manifest_without_items_is_read_as_before() {
        let folder = tempfile::tempdir().unwrap();
        let older = "{\"about\": \"Written by bindery\", \"files\": [\"src/lib.rs\"]}";
        std::fs::write(folder.path().join(FILE_NAME), older).unwrap();
        let manifest = Manifest::read(folder.path()).unwrap().unwrap();
        assert_eq!(manifest.items, PublicItems::default());
        assert!(manifest.files.contains("src/lib.rs"));
    }

    #[test]
    fn a_manifest_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = Manifest::new([&"src/lib.rs".to_owned()], &PublicItems::default());
        std::fs::write(folder.path().join(FILE_NAME), manifest.to_text()).unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap(), Some(manifest));
        assert_eq!(Manifest::read(&folder.path().join("absent")).unwrap(), None);
    }
}
