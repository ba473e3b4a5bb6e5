use std::fmt;
use std::sync::Arc;

use super::provider::TokenProvider;
use crate::Secret;
use crate::client::oauth::{ClientCredentials, RefreshToken};

/// Where the key or the token of a security scheme comes from.
///
/// * A text is one that stays the same: a `&str`, a `String`, or a [`Secret`] of one.
/// * [`ClientCredentials`] and [`RefreshToken`] get tokens from an authorization server (OAuth 2.0).
/// * A [`TokenProvider`] gets them from anywhere: keys that change, for one.
pub struct TokenSource {
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    /// It stays the same.
    Fixed(Secret<String>),
    Provider(Arc<dyn TokenProvider>),
    ClientCredentials(Box<ClientCredentials>),
    RefreshToken(Box<RefreshToken>),
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

impl From<ClientCredentials> for TokenSource {
    fn from(client: ClientCredentials) -> Self {
        Self {
            kind: Kind::ClientCredentials(Box::new(client)),
        }
    }
}

impl From<RefreshToken> for TokenSource {
    fn from(token: RefreshToken) -> Self {
        Self {
            kind: Kind::RefreshToken(Box::new(token)),
        }
    }
}

impl<P: TokenProvider> From<P> for TokenSource {
    fn from(provider: P) -> Self {
        Self {
            kind: Kind::Provider(Arc::new(provider)),
        }
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Fixed(_) => "TokenSource(fixed)",
            Kind::Provider(_) => "TokenSource(provider)",
            Kind::ClientCredentials(_) => "TokenSource(client credentials)",
            Kind::RefreshToken(_) => "TokenSource(refresh token)",
        })
    }
}
