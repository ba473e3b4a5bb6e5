use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use bindery_emit::{FileSet, in_parallel};

use crate::{
    Drift, NameChange, Problem, PublicItems, check,
    manifest::{self, Manifest},
    name_change,
    target::lexically_absolute,
};

/// An output folder, of which only the files that the manifest names are ours.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    owned: Option<Manifest>,
}

/// What writing did, as relative paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files whose bytes changed.
    pub written: Vec<String>,
    /// Files that were right already.
    pub unchanged: Vec<String>,
    /// Files of an earlier generation that are no longer made.
    pub removed: Vec<String>,
}

impl Folder {
    /// Opens a folder that need not exist yet.
    ///
    /// # Errors
    /// When it holds files but no manifest of ours: it may be anyone's.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, Problem> {
        let path = path.into();
        if path.is_file() {
            let shown = path.display();
            return Err(Problem::Usage(format!(
                "{shown} is a file, and what is generated fills a folder; choose another name"
            )));
        }
        let owned = Manifest::read(&path)?;
        if owned.is_none() && !is_empty(&path)? {
            let shown = path.display();
            return Err(Problem::Usage(format!(
                "{shown} is not empty and bindery did not write it; choose another folder, or use --force to write there all the same"
            )));
        }
        Ok(Self { path, owned })
    }

    /// Opens a folder whatever it holds. Files that are not in its manifest are never removed.
    pub fn open_by_force(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        // A damaged manifest names nothing that could safely be removed.
        let owned = Manifest::read(&path).unwrap_or(None);
        Self { path, owned }
    }

    /// Makes the folder hold exactly `files`, as far as they are ours.
    ///
    /// Each file is replaced as a whole: whoever reads meanwhile, or after an interruption, sees the
    /// old text or the new one.
    ///
    /// # Errors
    /// When a file cannot be read, written or removed.
    pub fn write(&self, files: &FileSet, items: &PublicItems) -> Result<Written, Problem> {
        let mut result = Written::default();
        let wanted = Manifest::new(files.keys(), items);
        let stale = self.stale(&wanted);
        let manifest = wanted.to_text();
        if !stale.is_empty() {
            // Until all is done the manifest names old and new files, so that nothing is orphaned.
            let mut both = wanted;
            both.files.extend(stale.iter().cloned());
            self.replace(manifest::FILE_NAME, &both.to_text())?;
        } else {
            self.replace(manifest::FILE_NAME, &manifest)?;
        }
        let entries: Vec<_> = files.iter().collect();
        let replaced = in_parallel(&entries, |(name, text)| self.replace(name, text));
        for ((name, _), is_written) in entries.into_iter().zip(replaced) {
            let list = if is_written? {
                &mut result.written
            } else {
                &mut result.unchanged
            };
            list.push(name.clone());
        }
        for name in stale {
            self.remove(&name)?;
            result.removed.push(name);
        }
        self.replace(manifest::FILE_NAME, &manifest)?;
        Ok(result)
    }

    /// Compares the folder with `files` and writes nothing.
    ///
    /// # Errors
    /// When a file that exists cannot be read.
    pub fn check(&self, files: &FileSet, items: &PublicItems) -> Result<Vec<Drift>, Problem> {
        let wanted = Manifest::new(files.keys(), items);
        check::compare(&self.path, self.owned.as_ref(), (files, &wanted))
    }

    /// Which public items of the generation that wrote the folder are called otherwise in `items`, or
    /// are not there: what breaks the code of those who use them. None where no manifest says.
    pub fn changes(&self, items: &PublicItems) -> Vec<NameChange> {
        let owned = self.owned.as_ref();
        owned.map_or_else(Vec::new, |manifest| name_change::changes(&manifest.items, items))
    }

    fn stale(&self, wanted: &Manifest) -> Vec<String> {
        let owned = self.owned.iter().flat_map(|manifest| &manifest.files);
        owned
            .filter(|name| !wanted.files.contains(*name))
            .cloned()
            .collect()
    }

    /// Whether the file had to be written.
    fn replace(&self, name: &str, text: &str) -> Result<bool, Problem> {
        let path = self.path.join(name);
        if fs::read(&path).is_ok_and(|present| present == text.as_bytes()) {
            return Ok(false);
        }
        let folder = path.parent().unwrap_or(&self.path);
        fs::create_dir_all(folder).map_err(Problem::io("create", folder))?;
        let mut draft = tempfile::Builder::new()
            .prefix(".bindery-")
            .tempfile_in(folder)
            .map_err(Problem::io("write in", folder))?;
        draft
            .write_all(text.as_bytes())
            .map_err(Problem::io("write", &path))?;
        readable_like_any_file(draft.as_file()).map_err(Problem::io("write", &path))?;
        draft
            .persist(&path)
            .map_err(|error| Problem::io("write", &path)(error.error))?;
        Ok(true)
    }

    fn remove(&self, name: &str) -> Result<(), Problem> {
        let path = self.path.join(name);
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Problem::io("remove", path)(error)),
        }
        // A folder that this leaves empty goes, too; one with anything in it refuses and stays.
        let mut folder = path.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.path && fs::remove_dir(folder).is_ok())
        {
            folder = empty.parent();
        }
        Ok(())
    }
}

/// Temporary files are private to their owner; a source file is not.
#[cfg(unix)]
pub(crate) fn readable_like_any_file(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(crate) fn readable_like_any_file(_: &fs::File) -> std::io::Result<()> {
    Ok(())
}

fn is_empty(path: &Path) -> Result<bool, Problem> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Problem::io("read", path)(error)),
    }
}

/// `to` as seen from the folder `from`, with `/` between its parts.
pub(crate) fn relative_path(from: &Path, to: &Path) -> String {
    let (from, to) = (normal(from), normal(to));
    let shared = from
        .iter()
        .zip(&to)
        .take_while(|(left, right)| left == right)
        .count();
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let parts: Vec<_> = up.chain(to.iter().skip(shared).cloned()).collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

fn normal(path: &Path) -> Vec<String> {
    let parts = lexically_absolute(path);
    parts
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(entries: &[(&str, &str)]) -> FileSet {
        entries
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn only_what_changed_is_written_and_only_ours_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Folder::open(folder.path()).unwrap();
        let first = open()
            .write(
                &files(&[("a.rs", "1"), ("old/b.rs", "2")]),
                &PublicItems::default(),
            )
            .unwrap();
        assert_eq!(first.written, ["a.rs", "old/b.rs"]);

        fs::write(folder.path().join("mine.rs"), "a user's").unwrap();
        let second = open()
            .write(&files(&[("a.rs", "1"), ("c.rs", "3")]), &PublicItems::default())
            .unwrap();
        assert_eq!(
            second,
            Written {
                written: vec!["c.rs".into()],
                unchanged: vec!["a.rs".into()],
                removed: vec!["old/b.rs".into()]
            }
        );
        assert!(!folder.path().join("old").exists());
        assert!(folder.path().join("mine.rs").exists());

        let third = open()
            .write(&files(&[("a.rs", "1"), ("c.rs", "3")]), &PublicItems::default())
            .unwrap();
        assert_eq!(third.written, Vec::<String>::new());
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("precious.txt"), "x").unwrap();
        assert!(matches!(Folder::open(folder.path()), Err(Problem::Usage(_))));
        Folder::open_by_force(folder.path())
            .write(&files(&[("a.rs", "1")]), &PublicItems::default())
            .unwrap();
        assert!(folder.path().join("precious.txt").exists());
    }

    #[test]
    fn paths_are_written_as_seen_from_the_crate() {
        assert_eq!(
            relative_path(Path::new("/x/generated/api"), Path::new("/x/crates/runtime")),
            "../../crates/runtime"
        );
        assert_eq!(relative_path(Path::new("/x/a"), Path::new("/x/a/../b")), "../b");
        assert_eq!(relative_path(Path::new("/x/a"), Path::new("/x/a")), ".");
    }
}
