//! Keys and tokens, and where they come from.

mod cache;
mod error;
mod flight;
mod http;
mod provider;
mod source;

pub(crate) use self::cache::TokenCache;
pub use self::error::{OAuthErrorCode, TokenError, TokenRefusal};
pub(crate) use self::http::{Repetition, TokenHttp};
pub use self::provider::{Token, TokenFuture, TokenProvider, TokenRequest};
pub(crate) use self::source::Kind;
pub use self::source::TokenSource;
