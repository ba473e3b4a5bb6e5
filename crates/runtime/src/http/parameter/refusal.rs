//! Why a value cannot be sent as a parameter.

use std::fmt;

/// Why a value cannot be sent as a parameter. Never holds the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// It is required, and absent or null.
    Missing,
    /// It is empty, and would leave a hole in the path.
    Empty,
    /// It makes a path segment `.` or `..`, which is folded away on the way and would call another
    /// operation.
    DotSegment,
    /// It holds an array or object within an array or object, for which its style has no form.
    Nested,
    /// An element or a member's name holds what its style puts between elements, so that it would
    /// arrive as something else.
    Delimiter,
    /// It is no object, which its style insists on.
    NotAnObject,
    /// It holds a control character, which no path means.
    Control,
    /// It holds a character that a header cannot.
    NotVisible,
    /// It begins or ends with a space, which a header loses.
    OuterSpace,
    /// It has no JSON form.
    NotJson,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refusal::Missing => "it is required, and missing",
            Refusal::Empty => "it is empty",
            Refusal::DotSegment => "it would make a path segment `.` or `..`",
            Refusal::Nested => "an array or object within it cannot be written in its style",
            Refusal::Delimiter => "an element holds what its style puts between elements",
            Refusal::NotAnObject => "only an object can be written in its style",
            Refusal::Control => "it holds a control character",
            Refusal::NotVisible => "it holds a character that a header cannot",
            Refusal::OuterSpace => "it begins or ends with a space, which a header loses",
            Refusal::NotJson => "it has no JSON form",
        })
    }
}

impl std::error::Error for Refusal {}
