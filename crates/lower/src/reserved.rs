//! The names that generated code needs for itself.

/// Names that no generated type may have: the prelude's, those of std and of the runtime that
/// generated modules import, and those of generated items with a fixed name. Sorted.
pub const TYPE_NAMES: &[&str] = &[
    "Any", "Api", "Arc", "AsMut", "AsRef", "Authenticator", "BTreeMap", "BigInteger", "Body", "Box", "Bytes", "Call",
    "Case", "Client", "ClientBuilder", "Clone", "Copy", "Core", "Cow", "Date", "DateTime", "Debug", "Decimal",
    "DecodeError", "Default", "Deref", "DerefMut", "Deserialize", "Deserializer", "Display", "DoubleEndedIterator",
    "Drop", "Duration", "Eq", "Err", "Error", "ExactSizeIterator", "Extend", "Fn", "FnMut", "FnOnce", "Format",
    "Formatter", "From", "FromIterator", "FromRequest", "FromStr", "Future", "Hash", "Hasher", "HashMap", "Into",
    "IntoFuture", "IntoIterator", "Ipv4Addr", "Ipv6Addr", "Iterator", "Json", "JsonType", "Literal", "Media",
    "Members", "Never", "None", "Nullable", "Ok", "OnMismatch", "Operation", "Option", "Ord", "Ordering", "Otherwise",
    "Parameter", "PartialEq", "PartialOrd", "Pin", "Place", "Property", "RequestReader", "Result", "Router", "Routes",
    "Rule", "Schema", "Scheme", "SchemeKind", "Secret", "SelectBy", "Selection", "SelectionError", "Self", "Send",
    "Serialize", "Serializer", "Service", "Sized", "Some", "StatusCode", "String", "Style", "Success", "Sync", "Tag",
    "Test", "Time", "ToOwned", "ToString", "TryFrom", "TryInto", "Unknown", "UnknownVariant", "Unpin", "Uri", "Uuid",
    "Validate", "Value", "Vec", "Violation", "Violations",
];

/// Words of the language that cannot name anything (Rust reference, "Keywords", edition 2024), the
/// reserved and the weak ones that matter included. Sorted.
pub const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];


/// Whether `name` is a keyword.
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_as_their_search_needs() {
        assert!(TYPE_NAMES.is_sorted());
        assert!(KEYWORDS.is_sorted());
    }
}
