use std::error::Error;
use std::fmt;
use std::sync::Arc;

use http::StatusCode;

use crate::Secret;
use crate::client::oauth::TokenUrlError;
use crate::client::transport::TransportError;
use crate::http::BoxError;

/// Why there is no token. Neither `Debug` nor `Display` shows what a server wrote, or a secret.
#[derive(Clone)]
#[non_exhaustive]
pub enum TokenError {
    /// The authorization server refused the request, and says why.
    Refused(TokenRefusal),
    /// The authorization server answered with this status, and with nothing that RFC 6749 knows.
    UnexpectedAnswer(StatusCode),
    /// The token is of another type than `Bearer`, and this client cannot send it.
    TokenType,
    /// The token holds characters that cannot be sent.
    Unsendable,
    /// The URL that the authorization server names for itself cannot be used.
    Url(TokenUrlError),
    /// The request did not reach the authorization server, or the answer did not come back whole.
    Transport(Arc<TransportError>),
    /// It took too long.
    Timeout,
    /// A provider of the user's failed; see [`source`](Error::source).
    Provider(Arc<dyn Error + Send + Sync>),
}

/// What an authorization server answers when it gives no token (RFC 6749, section 5.2).
#[derive(Clone)]
pub struct TokenRefusal {
    pub(crate) status: StatusCode,
    pub(crate) code: OAuthErrorCode,
    pub(crate) description: Option<Arc<Secret<String>>>,
}

/// Why an authorization server gives no token (RFC 6749, section 5.2).
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OAuthErrorCode {
    /// `invalid_request`
    InvalidRequest,
    /// `invalid_client`: the client's identifier or secret is wrong.
    InvalidClient,
    /// `invalid_grant`: the refresh token has run out or was revoked.
    InvalidGrant,
    /// `unauthorized_client`: the client may not have tokens in this way.
    UnauthorizedClient,
    /// `unsupported_grant_type`
    UnsupportedGrantType,
    /// `invalid_scope`
    InvalidScope,
    /// Another; it is not printed.
    Other(String),
}

impl TokenError {
    /// The failure of a provider of one's own. What `error` prints must hold no secret.
    pub fn provider(error: impl Into<BoxError>) -> Self {
        Self::Provider(Arc::from(error.into()))
    }

    /// The authorization server's refusal, if it is one.
    pub fn refusal(&self) -> Option<&TokenRefusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}

impl TokenRefusal {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Why.
    pub fn code(&self) -> &OAuthErrorCode {
        &self.code
    }

    /// What the server says of it for developers. It may repeat what was sent: take care where it is
    /// written to.
    pub fn description(&self) -> Option<&str> {
        self.description.as_ref().map(|text| text.expose().as_str())
    }
}

impl OAuthErrorCode {
    pub(crate) fn new(code: &str) -> Self {
        match code {
            "invalid_request" => Self::InvalidRequest,
            "invalid_client" => Self::InvalidClient,
            "invalid_grant" => Self::InvalidGrant,
            "unauthorized_client" => Self::UnauthorizedClient,
            "unsupported_grant_type" => Self::UnsupportedGrantType,
            "invalid_scope" => Self::InvalidScope,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The code as the server wrote it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(code) => code,
            known => known.printed(),
        }
    }

    /// What may be printed: a word of the server's own could be anything.
    fn printed(&self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidScope => "invalid_scope",
            Self::Other(_) => "an error of its own",
        }
    }
}

impl fmt::Debug for OAuthErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.printed())
    }
}

impl fmt::Display for OAuthErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.printed())
    }
}

impl fmt::Debug for TokenRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRefusal")
            .field("status", &self.status)
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => {
                let (status, code) = (refusal.status, &refusal.code);
                write!(f, "the authorization server answered {status} with {code}")
            }
            Self::UnexpectedAnswer(status) => {
                write!(f, "the authorization server answered {status} without a token")
            }
            Self::TokenType => f.write_str("the token is not of the type Bearer"),
            Self::Unsendable => f.write_str("the token holds characters that cannot be sent"),
            Self::Url(error) => error.fmt(f),
            Self::Transport(error) => write!(f, "the authorization server: {error}"),
            Self::Timeout => f.write_str("the authorization server took too long"),
            Self::Provider(_) => f.write_str("the provider failed"),
        }
    }
}

impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Transport(error) => fmt::Debug::fmt(error, f),
            other => write!(f, "TokenError({other})"),
        }
    }
}

impl Error for TokenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Url(error) => Some(error),
            Self::Transport(error) => error.source(),
            Self::Provider(error) => Some(&**error),
            _ => None,
        }
    }
}
