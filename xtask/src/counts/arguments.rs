use clap::Args;

/// The task's arguments.
///
/// Lines and derives that are emitted for the payment sessions, lines of LLVM's code that they become, and instructions
/// for decoding and for generating.
#[derive(Debug, Args)]
pub(crate) struct Counts {
    /// Compare with what was counted before, and write nothing
    #[arg(long)]
    pub(crate) check: bool,
}
