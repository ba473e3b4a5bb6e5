//! Tokens of an authorization server (RFC 6749).

mod answer;
mod client_credentials;
mod refresh_token;
mod registration;
mod server;
mod token_url;

pub use self::client_credentials::ClientCredentials;
pub use self::refresh_token::RefreshToken;
pub use self::registration::ClientAuthentication;
pub use self::token_url::TokenUrlError;
