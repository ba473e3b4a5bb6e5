mod repository;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::target::lexically_absolute;
use crate::{Problem, Project, Target};
use repository::Repository;

/// A target as it was in a revision of its git repository: its files in a folder of their own, which goes with this.
#[derive(Debug)]
pub struct Revision {
    /// What it was asked for by: a tag, a branch, a commit.
    name: String,
    /// The repository.
    repository: Repository,
    /// The copies, each under its path in the repository.
    copies: PathBuf,
    /// What the target was.
    target: Option<Target>,
}

/// Tells the folders of one process apart.
static COUNT: AtomicUsize = AtomicUsize::new(0);

impl Revision {
    /// Takes what `target` was out of the revision `name`: its configuration, the folder that its document may refer
    /// to, and its overlays. Files may have had other names. Neither the work tree nor the index is touched.
    ///
    /// # Errors
    /// [`Problem::Usage`] where there is no repository or no such revision, or the configuration cannot be read;
    /// [`Problem::Io`] where files cannot be written.
    pub fn check_out(name: &str, target: &Target) -> Result<Self, Problem> {
        let spec = lexically_absolute(&target.spec);
        let folder = spec.parent().unwrap_or(Path::new("."));
        let copies = new_folder()?;
        let repository = Repository::at(name, folder, copies.join(".index"));
        let repository = match repository {
            Ok(repository) => repository,
            Err(problem) => {
                remove(&copies);
                return Err(problem);
            }
        };
        let mut revision = Self {
            name: name.to_owned(),
            repository,
            copies,
            target: None,
        };
        let old = match revision.configured(target)? {
            Some(old) => old,
            None => revision.moved(target)?,
        };
        revision.copy_files(&old)?;
        revision.target = old.spec.is_file().then(|| revision.present(old));
        Ok(revision)
    }

    /// The target as it was, its files those of the revision; nothing, where the revision does not have its document.
    pub fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }

    /// How a file of the revision is shown: `REV:path/in/repository`.
    pub fn shown(&self, path: &Path) -> String {
        match path.strip_prefix(&self.copies) {
            Ok(inner) => format!("{}:{}", self.name, crate::target::slashes(inner)),
            Err(_) => path.display().to_string(),
        }
    }

    /// What is wrong with the target as it was, by the names of files that [`Revision::shown`] gives.
    pub fn told(&self, problem: Problem) -> Problem {
        let folder = format!("{}/", self.copies.display());
        let told = |text: String| text.replace(&folder, &format!("{}:", self.name));
        match problem {
            Problem::Document { report, errors } => Problem::Document {
                report: told(report),
                errors,
            },
            Problem::Missing { report } => Problem::Missing { report: told(report) },
            Problem::Usage(message) => Problem::Usage(told(message)),
            other => other,
        }
    }

    /// What the revision's own configuration says of the target; nothing, where it has none.
    fn configured(&self, target: &Target) -> Result<Option<Target>, Problem> {
        let Some((configuration, _)) = &target.configuration else {
            return Ok(None);
        };
        let Some(inner) = self.inner(configuration) else {
            return Ok(None);
        };
        let inner = self.repository.former_name(&inner)?;
        self.repository.copy(std::slice::from_ref(&inner), &self.copies)?;
        let copy = self.copies.join(inner);
        if !copy.is_file() {
            return Ok(None);
        }
        let project = Project::read(copy).map_err(|problem| self.told(problem))?;
        let targets = project.select(&[])?;
        let old = targets.into_iter().find(|old| old.name == target.name);
        // What is emitted is a matter of today: what a crate showed that was not made yet is no change.
        Ok(old.cloned().map(|old| Target {
            parts: target.parts.clone(),
            ..old
        }))
    }

    /// The target as it is, of the revision's files.
    fn moved(&self, target: &Target) -> Result<Target, Problem> {
        let moved = |path: &Path| -> Result<PathBuf, Problem> {
            Ok(match self.inner(path) {
                Some(inner) => self.copies.join(self.repository.former_name(&inner)?),
                None => path.to_owned(),
            })
        };
        let optional = |path: Option<&PathBuf>| path.map(|path| moved(path)).transpose();
        let mut old = target.clone();
        old.spec = moved(&target.spec)?;
        old.overlays = target
            .overlays
            .iter()
            .map(|overlay| moved(overlay))
            .collect::<Result<_, _>>()?;
        old.root = optional(target.root.as_ref())?;
        if let Some(root) = &old.root
            && !lexically_absolute(&old.spec).starts_with(lexically_absolute(root))
        {
            // The folder was called otherwise: nothing but the repository is sure to hold what it held.
            old.root = Some(self.copies.clone());
        }
        old.remote.cache = optional(target.remote.cache.as_ref())?;
        for from in &mut old.types_from {
            from.target = self.moved(&from.target)?;
        }
        Ok(old)
    }

    /// Copies all that `old` and the targets that it takes types from may read.
    fn copy_files(&self, old: &Target) -> Result<(), Problem> {
        let targets = std::iter::once(old).chain(old.types_from.iter().map(|from| &from.target));
        let wanted = targets.flat_map(|target| {
            let root = target.root.as_deref().or_else(|| target.spec.parent());
            let others = target.overlays.iter().chain(target.remote.cache.iter());
            root.into_iter().chain(others.map(PathBuf::as_path))
        });
        let mut inner: Vec<PathBuf> = wanted
            .filter_map(|path| Some(or_here(lexically_absolute(path).strip_prefix(&self.copies).ok()?)))
            .collect();
        inner.dedup();
        self.repository.copy(&inner, &self.copies)
    }

    /// Without the overlays that the revision did not have: they had no say then.
    fn present(&self, mut old: Target) -> Target {
        old.overlays
            .retain(|overlay| overlay.is_file() || !overlay.starts_with(&self.copies));
        old
    }

    /// The path of a file in the repository; nothing, if it is not of it.
    fn inner(&self, path: &Path) -> Option<PathBuf> {
        let path = real(path);
        let inner = path.strip_prefix(real(&self.repository.top)).ok()?;
        Some(or_here(inner))
    }
}

/// A relative path as git takes it.
fn or_here(path: &Path) -> PathBuf {
    match path.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => path.to_owned(),
    }
}

impl Drop for Revision {
    fn drop(&mut self) {
        remove(&self.copies);
    }
}

/// What is left behind lies in the folder for such things.
fn remove(folder: &Path) {
    let _ = fs::remove_dir_all(folder);
}

/// The path as the file system has it, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let absolute = lexically_absolute(path);
    for ancestor in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (ancestor.canonicalize(), absolute.strip_prefix(ancestor)) {
            return if rest.as_os_str().is_empty() {
                real
            } else {
                real.join(rest)
            };
        }
    }
    absolute
}

fn new_folder() -> Result<PathBuf, Problem> {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("bindery-revision-{}-{number}", std::process::id());
    let path = real(&std::env::temp_dir()).join(name);
    // Fails where it is there already: it might be somebody else's.
    match fs::create_dir(&path) {
        Ok(()) => Ok(path),
        Err(source) => Err(Problem::Io {
            action: "create",
            path,
            source,
        }),
    }
}
