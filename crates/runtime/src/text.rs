//! JSON text, read without making values of it.

mod depth;
mod number;
mod raw_string;
mod reader;
mod remainder;
mod scanner;
mod tree;

pub(crate) use depth::check_depth;
pub(crate) use number::{Number, is_integer};
pub(crate) use raw_string::RawString;
pub(crate) use reader::{Fault, Reader, syntax_error};
pub(crate) use scanner::{Scanner, SyntaxError};
pub(crate) use tree::{Text, Tree, check_unique_names};

/// How deeply arrays and objects may stand in each other; serde_json has the same bound.
pub(crate) const MAX_DEPTH: u32 = 128;
