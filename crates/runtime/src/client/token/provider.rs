use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::error::TokenError;
use super::http::TokenHttp;
use crate::Secret;
use crate::clock::Instant;

/// What [`TokenProvider::token`] returns.
pub type TokenFuture<'t> = Pin<Box<dyn Future<Output = Result<Token, TokenError>> + Send + 't>>;

/// Gives the keys or tokens of a security scheme that do not stay the same.
///
/// A client asks once for all calls that need a token at the same time, keeps it for as long as the
/// token says, and asks again when a server answers 401; then a call is sent once more, if it may be
/// (see [`RetryPolicy`](crate::client::RetryPolicy)) and the token is another.
///
/// ```
/// use bindery_runtime::client::{Token, TokenFuture, TokenProvider, TokenRequest};
///
/// struct Vault;
///
/// impl TokenProvider for Vault {
///     fn token<'t>(&'t self, _: TokenRequest<'t>) -> TokenFuture<'t> {
///         Box::pin(async {
///             let key = "…"; // wherever it comes from
///             Ok(Token::new(key).lasting(std::time::Duration::from_secs(300)))
///         })
///     }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// Gets a key or a token for the scopes that the request names.
    ///
    /// Calls that are dropped do not cancel this: the next call that needs a token goes on with it.
    fn token<'t>(&'t self, request: TokenRequest<'t>) -> TokenFuture<'t>;

    /// Whether tokens for other scopes are other tokens. Otherwise one is good for all, and the scopes
    /// that a request names are none.
    fn depends_on_scopes(&self) -> bool {
        true
    }
}

impl<T: TokenProvider + ?Sized> TokenProvider for Arc<T> {
    fn token<'t>(&'t self, request: TokenRequest<'t>) -> TokenFuture<'t> {
        (**self).token(request)
    }

    fn depends_on_scopes(&self) -> bool {
        (**self).depends_on_scopes()
    }
}

/// What a token is needed for.
#[derive(Clone, Copy)]
pub struct TokenRequest<'t> {
    pub(crate) scheme: &'static str,
    pub(crate) scopes: &'static [&'static str],
    pub(crate) refused: bool,
    pub(crate) http: &'t TokenHttp,
}

impl TokenRequest<'_> {
    /// The scheme's name in the document.
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// The scopes that the operation needs.
    pub fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// Whether the server has refused the last token: one that the provider has kept is no good.
    pub fn was_refused(&self) -> bool {
        self.refused
    }
}

impl fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest")
            .field("scheme", &self.scheme)
            .field("scopes", &self.scopes)
            .field("refused", &self.refused)
            .finish()
    }
}

/// A key or a token, and for how long clients keep it. It is never printed.
#[derive(Debug)]
pub struct Token {
    pub(crate) text: Secret<String>,
    pub(crate) lifetime: Lifetime,
}

/// For how long clients keep a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifetime {
    /// For the calls that wait for it.
    Once,
    /// For a time.
    Lasting(Duration),
    /// Until a server answers 401.
    UntilRefused,
}

impl Token {
    /// A token for the calls that wait for it: the provider is asked again for the next.
    pub fn new(text: impl Into<Secret<String>>) -> Self {
        Self {
            text: text.into(),
            lifetime: Lifetime::Once,
        }
    }

    /// The same token, to be kept for this time: somewhat less, so that it does not run out on its
    /// way, by a tenth and no more than half a minute.
    pub fn lasting(self, time: Duration) -> Self {
        let lifetime = Lifetime::Lasting(time);
        Self { lifetime, ..self }
    }

    /// The same token, to be kept until a server answers 401.
    pub fn until_refused(self) -> Self {
        let lifetime = Lifetime::UntilRefused;
        Self { lifetime, ..self }
    }
}

/// The most that a token is given up before its time.
const MAX_MARGIN: Duration = Duration::from_secs(30);

/// Until when a token is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    Never,
    Until(Instant),
    UntilRefused,
}

impl Lifetime {
    /// Until when a token is kept that was asked for at `asked`.
    pub(crate) fn from(self, asked: Instant) -> Kept {
        match self {
            Self::Once => Kept::Never,
            Self::UntilRefused => Kept::UntilRefused,
            Self::Lasting(time) => {
                let margin = (time / 10).min(MAX_MARGIN);
                // Beyond the end of time is never.
                asked
                    .checked_add(time.saturating_sub(margin))
                    .map_or(Kept::UntilRefused, Kept::Until)
            }
        }
    }
}
