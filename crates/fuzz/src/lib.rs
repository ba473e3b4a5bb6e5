//! Documents that nobody wrote.
//!
//! What a target does with bytes is here; where these come from is not. `cargo run --release -p bindery-fuzz --
//! pipeline 600` changes the fixtures at random for ten minutes, on any toolchain; `libfuzzer/` holds the same targets
//! for `cargo +nightly fuzz run --fuzz-dir crates/fuzz/libfuzzer pipeline`. Both leave the document at fault where it was
//! read from.
//!
//! **Architecture Invariant.** It looks at the stages from without, as their users do.

mod documentation;
mod mutation;
mod target;

pub use mutation::{Mutation, seeds};
pub use target::FuzzTarget;
