use std::{
    fmt,
    path::{Component, Path, PathBuf},
};

use bindery_document::RemoteFiles;
use bindery_lower::Settings;
use semver::VersionReq;

use crate::TypesFrom;

/// One document and what is to be made of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Target {
    /// What it is called in `bindery.toml` and in reports.
    pub name: String,
    /// The document.
    pub spec: PathBuf,
    /// Overlays, applied to the document in this order (OpenAPI Overlay 1.0).
    pub overlays: Vec<PathBuf>,
    /// The folder that relative references may not leave; the document's own where there is none.
    pub root: Option<PathBuf>,
    /// Which files of other machines may be read, from which folder of copies.
    pub remote: RemoteFiles,
    /// The folder that is written.
    pub output: PathBuf,
    /// The package's name.
    pub package: String,
    /// What is emitted besides the types.
    pub parts: Vec<Part>,
    /// Where the generated crate finds `bindery-runtime`.
    pub runtime: Runtime,
    /// Whether the crate is a workspace of its own.
    pub standalone: bool,
    /// What is chosen about the types and their names.
    pub settings: Settings,
    /// The targets whose types it shows as its own, where both documents say the same of them; of
    /// several that do, the first.
    pub types_from: Vec<TypesFrom>,
    /// More of the emitted `Cargo.toml`, as TOML text.
    pub manifest: String,
    /// The `bindery.toml` that says all this, and its text; its mistakes are shown there.
    pub configuration: Option<(PathBuf, String)>,
    /// The command that mends stale files, named in every emitted file.
    pub regenerate: String,
}

/// What can be emitted besides the types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The async client.
    Client,
    /// The axum server: trait and router.
    Server,
    /// Values made up from schemas, and a service that answers with them.
    Fake,
}

/// Where a generated crate finds `bindery-runtime`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// A folder, as seen from the current folder.
    Path(PathBuf),
    /// A version requirement.
    Version(String),
}

impl Runtime {
    /// Reads a command line's value: with a separator or a leading dot it is a path.
    ///
    /// # Errors
    /// When it is neither a path nor a version requirement of cargo's, e.g. `0.1` or `>=0.1.2, <0.3`.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.starts_with('.') || text.contains(['/', '\\']) {
            return Ok(Self::Path(PathBuf::from(text)));
        }
        match VersionReq::parse(text) {
            Ok(_) if !text.trim().is_empty() => Ok(Self::Version(text.to_owned())),
            _ => Err("expected a version requirement such as `0.1`, or a path, which has a separator or a leading dot".to_owned()),
        }
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Runtime::Path(path) => path.display().fmt(formatter),
            Runtime::Version(version) => version.fmt(formatter),
        }
    }
}

/// The runtime that this version was made with, to the minor version.
impl Default for Runtime {
    fn default() -> Self {
        Self::Version(
            concat!(
                env!("CARGO_PKG_VERSION_MAJOR"),
                ".",
                env!("CARGO_PKG_VERSION_MINOR")
            )
            .to_owned(),
        )
    }
}

impl Target {
    /// A target with defaults: types only, package and reports named after the output folder.
    pub fn new(name: impl Into<String>, spec: impl Into<PathBuf>, output: impl Into<PathBuf>) -> Self {
        let name = name.into();
        Self {
            package: name.clone(),
            name,
            spec: spec.into(),
            overlays: Vec::new(),
            root: None,
            remote: RemoteFiles::default(),
            output: output.into(),
            parts: Vec::new(),
            runtime: Runtime::default(),
            standalone: false,
            settings: Settings::default(),
            types_from: Vec::new(),
            manifest: String::new(),
            configuration: None,
            regenerate: "cargo bindery generate".to_owned(),
        }
    }

    /// Whether `part` is emitted.
    pub fn emits(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// The library's name in code: the package's, in snake case.
    pub fn library(&self) -> String {
        self.package.replace('-', "_")
    }

    /// The document's path as it is named in emitted files: from the project's root, so that it is
    /// the same on every machine.
    pub(crate) fn source_label(&self) -> String {
        let absolute = lexically_absolute(&self.spec);
        let relative = project_root(&absolute).and_then(|root| absolute.strip_prefix(root).ok());
        match relative {
            Some(path) => slashes(path),
            None => self.spec.file_name().map_or_else(
                || "the document".to_owned(),
                |name| name.to_string_lossy().into_owned(),
            ),
        }
    }
}

/// The folder of the repository around `path`; without one, of the package or workspace around it.
fn project_root(path: &Path) -> Option<&Path> {
    let around = |name: &str| path.ancestors().skip(1).find(|folder| folder.join(name).exists());
    around(".git").or_else(|| around("Cargo.toml"))
}

/// The path from the file system's root, without `.` and `..`, and without asking what is a link.
pub(crate) fn lexically_absolute(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => plain.push(part),
        }
    }
    plain
}

/// `path` with `/` between its parts.
pub(crate) fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runtime_is_a_path_when_it_looks_like_one() {
        let path = |text: &str| Ok(Runtime::Path(text.into()));
        let version = |text: &str| Ok(Runtime::Version(text.into()));
        assert_eq!(Runtime::parse("../runtime"), path("../runtime"));
        assert_eq!(Runtime::parse("."), path("."));
        assert_eq!(Runtime::parse("a/b"), path("a/b"));
        assert_eq!(Runtime::parse("0.1"), version("0.1"));
        assert_eq!(Runtime::parse("=0.1.2"), version("=0.1.2"));
        for wrong in ["", " ", "runtime", "not a req"] {
            assert!(Runtime::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_document_is_named_from_its_project_however_it_was_found() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("api/deep")).unwrap();
        std::fs::write(folder.path().join("Cargo.toml"), "").unwrap();
        std::fs::write(folder.path().join("api/Cargo.toml"), "").unwrap();
        let label = |spec: &str| Target::new("api", folder.path().join(spec), "out").source_label();
        assert_eq!(label("spec.yaml"), "spec.yaml");
        assert_eq!(label("api/../spec.yaml"), "spec.yaml");
        assert_eq!(label("api/deep/./../../spec.yaml"), "spec.yaml");
    }
}
