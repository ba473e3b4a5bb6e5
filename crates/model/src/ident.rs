use std::fmt;

/// A Rust identifier that was claimed in a scope: valid, not a keyword, unique where it stands.
///
/// The raw form (`r#type`) is part of the text where a keyword is written that way.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ident(String);

impl Ident {
    /// Wraps a text that the caller knows to be an identifier.
    ///
    /// # Panics
    /// In debug builds, when the text is not made of identifier characters.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        debug_assert!(Self::is_valid(&text), "`{text}` is not an identifier");
        Self(text)
    }

    /// Whether `text` has the form of an identifier (keywords have it, too).
    pub fn is_valid(text: &str) -> bool {
        let plain = text.strip_prefix("r#").unwrap_or(text);
        let mut characters = plain.chars();
        characters
            .next()
            .is_some_and(|first| first == '_' || first.is_alphabetic())
            && characters.all(|next| next == '_' || next.is_alphabetic() || next.is_ascii_digit())
            && plain != "_"
    }

    /// The identifier as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
