//! What calls look like: a module for each document under `specs/`, which are small and in the form of
//! well-known APIs. `examples/` uses them, and `tests/` sends what the examples send to a transport in
//! memory.

pub mod recording;

include!(concat!(env!("OUT_DIR"), "/specs.rs"));
