//! The project's own tasks: `cargo xtask codegen [--check] [NAME…]`, `cargo xtask corpus FOLDER` and `cargo xtask
//! pairs FOLDER`.

mod changes;
mod codegen;
mod corpus;
mod pairs;
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
    /// Call every operation of a folder's documents, from client to server, with made-up values
    Pairs(pairs::Pairs),
}

fn main() -> ExitCode {
    if let Some(folder) = corpus::stopwatch_folder() {
        return corpus::time_compiler(&folder);
    }
    let done = match Arguments::parse().task {
        Task::Codegen(codegen) => codegen.run(),
        Task::Corpus(corpus) => corpus.run(),
        Task::Pairs(pairs) => pairs.run(),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(problem) => {
            terminal::say(&problem.to_string());
            ExitCode::from(problem.exit_status())
        }
    }
}
