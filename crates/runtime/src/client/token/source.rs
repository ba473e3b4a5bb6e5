use std::fmt;
use std::sync::Arc;

use super::error::TokenError;
use super::provider::{Token, TokenFuture, TokenProvider, TokenRequest};
use crate::Secret;
use crate::client::oauth::{ClientCredentials, RefreshToken};

/// Where the key or the token of a security scheme comes from.
///
/// * A text is one that stays the same: a `&str`, a `String`, or a [`Secret`] of one.
/// * [`ClientCredentials`] and [`RefreshToken`] get tokens from an authorization server (OAuth 2.0).
/// * A [`TokenProvider`], or a function by [`from_fn`](Self::from_fn), gets them from anywhere: keys that
///   change, for one.
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

impl TokenSource {
    /// A provider that is no more than an async function:
    ///
    /// ```
    /// use bindery_runtime::client::{Token, TokenError, TokenSource};
    ///
    /// let source = TokenSource::from_fn(async || {
    ///     let key = std::fs::read_to_string("/run/secrets/key").map_err(TokenError::provider)?;
    ///     Ok(Token::new(key.trim()).lasting(std::time::Duration::from_secs(60)))
    /// });
    /// ```
    pub fn from_fn<F, R>(function: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Token, TokenError>> + Send + 'static,
    {
        Function { function }.into()
    }
}

/// A function as a provider.
struct Function<F> {
    function: F,
}

impl<F, R> TokenProvider for Function<F>
where
    F: Fn() -> R + Send + Sync + 'static,
    R: Future<Output = Result<Token, TokenError>> + Send + 'static,
{
    fn token<'t>(&'t self, _: TokenRequest<'t>) -> TokenFuture<'t> {
        Box::pin((self.function)())
    }

    fn depends_on_scopes(&self) -> bool {
        false
    }
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
