use crate::{Ident, Json};

/// An enum of known values; a value that is not among them is kept as unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Enumeration {
    /// The known values, in document order, without `null`.
    pub values: Vec<EnumValue>,
    /// The name of the variant that keeps unknown values: `Unknown`, unless a value is called so.
    pub unknown: Ident,
}

/// One of an enum's values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EnumValue {
    /// The variant's name, unique in the enum.
    pub name: Ident,
    /// The value in JSON: a string, an integer or a boolean.
    pub value: Json,
    /// What the document says of it (`x-enum-descriptions`, 3.1's `oneOf` of `const`).
    pub docs: Option<String>,
}

impl Enumeration {
    /// Whether every value is a string, which is the usual case.
    pub fn is_string(&self) -> bool {
        self.values
            .iter()
            .all(|value| matches!(value.value, Json::String(_)))
    }
}
