use std::{num::NonZero, path::PathBuf};

use clap::{Args, ValueEnum};
use globset::Glob;

/// The task's arguments.
///
/// Without `--check` the documents are only generated, which takes seconds. With it each crate is
/// compiled, too, all in one workspace, so that what they depend on is built once.
#[derive(Debug, Args)]
pub(crate) struct Corpus {
    /// The folder of documents: every .yaml, .yml or .json file whose root has `openapi` or `swagger`
    #[arg(env = "BINDERY_CORPUS")]
    pub(crate) folder: PathBuf,
    /// Only documents whose path within FOLDER fits, e.g. 'adyen*'; may be given several times
    #[arg(long, value_name = "GLOB")]
    pub(crate) only: Vec<Glob>,
    /// Compile every crate with `cargo check`; a warning of rustc is a failure
    #[arg(long)]
    pub(crate) check: bool,
    /// Compile with `cargo clippy` and its default lints; a warning is a failure
    #[arg(long)]
    pub(crate) clippy: bool,
    /// What to make
    #[arg(long, value_enum, value_delimiter = ',', default_value = "types")]
    pub(crate) emit: Vec<Emit>,
    /// How many documents are generated or compiled at once; by default as many as there are processors to
    /// generate, and half as many to compile, for a compiler may need gigabytes
    #[arg(long)]
    pub(crate) jobs: Option<NonZero<usize>>,
    /// How long a document may take to be generated, and its crate to be compiled
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub(crate) timeout: u64,
    /// Where the crates and the report go; by default corpus/ in the target folder
    #[arg(long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

/// What can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Emit {
    /// The types, which are always made
    Types,
    /// The async client
    Client,
    /// The axum server
    Server,
    /// Made-up values
    Fake,
}

/// How the crates are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compile {
    /// They are not.
    No,
    /// `cargo check`.
    Check,
    /// `cargo clippy`.
    Clippy,
}

impl Corpus {
    /// How the crates are compiled.
    pub(crate) fn compile(&self) -> Compile {
        match (self.clippy, self.check) {
            (true, _) => Compile::Clippy,
            (false, true) => Compile::Check,
            (false, false) => Compile::No,
        }
    }

    /// How many documents are generated at once.
    pub(crate) fn generators(&self) -> usize {
        self.jobs.map_or_else(processors, NonZero::get)
    }

    /// How many crates are compiled at once.
    pub(crate) fn compilers(&self) -> usize {
        self.jobs.map_or_else(|| processors().div_ceil(2), NonZero::get)
    }

    /// The value of `--emit`, as `cargo bindery generate` takes it.
    pub(crate) fn emit_names(&self) -> String {
        let names: Vec<_> = self
            .emit
            .iter()
            .filter_map(|emit| Some(emit.to_possible_value()?.get_name().to_owned()))
            .collect();
        names.join(",")
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}
