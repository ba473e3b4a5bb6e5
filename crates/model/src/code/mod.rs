use std::fmt;

/// Makes the enum, its names and the list of all from one list.
macro_rules! codes {
    ($($variant:ident = $name:literal,)+) => {
        /// The kind of a diagnostic: what is stable of it, while its words may change.
        ///
        /// People name it where they ask what it means (`cargo bindery --explain CODE`) and where they allow or
        /// deny it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`")] $variant,)+
        }

        impl Code {
            /// Every code, in the order of their names.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as people write it, in kebab case: `dangling-reference`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// What it means, with an example and what mends it: a page of Markdown. The first line is its title,
            /// and the blocks of code are files, named behind the language where they are not `openapi.yaml`.
            pub const fn page(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("pages/", $name, ".md")),)+
                }
            }
        }
    };
}

codes! {
    AdditionalOperation = "additional-operation",
    AllOfCycle = "all-of-cycle",
    AmbiguousUnion = "ambiguous-union",
    BadBound = "bad-bound",
    BadDerive = "bad-derive",
    BadDiscriminator = "bad-discriminator",
    BadExtension = "bad-extension",
    BadKeyword = "bad-keyword",
    BadName = "bad-name",
    BadRustType = "bad-rust-type",
    CollectionFormat = "collection-format",
    CollidingNames = "colliding-names",
    ComponentName = "component-name",
    ConflictingAllOf = "conflicting-all-of",
    ConflictingEvidence = "conflicting-evidence",
    DanglingReference = "dangling-reference",
    DefaultNotListed = "default-not-listed",
    DefaultOfAnotherType = "default-of-another-type",
    DiscriminatorMapping = "discriminator-mapping",
    DiscriminatorMismatch = "discriminator-mismatch",
    DuplicateId = "duplicate-id",
    DuplicateKey = "duplicate-key",
    DuplicateOperationId = "duplicate-operation-id",
    DuplicateParameter = "duplicate-parameter",
    DuplicateResponse = "duplicate-response",
    DuplicateVariant = "duplicate-variant",
    EmptyContent = "empty-content",
    EmptyEnum = "empty-enum",
    EmptyRange = "empty-range",
    EmptySelection = "empty-selection",
    EnumType = "enum-type",
    EquivalentPaths = "equivalent-paths",
    ExcludedInUse = "excluded-in-use",
    FormBesideBody = "form-beside-body",
    IdempotencyKey = "idempotency-key",
    IdleSecurityScheme = "idle-security-scheme",
    ImpossibleDerive = "impossible-derive",
    InvalidEncoding = "invalid-encoding",
    InvalidJson = "invalid-json",
    InvalidJsonPath = "invalid-json-path",
    InvalidOverlay = "invalid-overlay",
    InvalidPagination = "invalid-pagination",
    InvalidPattern = "invalid-pattern",
    InvalidReference = "invalid-reference",
    InvalidValue = "invalid-value",
    InvalidYaml = "invalid-yaml",
    ItemSchema = "item-schema",
    MediaType = "media-type",
    Mended = "mended",
    MethodName = "method-name",
    MissingDiscriminator = "missing-discriminator",
    MissingFile = "missing-file",
    MissingMember = "missing-member",
    MissingOperationId = "missing-operation-id",
    MoneyAsFloat = "money-as-float",
    NoResponses = "no-responses",
    NotASchema = "not-a-schema",
    NothingShared = "nothing-shared",
    NumberedName = "numbered-name",
    OauthFlow = "oauth-flow",
    OptionalPathParameter = "optional-path-parameter",
    OutsideReference = "outside-reference",
    OverlayKey = "overlay-key",
    OverlayTarget = "overlay-target",
    ParameterContent = "parameter-content",
    ParameterLocation = "parameter-location",
    ParameterName = "parameter-name",
    ParameterStyle = "parameter-style",
    PathTemplate = "path-template",
    QuerystringParameter = "querystring-parameter",
    ReferenceCycle = "reference-cycle",
    RemoteReference = "remote-reference",
    RemovedItem = "removed-item",
    RenamedItem = "renamed-item",
    ResponseStatus = "response-status",
    SchemaCycle = "schema-cycle",
    SecurityConflict = "security-conflict",
    SecurityScheme = "security-scheme",
    SelectBy = "select-by",
    SelectBySibling = "select-by-sibling",
    SelectByUncovered = "select-by-uncovered",
    SenselessKeyword = "senseless-keyword",
    SensitiveReference = "sensitive-reference",
    SensitiveType = "sensitive-type",
    ServerUrl = "server-url",
    ServerVariable = "server-variable",
    StreamExtension = "stream-extension",
    TakenName = "taken-name",
    TooDeep = "too-deep",
    TooLarge = "too-large",
    TooManyCombinations = "too-many-combinations",
    UnboundedArray = "unbounded-array",
    UnboundedString = "unbounded-string",
    UndeclaredErrors = "undeclared-errors",
    UndeclaredPathVariable = "undeclared-path-variable",
    UnexpectedBody = "unexpected-body",
    UnknownCode = "unknown-code",
    UnknownMember = "unknown-member",
    UnknownName = "unknown-name",
    UnknownOperation = "unknown-operation",
    UnknownSchema = "unknown-schema",
    UnknownSecret = "unknown-secret",
    UnknownSecurityScheme = "unknown-security-scheme",
    UnknownType = "unknown-type",
    UnmarkedSecret = "unmarked-secret",
    UnmatchedSelector = "unmatched-selector",
    UnnamedVariant = "unnamed-variant",
    UnreachableVariant = "unreachable-variant",
    UnsupportedEncoding = "unsupported-encoding",
    UnsupportedScheme = "unsupported-scheme",
    UnsupportedVersion = "unsupported-version",
    UntypedParameter = "untyped-parameter",
    UnusedComponent = "unused-component",
    UnusedPathParameter = "unused-path-parameter",
    UnusedRustType = "unused-rust-type",
}

impl Code {
    /// The code of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_listed_by_name_once_each_and_found_by_it() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].name() < pair[1].name()));
        for code in Code::ALL {
            assert_eq!(Code::named(code.name()), Some(*code));
        }
        assert_eq!(Code::named("no-such-code"), None);
    }
}
