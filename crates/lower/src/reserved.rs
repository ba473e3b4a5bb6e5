//! The names that generated code needs for itself.

/// Names that no generated type may have: the prelude's, those that derives need, and those of std
/// and the runtime that nearly every generated module imports. Sorted.
///
/// What fewer modules import (`Error`, `Tag`, `Operation`) is left to documents: where one uses such
/// a name, generated code says the other by its path.
pub const TYPE_NAMES: &[&str] = &[
    "AsMut",
    "AsRef",
    "BTreeMap",
    "BigInteger",
    "Box",
    "Bytes",
    "Clone",
    "Copy",
    "DateTime",
    "Debug",
    "Decimal",
    "DecodeError",
    "Default",
    "Deref",
    "DerefMut",
    "Deserialize",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "IndexMap",
    "Into",
    "IntoIterator",
    "Ipv4Addr",
    "Ipv6Addr",
    "Iterator",
    "Json",
    "JsonType",
    "Literal",
    "Members",
    "None",
    "Nullable",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Property",
    "Result",
    "Rule",
    "Schema",
    "Secret",
    "SelectBy",
    "SelectionError",
    "Self",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Uri",
    "Uuid",
    "Vec",
];

/// Words of the language that cannot name anything (Rust reference, "Keywords", edition 2024), the
/// reserved and the weak ones that matter included. Sorted.
pub const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
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
