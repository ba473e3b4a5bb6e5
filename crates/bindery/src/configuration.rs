use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;

use crate::{Problem, Target, target_table::TargetTable};

/// `bindery.toml`, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Configuration {
    /// The command that users run to generate again.
    regenerate: Option<String>,
    /// The targets, by name.
    #[serde(default)]
    targets: BTreeMap<String, TargetTable>,
}

impl Configuration {
    /// Reads the file; a mistake in it is told with its place.
    pub(crate) fn read(path: &Path) -> Result<Self, Problem> {
        let text = fs::read_to_string(path).map_err(Problem::io("read", path))?;
        toml::from_str(&text).map_err(|error| {
            let (line, column) = error
                .span()
                .map_or((1, 1), |span| line_and_column(&text, span.start));
            Problem::Usage(format!(
                "{}:{line}:{column}: {}",
                path.display(),
                error.to_string().trim_end()
            ))
        })
    }

    /// The targets, their paths as seen from the current folder.
    pub(crate) fn into_targets(self, folder: &Path) -> Result<Vec<Target>, Problem> {
        let regenerate = self.regenerate;
        self.targets
            .into_iter()
            .map(|(name, table)| table.into_target(name, folder, regenerate.as_deref()))
            .collect()
    }
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AmbiguousUnions, Part, Runtime};

    fn read(text: &str) -> Result<Vec<Target>, Problem> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bindery.toml");
        fs::write(&path, text).unwrap();
        Configuration::read(&path)?.into_targets(Path::new("specs"))
    }

    #[test]
    fn a_target_is_read_with_paths_from_its_file() {
        let targets = read(
            "regenerate = 'cargo xtask codegen'\n[targets.api]\nspec = 'api.yaml'\noverlays = ['o.yaml']\noutput = '../out'\n\
             emit = ['types', 'client']\nruntime = { path = '../rt' }\nambiguous-unions = 'deny'\n\
             manifest = \"\"\"\n[dev-dependencies]\ntokio = '1'\n\"\"\"\n",
        )
        .unwrap();
        let target = &targets[0];
        assert_eq!(target.spec, Path::new("specs/api.yaml"));
        assert_eq!(target.overlays, [Path::new("specs/o.yaml")]);
        assert_eq!(target.runtime, Runtime::Path("specs/../rt".into()));
        assert_eq!(target.parts, [Part::Client]);
        assert_eq!(target.settings.ambiguous_unions, AmbiguousUnions::Deny);
        assert_eq!(target.regenerate, "cargo xtask codegen");
        assert!(target.manifest.contains("[dev-dependencies]\ntokio = '1'"));
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_place() {
        let problem = read("[targets.api]\nspec = 'a'\noutput = 'b'\noverlay = 'c'\n")
            .unwrap_err()
            .to_string();
        assert!(problem.contains("bindery.toml:4:1: "), "{problem}");
        assert!(problem.contains("overlays"), "{problem}");
    }

    #[test]
    fn a_wrong_word_is_an_error_with_its_place_and_the_right_ones() {
        let problem = read("[targets.api]\nspec = 'a'\noutput = 'b'\nambiguous-unions = 'perhaps'\n")
            .unwrap_err()
            .to_string();
        assert!(problem.contains("bindery.toml:4:20: "), "{problem}");
        assert!(
            problem.contains("`perhaps` is none of `warn`, `deny`"),
            "{problem}"
        );
    }
}
