//! Reads a document and nothing more: what every generator begins with, for `cargo xtask bench`.

use std::path::PathBuf;
use std::process::ExitCode;

use bindery_document::{LoadOptions, load};
use bindery_model::Diagnostics;

fn main() -> ExitCode {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let read = |path: PathBuf| {
        load(&path, &LoadOptions::default(), &mut Diagnostics::new())
            .1
            .is_some()
    };
    match paths.all(read) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
