/// What a user may choose about lowering.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether faulty schemas and operations are left out, with a warning, instead of being errors.
    pub keep_going: bool,
    /// What becomes of a union whose variants nothing tells apart.
    pub ambiguous_unions: AmbiguousUnions,
    /// The name of the server's trait; the title's words where it is not given.
    pub service: Option<String>,
}

/// What becomes of a union whose variants nothing tells apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AmbiguousUnions {
    /// A warning; the variants are tried with their constraints.
    #[default]
    Warn,
    /// An error.
    Deny,
}
