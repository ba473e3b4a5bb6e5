use std::path::PathBuf;

use crate::{Problem, Target, configuration::Configuration};

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
