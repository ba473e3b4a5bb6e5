use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// The task's arguments.
///
/// Generation is measured on the documents, on one that is made for it, and at several sizes of that; compiling on what
/// is generated from the documents; running code by the benchmarks of client-load and server-load; the weight of a
/// build script by building one from nothing.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// Documents to generate from, besides the one that is made
    pub(crate) documents: Vec<PathBuf>,
    /// Another generator: its name, and its command with {document} and {output} in it; may be given several times
    #[arg(long, value_name = "NAME=COMMAND")]
    pub(crate) peer: Vec<String>,
    /// How often each thing is done; the median counts
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    pub(crate) runs: usize,
    /// Measure only this; may be given several times
    #[arg(long, value_enum, value_name = "WAIT")]
    pub(crate) only: Vec<Wait>,
}

/// What users wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Wait {
    /// Generating from a document.
    Generating,
    /// Compiling what was generated.
    Compiling,
    /// Running what was generated.
    Running,
    /// Building a build script that generates.
    Weight,
}
