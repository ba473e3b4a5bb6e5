use std::{collections::BTreeMap, fs, path::Path};

use bindery_lower::closest;
use serde::Deserialize;

use crate::{
    Problem, Target,
    settings_table::ConfigurationText,
    target_table::{Of, TargetTable},
    types_from::Takers,
};

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
    /// Reads the targets of the file, their paths as seen from the current folder; a mistake is told
    /// with its place.
    pub(crate) fn targets(path: &Path) -> Result<Vec<Target>, Problem> {
        let text = fs::read_to_string(path).map_err(Problem::io("read", path))?;
        let text = ConfigurationText(&text);
        let configuration: Self = toml::from_str(text.0).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let (line, column) = text.line_and_column(start);
            let path = path.display();
            let help = meant(error.message())
                .map_or_else(String::new, |key| format!("\n  = help: did you mean `{key}`?"));
            let error = error.to_string();
            Problem::Usage(format!("{path}:{line}:{column}: {}{help}", error.trim_end()))
        })?;
        let of = Of {
            path,
            text,
            regenerate: configuration.regenerate.as_deref(),
        };
        let mut takers = Takers {
            path,
            text,
            targets: Vec::new(),
            tables: BTreeMap::new(),
        };
        for (name, mut table) in configuration.targets {
            let types_from = std::mem::take(&mut table.types_from);
            takers.targets.push(table.into_target(name.clone(), of)?);
            takers.tables.insert(name, types_from);
        }
        takers.into_targets()
    }
}

/// Which of the keys that a message lists was meant by the unknown one that it names first.
fn meant(message: &str) -> Option<&str> {
    let mut quoted = message
        .strip_prefix("unknown field ")?
        .split('`')
        .skip(1)
        .step_by(2);
    closest(quoted.next()?, quoted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AmbiguousUnions, Part, Runtime};

    fn read(text: &str) -> Result<Vec<Target>, Problem> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bindery.toml");
        fs::write(&path, text).unwrap();
        let mut targets = Configuration::targets(&path)?;
        for target in &mut targets {
            let relative = |path: &Path| path.strip_prefix(folder.path()).unwrap().to_owned();
            target.spec = relative(&target.spec);
            target.overlays = target.overlays.iter().map(|overlay| relative(overlay)).collect();
            if let Runtime::Path(path) = &target.runtime {
                target.runtime = Runtime::Path(relative(path));
            }
        }
        Ok(targets)
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
        assert_eq!(target.spec, Path::new("api.yaml"));
        assert_eq!(target.overlays, [Path::new("o.yaml")]);
        assert_eq!(target.runtime, Runtime::Path("../rt".into()));
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
        assert!(problem.contains("did you mean `overlays`?"), "{problem}");
        for (text, meant) in [
            ("target = {}", "targets"),
            (
                "[targets.api]\nspec = 'a'\noutput = 'b'\n[targets.api.schemas.Pet]\nmember = {}",
                "members",
            ),
            (
                "[targets.api]\nspec = 'a'\noutput = 'b'\noperations.getPet.nam = 'pet'",
                "name",
            ),
            (
                "[targets.api]\nspec = 'a'\noutput = 'b'\ninclude = { tag = ['pets'] }",
                "tags",
            ),
            (
                "[targets.api]\nspec = 'a'\noutput = 'b'\ntypes-from = { targt = 'common' }",
                "target",
            ),
        ] {
            let problem = read(text).unwrap_err().to_string();
            assert!(problem.contains(&format!("did you mean `{meant}`?")), "{problem}");
        }
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
