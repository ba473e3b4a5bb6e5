//! The project's own tasks: `cargo xtask codegen [--check] [NAME…]`.

mod codegen;

use std::{
    io::{Write as _, stderr},
    process::ExitCode,
};

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
}

fn main() -> ExitCode {
    let Task::Codegen(codegen) = Arguments::parse().task;
    match codegen.run() {
        Ok(status) => ExitCode::from(status),
        Err(problem) => {
            // Where even this cannot be printed, the exit status still tells.
            let _ = writeln!(stderr(), "{problem}");
            ExitCode::from(problem.exit_status())
        }
    }
}
