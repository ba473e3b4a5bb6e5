//! `cargo bindery`: Rust from OpenAPI documents.
//!
//! Exit status: 0 when all went well (warnings allowed), 1 when the document has mistakes, files
//! have drifted or a change breaks callers, 2 when the command was used wrongly or a file could not be read or written.

mod arguments;
mod bundle;
mod commands;
mod diff;
#[cfg(feature = "fetch")]
mod fetch;
mod lint;
#[cfg(feature = "mock")]
mod mock;
mod output;
mod selection;
mod settings;
mod stub;
mod watch;
mod workspace;

use std::{ffi::OsString, process::ExitCode};

use bindery::Problem;
use clap::Parser as _;

use crate::{
    arguments::{Arguments, Command},
    output::Output,
};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse_from(without_subcommand_name(std::env::args_os())) {
        Ok(arguments) => arguments,
        Err(error) => {
            let status = if error.use_stderr() { 2 } else { 0 };
            // Where even this cannot be printed, the exit status still tells.
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    let output = Output::new(arguments.message_format, arguments.max_messages);
    let result = match (arguments.explain, &arguments.command) {
        (Some(code), _) => commands::explain_code(code, &output),
        (None, Some(command)) => run(command, &output),
        (None, None) => Err(Problem::Usage("no command was given; see --help".to_owned())),
    };
    match result {
        Ok(status) => ExitCode::from(status),
        Err(problem) => {
            output.problem(&problem);
            ExitCode::from(problem.exit_status())
        }
    }
}

fn run(command: &Command, output: &Output) -> Result<u8, Problem> {
    match command {
        Command::Generate(command) => commands::generate(command, output),
        Command::Check(command) => commands::check(command, output),
        Command::Explain(command) => commands::explain(command, output),
        #[cfg(feature = "fetch")]
        Command::Fetch(command) => fetch::fetch(command, output),
        #[cfg(feature = "mock")]
        Command::Mock(command) => mock::mock(command, output),
        Command::Stub(command) => stub::stub(command, output),
        Command::Bundle(command) => bundle::bundle(command, output),
        Command::Diff(command) => diff::diff(command, output),
        Command::Lint(command) => lint::lint(command, output),
        Command::Init(command) => commands::init(command, output),
        Command::Settings(command) => settings::settings(command, output),
    }
}

/// Cargo runs `cargo-bindery bindery …` for `cargo bindery …`; both mean the same.
fn without_subcommand_name(arguments: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    arguments
        .enumerate()
        .filter(|(index, argument)| !(*index == 1 && argument == "bindery"))
        .map(|(_, argument)| argument)
}
