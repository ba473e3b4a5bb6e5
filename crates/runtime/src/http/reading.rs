//! Texts as JSON that a schema can judge: what parameters, headers and forms are read by.
//!
//! The text does not say whether `7` is a number or a string; the schema does. Where it allows several
//! readings, the first that satisfies it is meant.

mod coerce;
mod expectation;
mod members;
pub(crate) mod scalar;

use zeroize::Zeroizing;

use crate::schema::{Schema, validate};

pub(crate) use coerce::json;
pub(crate) use coerce::{Object, member_json};
pub(crate) use expectation::Expectation;
pub(crate) use expectation::member as member_schema;
pub(crate) use members::Members;

/// A value as JSON text, wiped when dropped.
pub(crate) type JsonText = Zeroizing<String>;

/// What a text may mean. Nothing is known of types yet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reading {
    /// One value.
    Text(String),
    /// The elements of an array.
    List(Vec<String>),
    /// The members of an object.
    Members(Members),
}

impl Reading {
    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(elements) => elements.iter().all(String::is_empty),
            Self::Members(members) => members.is_empty(),
        }
    }
}

/// Whether `text` satisfies `schema`.
pub(crate) fn satisfies(schema: &'static Schema, text: &str) -> bool {
    validate(schema, text.as_bytes()).is_ok()
}
