use super::Setting;

/// Which parts of a document are meant.
///
/// An operation is meant by its tag, its path or its name. Where none of these is named, its method alone decides;
/// else it narrows them down.
///
/// ```
/// # use bindery_lower::Selectors;
/// let reading_pets = Selectors::new().tag("pets").path("/owners/*/pets/**").method("get");
/// # assert_eq!(reading_pets.paths.len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selectors {
    /// Operations with one of these tags.
    pub tags: Vec<Setting>,
    /// Operations at one of these paths; `*` is anything within a segment, and a segment `**` any number of them.
    pub paths: Vec<Setting>,
    /// Operations of one of these methods.
    pub methods: Vec<Setting>,
    /// Operations by their `operationId`, by method and path (`get /pets/{id}`), or webhooks by their names.
    pub operations: Vec<Setting>,
    /// Component schemas by their keys.
    pub schemas: Vec<Setting>,
}

impl Selectors {
    /// Nothing named yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// Names the operations with this tag.
    pub fn tag(mut self, tag: impl Into<Setting>) -> Self {
        self.tags.push(tag.into());
        self
    }

    /// Names the operations at this path, e.g. `/pets/**`.
    pub fn path(mut self, path: impl Into<Setting>) -> Self {
        self.paths.push(path.into());
        self
    }

    /// Names the operations of this method.
    pub fn method(mut self, method: impl Into<Setting>) -> Self {
        self.methods.push(method.into());
        self
    }

    /// Names an operation: its `operationId`, or its method and path.
    pub fn operation(mut self, operation: impl Into<Setting>) -> Self {
        self.operations.push(operation.into());
        self
    }

    /// Names a component schema.
    pub fn schema(mut self, schema: impl Into<Setting>) -> Self {
        self.schemas.push(schema.into());
        self
    }

    /// Adds what `others` name.
    pub fn extend(&mut self, others: Selectors) {
        self.tags.extend(others.tags);
        self.paths.extend(others.paths);
        self.methods.extend(others.methods);
        self.operations.extend(others.operations);
        self.schemas.extend(others.schemas);
    }

    /// Whether any operation is named by more than its method.
    pub(crate) fn names_places(&self) -> bool {
        !(self.tags.is_empty() && self.paths.is_empty() && self.operations.is_empty())
    }

    /// Each kind of selector with its name in the settings.
    pub(crate) fn kinds(&self) -> [(SelectorKind, &[Setting]); 5] {
        [
            (SelectorKind::Tag, &self.tags),
            (SelectorKind::Path, &self.paths),
            (SelectorKind::Method, &self.methods),
            (SelectorKind::Operation, &self.operations),
            (SelectorKind::Schema, &self.schemas),
        ]
    }

    /// Every selector.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Setting> {
        self.kinds().into_iter().flat_map(|(_, settings)| settings)
    }
}

/// What a selector goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SelectorKind {
    Tag,
    Path,
    Method,
    Operation,
    Schema,
}

impl SelectorKind {
    /// How flags call it: `--include-tag`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Path => "path",
            Self::Method => "method",
            Self::Operation => "operation",
            Self::Schema => "schema",
        }
    }
}
