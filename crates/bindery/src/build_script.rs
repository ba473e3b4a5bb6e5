use std::{
    env,
    io::Write as _,
    path::{Path, PathBuf},
    process,
};

use bindery_document::RenderStyle;
use bindery_emit::Layout;

use crate::{AmbiguousUnions, Folder, Part, Problem, Target, generation::generate_as};

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
    parts: Vec<Part>,
    module: Option<String>,
    ambiguous_unions: AmbiguousUnions,
    keep_going: bool,
}

impl Builder {
    /// Generates from the document `spec`, a path from the package's folder.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            overlays: Vec::new(),
            parts: Vec::new(),
            module: None,
            ambiguous_unions: AmbiguousUnions::default(),
            keep_going: false,
        }
    }

    /// Applies an OpenAPI Overlay to the document, after those that were given before.
    pub fn overlay(mut self, overlay: impl Into<PathBuf>) -> Self {
        self.overlays.push(overlay.into());
        self
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

    /// Calls the folder in `OUT_DIR` so; by default it is called after the document.
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// Says what becomes of a union whose variants nothing tells apart; by default it is a warning.
    pub fn ambiguous_unions(mut self, ambiguous_unions: AmbiguousUnions) -> Self {
        self.ambiguous_unions = ambiguous_unions;
        self
    }

    /// Leaves out what is faulty in the document, with a warning each, instead of stopping.
    pub fn keep_going(mut self) -> Self {
        self.keep_going = true;
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
        match self.run(Path::new(&out)) {
            Ok(directives) => {
                // Cargo reads these lines; when it no longer listens, nothing is left to be told.
                let _ = std::io::stdout().write_all(directives.as_bytes());
            }
            Err(problem) => fail(&problem),
        }
    }

    /// Generates into `out`; returns the lines to print for cargo.
    fn run(&self, out: &Path) -> Result<String, Problem> {
        let target = self.target(out)?;
        let mut directives = String::new();
        for input in std::iter::once(&self.spec).chain(&self.overlays) {
            directives.push_str(&format!("cargo::rerun-if-changed={}\n", input.display()));
        }
        let generation = match generate_as(&target, Layout::Include, RenderStyle::Plain) {
            Ok(generation) => generation,
            Err(problem) => {
                // What to watch must be known to cargo even now, or mending the document would not be seen.
                let _ = std::io::stdout().write_all(directives.as_bytes());
                return Err(problem);
            }
        };
        Folder::open_by_force(&target.output).write(&generation.files)?;
        for input in generation.inputs().iter().skip(1 + self.overlays.len()) {
            directives.push_str(&format!("cargo::rerun-if-changed={}\n", input.display()));
        }
        for warning in generation.warning_lines() {
            directives.push_str(&format!("cargo::warning={warning}\n"));
        }
        Ok(directives)
    }

    fn target(&self, out: &Path) -> Result<Target, Problem> {
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
        target.parts = self.parts.clone();
        target.ambiguous_unions = self.ambiguous_unions;
        target.keep_going = self.keep_going;
        target.regenerate = "cargo build".to_owned();
        Ok(target)
    }
}

fn fail(problem: &Problem) -> ! {
    // Cargo shows a build script's standard error when the script fails.
    let _ = writeln!(std::io::stderr(), "\n{problem}\n");
    process::exit(i32::from(problem.exit_status()));
}
