use crate::Origin;

/// What became of one place of the document, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The place.
    pub origin: Origin,
    /// Sentences, most important first.
    pub lines: Vec<String>,
}

/// A part of the document that was left out or is kept untyped.
#[derive(Clone, Debug, PartialEq)]
pub struct Omission {
    /// The place.
    pub origin: Origin,
    /// Why.
    pub reason: String,
}
