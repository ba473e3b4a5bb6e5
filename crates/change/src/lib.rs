//! What changed between two versions of an API, and whom it breaks.
//!
//! [`compare`] takes two models, as lowering makes them of documents, and tells each [`Change`]: whether callers notice it
//! on the wire, and what release of the generated crate it asks for. Which way a value goes decides: a
//! request that is narrowed breaks those who send it, an answer that is widened breaks those who read it.
//!
//! **Architecture invariant.** No I/O, no text of documents: what is not in the model did not change. Every
//! order is the new document's, then the old one's; a hash map is looked up in, never iterated.

mod change;
mod comparison;
mod effect;
mod kind;
mod report;
mod schema;
mod surface;
mod wire;
mod words;

pub use change::{Change, Release, Wire};
pub use comparison::{Comparison, Snapshot, compare};
pub use kind::Kind;
pub use report::{Place, Report, Side};
