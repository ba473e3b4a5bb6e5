//! The project's own tasks: `cargo xtask codegen [--check] [NAME…]`, `cargo xtask corpus FOLDER`, `cargo xtask pairs
//! FOLDER`, `cargo xtask bench [DOCUMENT…]` and `cargo xtask counts [--check]`.

mod bench;
mod changes;
mod codegen;
mod corpus;
mod counts;
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
    /// Count what must not grow unseen: lines, derives, LLVM's lines, instructions
    Counts(counts::Counts),
    /// Generate the crates under generated/ from the documents under specs/
    Codegen(codegen::Codegen),
    /// Generate a crate from every document of a folder, compile them, and report on each
    Corpus(corpus::Corpus),
    /// Measure what generating, running and building take, beside what else does the same
    Bench(bench::Bench),
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
        Task::Bench(bench) => bench.run(),
        Task::Counts(counts) => counts.run(),
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
