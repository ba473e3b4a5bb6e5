use std::fmt;

use crate::Secret;

/// Where the key or the token of a security scheme comes from.
///
/// A text is one that stays the same: anything that [`Secret<String>`] can be made of.
pub struct TokenSource {
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    /// It stays the same.
    Fixed(Secret<String>),
}

impl From<Secret<String>> for TokenSource {
    fn from(token: Secret<String>) -> Self {
        Self {
            kind: Kind::Fixed(token),
        }
    }
}

impl From<String> for TokenSource {
    fn from(token: String) -> Self {
        Secret::new(token).into()
    }
}

impl From<&str> for TokenSource {
    fn from(token: &str) -> Self {
        Secret::from(token).into()
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Fixed(_) => "TokenSource(fixed)",
        })
    }
}
