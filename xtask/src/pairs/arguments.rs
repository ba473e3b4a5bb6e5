use std::{num::NonZero, path::PathBuf};

use clap::Args;
use globset::Glob;

/// The task's arguments.
///
/// Of each document a crate is generated with client, server and made-up values. Every operation is called, through
/// the client and the server's router in one process, with made-up arguments; what arrives otherwise than it was
/// made is told.
#[derive(Debug, Args)]
pub(crate) struct Pairs {
    /// The folder of documents: every .yaml, .yml or .json file whose root has `openapi` or `swagger`
    #[arg(env = "BINDERY_CORPUS")]
    pub(crate) folder: PathBuf,
    /// Only documents whose path within FOLDER fits, e.g. 'adyen*'; may be given several times
    #[arg(long, value_name = "GLOB")]
    pub(crate) only: Vec<Glob>,
    /// What the made-up values depend on; may be given several times
    #[arg(long, value_name = "NUMBER", value_delimiter = ',', default_value = "1")]
    pub(crate) seed: Vec<u64>,
    /// How often each operation is called with a seed
    #[arg(long, value_name = "NUMBER", default_value_t = 4)]
    pub(crate) rounds: u32,
    /// A server to call instead of the generated one: a mock, or a proxy before it
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// How many crates are compiled at once; by default half as many as there are processors
    #[arg(long)]
    pub(crate) jobs: Option<NonZero<usize>>,
    /// How long a document may take to be generated, and its calls
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub(crate) timeout: u64,
    /// Where the crates go; by default pairs/ in the target folder
    #[arg(long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

impl Pairs {
    /// How many crates are compiled at once.
    pub(crate) fn compilers(&self) -> usize {
        let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
        self.jobs.map_or_else(|| processors.div_ceil(2), NonZero::get)
    }
}
