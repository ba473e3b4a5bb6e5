use crate::Json;

/// What a document says of a thing in words.
///
/// The text is the author's markdown, unchanged; making it safe to stand in a doc comment is
/// emission's work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// `summary` or `title`, where there is one.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `example` and `examples`, as JSON text, in document order.
    pub examples: Vec<String>,
    /// `default`.
    pub default: Option<Json>,
    /// Whether the document marks the thing `deprecated`.
    pub deprecated: bool,
}
