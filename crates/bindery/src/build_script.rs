use std::{
    env, fmt,
    io::Write as _,
    path::{Path, PathBuf},
    process,
    sync::Arc,
};

use bindery_document::{RemoteFiles, RenderStyle};
use bindery_emit::Layout;
use bindery_lower::Setting;

use crate::{
    AmbiguousUnions, Decimals, DeepObjectArrays, Folder, Formats, Maps, OperationSettings, Part, Problem,
    Project, PublicItems, SchemaSettings, Selectors, ServerTraits, Settings, Target, TimeTypes,
    UnknownMembers, UntypedObjects, generation::generate_as,
};

/// Generates from a `build.rs`.
///
/// The types are always made; ask for the client and the server. The code goes to
/// `$OUT_DIR/<document's name>/mod.rs`, to be included where it is wanted:
///
/// ```ignore
/// mod payment_sessions {
///     include!(concat!(env!("OUT_DIR"), "/payment_sessions/mod.rs"));
/// }
/// ```
///
/// The crate needs `bindery-runtime` as a dependency, with the features `client`, `reqwest` and
/// `server` as far as they are used.
///
/// ```no_run
/// bindery::Builder::new("specs/payment-sessions.yaml")
///     .overlay("specs/payment-sessions.overlay.yaml")
///     .client()
///     .run_in_build_script();
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is generated before `run_in_build_script`"]
pub struct Builder {
    spec: PathBuf,
    overlays: Vec<PathBuf>,
    root: Option<PathBuf>,
    remote: RemoteFiles,
    parts: Vec<Part>,
    module: Option<String>,
    changes: Changes,
    configured: Option<Configured>,
}

/// A target of a `bindery.toml`.
#[derive(Clone, Debug)]
struct Configured {
    configuration: PathBuf,
    target: String,
}

/// What is to be changed of the settings.
#[derive(Clone, Default)]
struct Changes(Vec<Arc<Change>>);

type Change = dyn Fn(&mut Settings) + Send + Sync;

impl Changes {
    fn apply(&self, settings: &mut Settings) {
        self.0.iter().for_each(|change| change(settings));
    }
}

impl fmt::Debug for Changes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut settings = Settings::default();
        self.apply(&mut settings);
        settings.fmt(formatter)
    }
}

impl Builder {
    /// Generates from the document `spec`, a path from the package's folder.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            overlays: Vec::new(),
            root: None,
            remote: RemoteFiles::default(),
            parts: Vec::new(),
            module: None,
            changes: Changes::default(),
            configured: None,
        }
    }

    /// Generates what a `bindery.toml` says of the target `name`: its document, overlays, parts and
    /// settings. Its `output`, `runtime` and `manifest` are for crates and mean nothing here.
    ///
    /// What the other methods say comes on top.
    pub fn from_configuration(configuration: impl Into<PathBuf>, name: impl Into<String>) -> Self {
        let configured = Configured {
            configuration: configuration.into(),
            target: name.into(),
        };
        Self {
            configured: Some(configured),
            ..Self::new("")
        }
    }

    /// Applies an OpenAPI Overlay to the document, after those that were given before.
    pub fn overlay(mut self, overlay: impl Into<PathBuf>) -> Self {
        self.overlays.push(overlay.into());
        self
    }

    /// Lets relative references lead to files anywhere in this folder, which holds the document's own.
    pub fn root(mut self, root: impl Into<PathBuf>) -> Self {
        self.root = Some(root.into());
        self
    }

    /// Lets references lead to URLs below this one, e.g. `https://api.example.com/schemas/`. They are
    /// read from copies, which `cargo bindery fetch` makes, and never from the network.
    pub fn remote_allow(mut self, prefix: impl Into<String>) -> Self {
        self.remote.allow.push(prefix.into());
        self
    }

    /// The folder of those copies; by default `remote` beside the document.
    pub fn remote_cache(mut self, folder: impl Into<PathBuf>) -> Self {
        self.remote.cache = Some(folder.into());
        self
    }

    fn reach(&self, target: &mut Target) {
        target.root = self.root.clone().or(target.root.take());
        target.remote.allow.extend(self.remote.allow.iter().cloned());
        target.remote.cache = self.remote.cache.clone().or(target.remote.cache.take());
    }

    /// Makes the async client, too.
    pub fn client(mut self) -> Self {
        self.parts.push(Part::Client);
        self
    }

    /// Makes the axum server's trait and router, too.
    pub fn server(mut self) -> Self {
        self.parts.push(Part::Server);
        self
    }

    /// Makes a maker of made-up values, too; a service that answers with them where there is a server.
    pub fn fake(mut self) -> Self {
        self.parts.push(Part::Fake);
        self
    }

    /// Calls the folder in `OUT_DIR` so; by default it is called after the document.
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// Says what becomes of a union whose variants nothing tells apart; by default it is a warning.
    pub fn ambiguous_unions(self, ambiguous_unions: AmbiguousUnions) -> Self {
        self.set(move |settings| settings.ambiguous_unions = ambiguous_unions)
    }

    /// Says what a schema without `type` but with `properties` becomes; by default an object.
    pub fn untyped_objects(self, untyped_objects: UntypedObjects) -> Self {
        self.set(move |settings| settings.untyped_objects = untyped_objects)
    }

    /// Says what becomes of members that an open object does not declare; by default they are kept.
    pub fn unknown_members(self, unknown_members: UnknownMembers) -> Self {
        self.set(move |settings| settings.unknown_members = unknown_members)
    }

    /// Says what maps are; `Maps::Index` needs the runtime's feature `indexmap`.
    pub fn maps(self, maps: Maps) -> Self {
        self.set(move |settings| settings.maps = maps)
    }

    /// Says which crate's types dates and times convert to; the runtime's feature of that crate's name
    /// (`jiff`, the default, `chrono`, `time`) brings it. With `TimeTypes::Text` they are strings.
    pub fn time(self, time: TimeTypes) -> Self {
        self.set(move |settings| settings.time = time)
    }

    /// Says what becomes of a text that is not of its format; by default it is an error.
    pub fn formats(self, formats: Formats) -> Self {
        self.set(move |settings| settings.formats = formats)
    }

    /// Says what decimal numbers convert to; `Decimals::RustDecimal` needs the runtime's feature `rust-decimal`.
    pub fn decimals(self, decimals: Decimals) -> Self {
        self.set(move |settings| settings.decimals = decimals)
    }

    /// Says whether the operations of each tag are a trait of the server.
    pub fn server_traits(self, traits: ServerTraits) -> Self {
        self.set(move |settings| settings.server_traits = traits)
    }

    /// Says which data of a server-sent event means that no other follows; none if it is empty. By default
    /// it is `[DONE]` where data is JSON.
    pub fn stream_end(self, data: impl Into<String>) -> Self {
        let data = data.into();
        self.set(move |settings| settings.stream_end = Some(data.clone()))
    }

    /// Says how arrays in deep objects are written: `expand[0]=a`, `expand[]=a` or `expand=a`. Servers read all
    /// three.
    pub fn deep_object_arrays(self, arrays: DeepObjectArrays) -> Self {
        self.set(move |settings| settings.deep_object_arrays = arrays)
    }

    /// Makes only the parts of the document that `selectors` name, and what they need.
    pub fn include(self, selectors: Selectors) -> Self {
        self.set(move |settings| settings.include.extend(selectors.clone()))
    }

    /// Leaves out the parts of the document that `selectors` name, although [`Builder::include`] may name
    /// them, and what nothing else needs.
    pub fn exclude(self, selectors: Selectors) -> Self {
        self.set(move |settings| settings.exclude.extend(selectors.clone()))
    }

    /// Has every member and every parameter of this name, where it is a string, kept secret.
    pub fn secret(self, name: impl Into<String>) -> Self {
        let name = Setting::from(name);
        self.set(move |settings| settings.secrets.push(name.clone()))
    }

    /// Has every type derive a trait where its parts allow it: `Eq`, `Hash`, `PartialOrd`, `Ord`, or
    /// another by its path, such as `schemars::JsonSchema`.
    pub fn derive(self, path: impl Into<String>) -> Self {
        let path = Setting::from(path);
        self.set(move |settings| settings.derives.push(path.clone()))
    }

    /// Has a type that exists already stand for a schema, which is named by its component key, its JSON
    /// pointer or its format (`format:money`). The type needs serde's traits, `Clone`, `Debug` and `PartialEq`.
    pub fn rust_type(self, schema: impl Into<String>, path: impl Into<String>) -> Self {
        let (schema, path) = (Setting::from(schema), Setting::from(path));
        self.set(move |settings| settings.rust_types.push((schema.clone(), path.clone())))
    }

    /// Does not tell warnings of this code, e.g. `unused-component`; `warnings` stands for all.
    pub fn allow(self, code: impl Into<String>) -> Self {
        let code = Setting::from(code);
        self.set(move |settings| settings.allow.push(code.clone()))
    }

    /// Makes errors of warnings of this code; `warnings` stands for all.
    pub fn deny(self, code: impl Into<String>) -> Self {
        let code = Setting::from(code);
        self.set(move |settings| settings.deny.push(code.clone()))
    }

    /// Chooses names and traits for what becomes of one schema.
    pub fn schema(self, schema: SchemaSettings) -> Self {
        self.set(move |settings| settings.schemas.push(schema.clone()))
    }

    /// Chooses names for one operation.
    pub fn operation(self, operation: OperationSettings) -> Self {
        self.set(move |settings| settings.operations.push(operation.clone()))
    }

    /// Leaves out what is faulty in the document, with a warning each, instead of stopping.
    pub fn keep_going(self) -> Self {
        self.set(|settings| settings.keep_going = true)
    }

    /// Changes the settings once they are known: a configuration may have said something of them.
    fn set(mut self, change: impl Fn(&mut Settings) + Send + Sync + 'static) -> Self {
        self.changes.0.push(Arc::new(change));
        self
    }

    /// Generates into `OUT_DIR` and tells cargo which files to watch.
    ///
    /// Ends the process when the document has mistakes: cargo then shows the located report and the
    /// build stops. Warnings become cargo's warnings.
    pub fn run_in_build_script(self) {
        let Some(out) = env::var_os("OUT_DIR") else {
            fail(&Problem::Usage(
                "OUT_DIR is not set; `run_in_build_script` is for build scripts".to_owned(),
            ));
        };
        if let Err(problem) = self.run(Path::new(&out)) {
            fail(&problem);
        }
    }

    fn run(&self, out: &Path) -> Result<(), Problem> {
        // Cargo must know what to watch even when this fails, or mending the document would not be seen.
        let configuration = self
            .configured
            .iter()
            .map(|configured| configured.configuration.as_path());
        watch(configuration);
        let target = self.target(out)?;
        watch(
            std::iter::once(&target.spec)
                .chain(&target.overlays)
                .map(PathBuf::as_path),
        );

        let generation = generate_as(&target, Layout::Include, RenderStyle::Plain.into())?;
        Folder::open_by_force(&target.output).write(&generation.files, &PublicItems::default())?;
        watch(generation.inputs().iter().map(PathBuf::as_path));
        for warning in generation.warning_lines() {
            tell_cargo("warning", &warning);
        }
        Ok(())
    }

    fn target(&self, out: &Path) -> Result<Target, Problem> {
        if let Some(configured) = &self.configured {
            return self.configured_target(configured, out);
        }
        let stem = self
            .spec
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default();
        let name = crate::package_name(self.module.as_deref().or(Some(&stem)), out)
            .map_err(|error| Problem::Usage(error.to_string().replace("--name", "`Builder::module`")))?;
        let mut target = Target::new(name, &self.spec, out);
        target.output = out.join(target.library());
        target.overlays = self.overlays.clone();
        self.reach(&mut target);
        target.parts = self.parts.clone();
        self.changes.apply(&mut target.settings);
        target.regenerate = "cargo build".to_owned();
        Ok(target)
    }

    fn configured_target(&self, configured: &Configured, out: &Path) -> Result<Target, Problem> {
        let project = Project::read(&configured.configuration)?;
        let selected = project.select(std::slice::from_ref(&configured.target))?;
        let Some(mut target) = selected.into_iter().next().cloned() else {
            return Err(Problem::Usage(format!(
                "there is no target `{}`",
                configured.target
            )));
        };
        if let Some(from) = target.types_from.first() {
            return Err(Problem::Usage(format!(
                "{}: target `{}` takes types from `{}`, which only a crate of its own can; generate it with \
                 `cargo bindery generate`, or leave `types-from` out",
                from.place(&configured.configuration),
                target.name,
                from.target.name
            )));
        }
        target.output = out.join(self.module.clone().unwrap_or_else(|| target.library()));
        target.overlays.extend(self.overlays.iter().cloned());
        self.reach(&mut target);
        target.parts.extend(&self.parts);
        self.changes.apply(&mut target.settings);
        target.regenerate = "cargo build".to_owned();
        Ok(target)
    }
}

/// Has cargo run the script again when one of these files changes, and for no other reason.
fn watch<'a>(files: impl Iterator<Item = &'a Path>) {
    files.for_each(|file| tell_cargo("rerun-if-changed", &file.display().to_string()));
}

/// Cargo reads these lines; when it no longer listens, nothing is left to be told.
fn tell_cargo(key: &str, value: &str) {
    let _ = writeln!(std::io::stdout(), "cargo::{key}={value}");
}

fn fail(problem: &Problem) -> ! {
    // Cargo shows a build script's standard error when the script fails.
    let _ = writeln!(std::io::stderr(), "\n{problem}\n");
    process::exit(i32::from(problem.exit_status()));
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "openapi: 3.0.3\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\ncomponents: { schemas: { Pet: { type: object } } }\n";

    #[test]
    fn a_target_of_a_configuration_lands_in_a_folder_of_its_name() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("pets.yaml"), DOCUMENT).unwrap();
        let configuration = folder.path().join("bindery.toml");
        std::fs::write(
            &configuration,
            "[targets.pet-api]\nspec = 'pets.yaml'\noutput = 'unused'\n",
        )
        .unwrap();
        Builder::from_configuration(&configuration, "pet-api")
            .run(&folder.path().join("out"))
            .unwrap();
        assert!(folder.path().join("out/pet_api/types/pet.rs").exists());
        assert!(!folder.path().join("unused").exists());
        assert!(
            Builder::from_configuration(&configuration, "pets")
                .run(folder.path())
                .is_err()
        );
    }

    #[test]
    fn the_module_is_called_after_the_document() {
        let folder = tempfile::tempdir().unwrap();
        let spec = folder.path().join("pet-store.yaml");
        std::fs::write(&spec, DOCUMENT).unwrap();
        Builder::new(&spec).run(folder.path()).unwrap();
        let root = std::fs::read_to_string(folder.path().join("pet_store/mod.rs")).unwrap();
        assert!(!root.contains("cfg("), "{root}");
    }
}
