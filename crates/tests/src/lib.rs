//! What bindery generates from the documents under `fixtures/`, a module each.

pub mod existing;

include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));

/// The README's code, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;
