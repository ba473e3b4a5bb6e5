//! What the document demands of a value, and the interpreter that checks it.
//!
//! A [`Schema`] is the document's own, as a table; it is read over JSON text, never over Rust values, so that it
//! says exactly what the document says. Every violation is reported, each with its place, none with a value.

mod array;
mod check;
mod direction;
mod evaluated;
mod format;
mod json_type;
mod literal;
mod number;
mod object;
mod pattern;
mod scope;
mod sink;
mod tables;
mod text;
mod validate;
mod variants;
mod violations;

pub(crate) use check::fits;
pub(crate) use format::is_of_format;
pub use json_type::JsonType;
pub use literal::Literal;
#[cfg(feature = "fake")]
pub(crate) use pattern::{matches_pattern, wanted_patterns};
pub use tables::{
    Anchor, Conditional, Contains, Dependency, Direction, Discriminator, Format, Link, Property, Rule, Schema,
};
#[doc(hidden)]
pub use validate::validate_value;
pub use validate::{Described, Invalid, Validate, validate};
pub use violations::{Violation, Violations};
