//! The project's own tasks: `cargo xtask codegen [--check] [NAME…]` and `cargo xtask corpus FOLDER`.

mod codegen;
mod corpus;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own tasks.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Generate the crates under generated/ from the documents under specs/
    Codegen(codegen::Codegen),
    /// Generate a crate from every document of a folder, compile them, and report on each
    Corpus(corpus::Corpus),
}

fn main() -> ExitCode {
    if let Some(folder) = corpus::stopwatch_folder() {
        return corpus::time_compiler(&folder);
    }
    let done = match Arguments::parse().task {
        Task::Codegen(codegen) => codegen.run(),
        Task::Corpus(corpus) => corpus.run(),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(problem) => {
            terminal::say(&problem.to_string());
            ExitCode::from(problem.exit_status())
        }
    }
}
