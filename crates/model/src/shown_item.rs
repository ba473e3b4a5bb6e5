/// Something public that generated code shows to its users, as far as they can write code that depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownItem {
    /// What it is, e.g. `field`.
    pub kind: &'static str,
    /// The module of the crate that it is found in, e.g. `types`.
    pub module: String,
    /// Its path in that module, e.g. `Pet::name`.
    pub path: String,
    /// All of its signature that users' code can depend on.
    pub signature: String,
    /// The feature that it needs beside its module's.
    pub feature: Option<String>,
    /// What the crate's users must do about it where it is new.
    pub novelty: Novelty,
    /// Whether its users are told to use something else.
    pub is_deprecated: bool,
}

/// What users' code must do about an item that is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Novelty {
    /// Nothing.
    Offered,
    /// Have it, too: a method of a trait to implement, a field of a struct to fill, a variant to match.
    Demanded,
}
