use crate::text::{Tree, is_integer};

/// A type of JSON value, as schemas name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonType {
    /// `null`.
    Null,
    /// `boolean`.
    Boolean,
    /// `integer`: a number without a fraction; `1.0` is one.
    Integer,
    /// `number`: integers included, where a schema says it.
    Number,
    /// `string`.
    String,
    /// `array`.
    Array,
    /// `object`.
    Object,
}

impl JsonType {
    /// Every type, in the order of their numbers.
    pub(crate) const ALL: [Self; 7] = [
        Self::Null,
        Self::Boolean,
        Self::Integer,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    pub(crate) fn of(tree: &Tree<'_>) -> Self {
        match tree {
            Tree::Null => Self::Null,
            Tree::Bool(_) => Self::Boolean,
            Tree::Number(text) if is_integer(text) => Self::Integer,
            Tree::Number(_) => Self::Number,
            Tree::String(_) => Self::String,
            Tree::Array(_) => Self::Array,
            Tree::Object(_) => Self::Object,
        }
    }

    /// Whether a value of this type is of one of those.
    pub(crate) fn is_one_of(self, types: &[Self]) -> bool {
        types
            .iter()
            .any(|each| *each == self || (*each == Self::Number && self == Self::Integer))
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The type in a sentence.
    pub(crate) fn with_article(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }

    /// The type of what was found; whether a number is whole matters only where it is not.
    pub(crate) fn found(self, expected: &[Self]) -> &'static str {
        match self {
            Self::Integer => "a number",
            Self::Number if expected.contains(&Self::Integer) => "a number with a fraction",
            other => other.with_article(),
        }
    }
}
