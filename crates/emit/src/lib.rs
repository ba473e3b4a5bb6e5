//! Emits Rust source files from bindery's API model.
