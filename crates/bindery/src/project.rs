use std::path::{Path, PathBuf};

use crate::{Problem, Target, configuration::Configuration, target::lexically_absolute};

/// A `bindery.toml` and the targets that it lists.
#[derive(Clone, Debug)]
pub struct Project {
    path: PathBuf,
    targets: Vec<Target>,
}

impl Project {
    /// Reads a `bindery.toml`. Paths in it are seen from its folder.
    ///
    /// # Errors
    /// When it cannot be read, has an unknown key or a value of the wrong type, with its place.
    pub fn read(path: impl Into<PathBuf>) -> Result<Self, Problem> {
        let path = path.into();
        let targets = Configuration::targets(&path)?;
        Ok(Self { path, targets })
    }

    /// The targets, or only those called `names`, of the document `spec`.
    ///
    /// # Errors
    /// When a name is none of them, or none of them is of the document.
    pub fn select_of(&self, spec: &Path, names: &[String]) -> Result<Vec<&Target>, Problem> {
        let wanted = lexically_absolute(spec);
        let mut targets = self.select(names)?;
        let known: Vec<_> = targets
            .iter()
            .map(|target| format!("`{}` is of {}", target.name, target.spec.display()))
            .collect();
        targets.retain(|target| lexically_absolute(&target.spec) == wanted);
        if targets.is_empty() {
            let (path, spec) = (self.path.display(), spec.display());
            return Err(Problem::Usage(format!(
                "{path} has no such target of {spec}: {}",
                known.join(", ")
            )));
        }
        Ok(targets)
    }

    /// The targets, or only those called `names`.
    ///
    /// # Errors
    /// When a name is none of them.
    pub fn select(&self, names: &[String]) -> Result<Vec<&Target>, Problem> {
        if let Some(unknown) = names
            .iter()
            .find(|name| self.targets.iter().all(|target| target.name != **name))
        {
            let known: Vec<_> = self
                .targets
                .iter()
                .map(|target| format!("`{}`", target.name))
                .collect();
            let path = self.path.display();
            return Err(Problem::Usage(format!(
                "{path} has no target `{unknown}`; it has {}",
                known.join(", ")
            )));
        }
        Ok(self
            .targets
            .iter()
            .filter(|target| names.is_empty() || names.contains(&target.name))
            .collect())
    }
}
