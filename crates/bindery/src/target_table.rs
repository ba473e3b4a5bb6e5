use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use bindery_document::RemoteFiles;
use bindery_lower::{AmbiguousUnions, Choice, ServerTraits, UnknownMembers, UntypedObjects, parse_choice};
use bindery_model::{Decimals, DeepObjectArrays, Formats, Maps, TimeTypes};
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::{
    Part, Problem, Runtime, Target,
    settings_table::{ConfigurationText, OperationTable, SchemaTable, SelectorsTable, Text, Texts},
    types_from::TypesFromTable,
};

/// A target of a `bindery.toml`, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct TargetTable {
    spec: PathBuf,
    #[serde(default)]
    overlays: Vec<PathBuf>,
    root: Option<PathBuf>,
    #[serde(default)]
    remote_allow: Vec<String>,
    remote_cache: Option<PathBuf>,
    output: PathBuf,
    package: Option<String>,
    #[serde(default)]
    emit: Vec<EmitName>,
    runtime: Option<RuntimeTable>,
    #[serde(default)]
    standalone: bool,
    #[serde(default)]
    keep_going: bool,
    service: Option<String>,
    #[serde(default, deserialize_with = "TypesFromTable::read")]
    pub(crate) types_from: TypesFromTable,
    /// More of the emitted `Cargo.toml`, as it is to stand there.
    #[serde(default)]
    manifest: String,
    // One of a few words each: a field here, and a line in `choose`.
    #[serde(default, deserialize_with = "choice")]
    ambiguous_unions: AmbiguousUnions,
    #[serde(default, deserialize_with = "choice")]
    untyped_objects: UntypedObjects,
    #[serde(default, deserialize_with = "choice")]
    unknown_members: UnknownMembers,
    #[serde(default, deserialize_with = "choice")]
    maps: Maps,
    #[serde(default, deserialize_with = "choice")]
    time: TimeTypes,
    #[serde(default, deserialize_with = "choice")]
    formats: Formats,
    #[serde(default, deserialize_with = "choice")]
    decimals: Decimals,
    #[serde(default, deserialize_with = "choice")]
    server_traits: ServerTraits,
    stream_end: Option<String>,
    #[serde(default, deserialize_with = "choice")]
    deep_object_arrays: DeepObjectArrays,
    #[serde(default)]
    features_per_tag: bool,
    // What names places of the document.
    #[serde(default)]
    allow: Vec<Text>,
    #[serde(default)]
    deny: Vec<Text>,
    #[serde(default)]
    include: SelectorsTable,
    #[serde(default)]
    exclude: SelectorsTable,
    #[serde(default)]
    secrets: Vec<Text>,
    #[serde(default)]
    derives: Vec<Text>,
    #[serde(default)]
    rust_types: Texts,
    #[serde(default)]
    schemas: BTreeMap<Text, SchemaTable>,
    #[serde(default)]
    operations: BTreeMap<Text, OperationTable>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum EmitName {
    Types,
    Client,
    Server,
    Fake,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum RuntimeTable {
    Version(String),
    Path { path: PathBuf },
}

/// The `bindery.toml` that targets are read from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of<'t> {
    pub(crate) path: &'t Path,
    pub(crate) text: ConfigurationText<'t>,
    /// The command that users run to generate again.
    pub(crate) regenerate: Option<&'t str>,
}

impl<'t> Of<'t> {
    /// From where its paths are seen.
    fn folder(self) -> &'t Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// A setting that is one of a few words.
fn choice<'de, C: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    parse_choice(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

impl TargetTable {
    /// The target, its paths as seen from the current folder.
    pub(crate) fn into_target(self, name: String, project: Of<'_>) -> Result<Target, Problem> {
        let folder = project.folder();
        let mut target = Target::new(name, folder.join(&self.spec), folder.join(&self.output));
        target.package = crate::package_name(self.package.as_deref().or(Some(&target.name)), &target.output)
            .map_err(|error| Problem::Usage(error.to_string()))?;
        target.overlays = self.overlays.iter().map(|overlay| folder.join(overlay)).collect();
        target.root = self.root.as_ref().map(|root| folder.join(root));
        target.remote = RemoteFiles {
            allow: self.remote_allow.clone(),
            cache: self.remote_cache.as_ref().map(|cache| folder.join(cache)),
        };
        let parts = [
            (EmitName::Client, Part::Client),
            (EmitName::Server, Part::Server),
            (EmitName::Fake, Part::Fake),
        ];
        for (name, part) in parts {
            if self.emit.contains(&name) {
                target.parts.push(part);
            }
        }
        target.runtime = self.runtime(&target.name, folder)?;
        target.standalone = self.standalone;
        self.choose(&mut target, project.text);
        target.configuration = Some((project.path.to_owned(), project.text.0.to_owned()));
        if let Err(error) = self.manifest.parse::<toml::Table>() {
            let name = &target.name;
            return Err(Problem::Usage(format!(
                "target `{name}`: what `manifest` holds is not TOML: {error}"
            )));
        }
        target.manifest = self.manifest;
        if let Some(regenerate) = project.regenerate {
            target.regenerate = regenerate.to_owned();
        }
        Ok(target)
    }

    fn runtime(&self, target: &str, folder: &Path) -> Result<Runtime, Problem> {
        match &self.runtime {
            None => Ok(Runtime::default()),
            Some(RuntimeTable::Path { path }) => Ok(Runtime::Path(folder.join(path))),
            Some(RuntimeTable::Version(version)) => match Runtime::parse(version) {
                Ok(runtime @ Runtime::Version(_)) => Ok(runtime),
                _ => Err(Problem::Usage(format!(
                    "target `{target}`: `{version}` is not a version requirement; a folder is `runtime = {{ path = \"…\" }}`"
                ))),
            },
        }
    }

    fn choose(&self, target: &mut Target, text: ConfigurationText<'_>) {
        let settings = &mut target.settings;
        settings.keep_going = self.keep_going;
        settings.service = self.service.clone();
        settings.ambiguous_unions = self.ambiguous_unions;
        settings.untyped_objects = self.untyped_objects;
        settings.unknown_members = self.unknown_members;
        settings.maps = self.maps;
        settings.time = self.time;
        settings.formats = self.formats;
        settings.decimals = self.decimals;
        settings.server_traits = self.server_traits;
        settings.stream_end = self.stream_end.clone();
        settings.deep_object_arrays = self.deep_object_arrays;
        settings.features_per_tag = self.features_per_tag;
        settings.allow = text.settings(&self.allow);
        settings.deny = text.settings(&self.deny);
        settings.include = text.selectors(&self.include);
        settings.exclude = text.selectors(&self.exclude);
        settings.secrets = text.settings(&self.secrets);
        settings.derives = text.settings(&self.derives);
        settings.rust_types = text.pairs(&self.rust_types);
        let schemas = self.schemas.iter();
        settings.schemas = schemas
            .map(|(schema, table)| text.schema(schema, table))
            .collect();
        let operations = self.operations.iter();
        settings.operations = operations
            .map(|(operation, table)| text.operation(operation, table))
            .collect();
    }
}
