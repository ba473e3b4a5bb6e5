use super::AmbiguousUnions;

/// A text that a user wrote, and where.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Setting {
    /// The text.
    pub text: String,
    /// Where it stands in the configuration; nowhere, where code says it.
    pub place: Option<Place>,
}

/// A place in the configuration's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl<T: Into<String>> From<T> for Setting {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            place: None,
        }
    }
}

/// What is chosen for one schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaSettings {
    /// Which: a key under `components/schemas`, or a JSON pointer.
    pub schema: Setting,
    /// The name of its type.
    pub name: Option<Setting>,
    /// Traits that its type derives, beyond those that all derive.
    pub derives: Vec<Setting>,
    /// Names of fields, by the members' names in JSON.
    pub members: Vec<(Setting, Setting)>,
    /// Names of an enum's variants, by their values as text.
    pub values: Vec<(Setting, Setting)>,
    /// Names of a union's variants, by the component keys or the names that they have otherwise.
    pub variants: Vec<(Setting, Setting)>,
    /// What becomes of it, if it is a union whose variants nothing tells apart.
    pub ambiguous_union: Option<AmbiguousUnions>,
}

impl SchemaSettings {
    /// Nothing chosen yet for `schema`.
    pub fn new(schema: impl Into<Setting>) -> Self {
        Self {
            schema: schema.into(),
            name: None,
            derives: Vec::new(),
            members: Vec::new(),
            values: Vec::new(),
            variants: Vec::new(),
            ambiguous_union: None,
        }
    }
}

/// What is chosen for one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationSettings {
    /// Which: its `operationId`, or method and path (`get /pets/{id}`).
    pub operation: Setting,
    /// The name of its method; its types are called after it, too.
    pub name: Option<Setting>,
    /// Names of arguments, by the parameters' names.
    pub parameters: Vec<(Setting, Setting)>,
}

impl OperationSettings {
    /// Nothing chosen yet for `operation`.
    pub fn new(operation: impl Into<Setting>) -> Self {
        Self {
            operation: operation.into(),
            name: None,
            parameters: Vec::new(),
        }
    }
}
