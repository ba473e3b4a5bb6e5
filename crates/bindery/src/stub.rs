use std::{
    fs,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use bindery_document::{Rendering, Sources, in_order, render};
use bindery_emit::{HandlerFile, Layout, ModulePath, Options};
use bindery_model::{Api, Diagnostic};

use crate::{
    Part, Problem, Target,
    folder::readable_like_any_file,
    generation::{lower_target, options},
};

/// A server that a document describes, before anybody has written what answers there.
#[derive(Debug)]
pub struct Stub {
    api: Api,
    options: Options,
    module: ModulePath,
    warnings: Vec<Diagnostic>,
    sources: Sources,
}

/// What handlers of a server lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingHandlers {
    /// Rust to copy: impls of the traits that lack methods, with these; empty where nothing is missing.
    pub text: String,
    /// How many methods that are.
    pub methods: usize,
}

impl Stub {
    /// Reads the document of `target`, and writes nothing.
    ///
    /// # Errors
    /// [`Problem::Document`] with every mistake of the document, located; [`Problem::Usage`] where there is no
    /// server: the target makes none, or the document has no operations.
    pub fn read(target: &Target, rendering: impl Into<Rendering>) -> Result<Self, Problem> {
        if !target.emits(Part::Server) {
            let name = &target.name;
            return Err(Problem::Usage(format!(
                "`{name}` has no server to write for; add `server` to what it emits"
            )));
        }
        let made = lower_target(target, rendering.into())?;
        if made.lowered.api.operations.is_empty() {
            let spec = target.spec.display();
            return Err(Problem::Usage(format!("{spec} has no operations to serve")));
        }
        let module = target.library();
        Ok(Self {
            options: options(target, Layout::Crate, &made.lowered.api),
            api: made.lowered.api,
            module: ModulePath::parse(&module).ok_or_else(|| not_a_module(&module))?,
            warnings: in_order(made.diagnostics, &made.sources),
            sources: made.sources,
        })
    }

    /// The same for generated code that is found as `module`, such as `crate::api`, instead of as a crate called like
    /// the target's package.
    ///
    /// # Errors
    /// [`Problem::Usage`] where that is no path of Rust.
    pub fn in_module(mut self, module: &str) -> Result<Self, Problem> {
        self.module = ModulePath::parse(module).ok_or_else(|| not_a_module(module))?;
        Ok(self)
    }

    /// Where the generated code is taken to be: `my_api`.
    pub fn module(&self) -> String {
        self.module.to_string()
    }

    /// Every warning of the document, rendered; empty where there are none.
    pub fn warnings(&self, rendering: impl Into<Rendering>) -> String {
        render(&self.warnings, &self.sources, rendering)
    }

    /// A file of Rust with an impl of each trait of the server, whose methods answer 501 Not Implemented.
    pub fn text(&self) -> String {
        bindery_emit::stub(&self.api, &self.options, &self.module)
    }

    /// Writes [`text`](Self::text) to `path`, which is nobody's yet.
    ///
    /// # Errors
    /// [`Problem::Usage`] where there is such a file, [`Problem::Io`] where it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Problem> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(Problem::io("create", folder))?;
        // Whole or not at all: half a file would be there already when it is tried again.
        let mut draft = tempfile::Builder::new()
            .prefix(".bindery-")
            .tempfile_in(folder)
            .map_err(Problem::io("write in", folder))?;
        draft
            .write_all(self.text().as_bytes())
            .map_err(Problem::io("write", path))?;
        readable_like_any_file(draft.as_file()).map_err(Problem::io("write", path))?;
        let persisted = draft.persist_noclobber(path).map_err(|error| error.error);
        persisted.map(drop).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Problem::Usage(format!(
                "{} is there already, and is never overwritten; `--missing` says what it lacks",
                path.display()
            )),
            _ => Problem::io("write", path)(error),
        })
    }

    /// What `files`, which implement the traits of the server, lack of them.
    ///
    /// # Errors
    /// Where a file cannot be read, or is not Rust.
    pub fn missing(&self, files: &[PathBuf]) -> Result<MissingHandlers, Problem> {
        let mut texts = Vec::new();
        for path in files {
            let text = fs::read_to_string(path).map_err(Problem::io("read", path))?;
            texts.push((path.display().to_string(), text));
        }
        let files: Vec<_> = texts
            .iter()
            .map(|(path, text)| HandlerFile { path, text })
            .collect();
        let missing = bindery_emit::missing(&self.api, &self.options, &self.module, &files)
            .map_err(|error| Problem::Usage(error.to_string()))?;
        Ok(MissingHandlers {
            text: missing.text,
            methods: missing.methods,
        })
    }
}

fn not_a_module(text: &str) -> Problem {
    Problem::Usage(format!(
        "`{text}` is not the path of a module, such as `my_api` or `crate::api`"
    ))
}
