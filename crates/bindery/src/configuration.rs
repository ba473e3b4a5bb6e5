use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::{AmbiguousUnions, Part, Problem, Runtime, Target};

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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TargetTable {
    spec: PathBuf,
    #[serde(default)]
    overlays: Vec<PathBuf>,
    output: PathBuf,
    package: Option<String>,
    #[serde(default)]
    emit: Vec<EmitName>,
    runtime: Option<RuntimeTable>,
    #[serde(default)]
    standalone: bool,
    #[serde(default)]
    keep_going: bool,
    #[serde(default)]
    ambiguous_unions: AmbiguousUnionsName,
    service: Option<String>,
    /// More of the emitted `Cargo.toml`, as it is to stand there.
    #[serde(default)]
    manifest: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum EmitName {
    Types,
    Client,
    Server,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum AmbiguousUnionsName {
    #[default]
    Warn,
    Deny,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum RuntimeTable {
    Version(String),
    Path { path: PathBuf },
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

impl TargetTable {
    fn into_target(self, name: String, folder: &Path, regenerate: Option<&str>) -> Result<Target, Problem> {
        let mut target = Target::new(name, folder.join(&self.spec), folder.join(&self.output));
        target.package = crate::package_name(self.package.as_deref().or(Some(&target.name)), &target.output)
            .map_err(|error| Problem::Usage(error.to_string()))?;
        target.overlays = self.overlays.iter().map(|overlay| folder.join(overlay)).collect();
        for (name, part) in [(EmitName::Client, Part::Client), (EmitName::Server, Part::Server)] {
            if self.emit.contains(&name) {
                target.parts.push(part);
            }
        }
        target.runtime = match self.runtime {
            None => Runtime::default(),
            Some(RuntimeTable::Version(version)) => match Runtime::parse(&version) {
                Ok(runtime @ Runtime::Version(_)) => runtime,
                _ => {
                    return Err(Problem::Usage(format!(
                        "target `{}`: `{version}` is not a version requirement; a folder is `runtime = {{ path = \"…\" }}`",
                        target.name
                    )));
                }
            },
            Some(RuntimeTable::Path { path }) => Runtime::Path(folder.join(path)),
        };
        target.standalone = self.standalone;
        target.keep_going = self.keep_going;
        target.ambiguous_unions = match self.ambiguous_unions {
            AmbiguousUnionsName::Warn => AmbiguousUnions::Warn,
            AmbiguousUnionsName::Deny => AmbiguousUnions::Deny,
        };
        target.service = self.service;
        if let Err(error) = self.manifest.parse::<toml::Table>() {
            let name = &target.name;
            return Err(Problem::Usage(format!(
                "target `{name}`: what `manifest` holds is not TOML: {error}"
            )));
        }
        target.manifest = self.manifest;
        if let Some(regenerate) = regenerate {
            target.regenerate = regenerate.to_owned();
        }
        Ok(target)
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
        assert_eq!(target.ambiguous_unions, AmbiguousUnions::Deny);
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
}
