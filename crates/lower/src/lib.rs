//! Lowers an OpenAPI document to the model that bindery emits Rust from.
//!
//! [`lower`] reads the effective document by cursor and builds an [`Api`](bindery_model::Api): types
//! with their names and rule tables, unions with their plans, operations. Whatever a user can get
//! wrong beyond files and syntax is found here and reported at the member that is wrong.
//!
//! **Architecture invariant.** No I/O, and nothing of how Rust is written down: `proc-macro2` and
//! `quote` are emission's. Every order is the document's; a hash map is looked up in, never iterated.

mod docs;
mod lowering;
mod names;
mod reserved;
mod scope;
mod settings;
mod type_table;

pub use lowering::{Lowered, lower};
pub use settings::{AmbiguousUnions, Settings};
