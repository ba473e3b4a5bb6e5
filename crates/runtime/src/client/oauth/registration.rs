use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use zeroize::Zeroizing;

use super::token_url::Security;
use crate::Secret;
use crate::client::credential::sensitive;
use crate::client::token::TokenError;
use crate::http::percent;

/// How a client says which one it is (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// `Authorization: Basic`, which every authorization server knows.
    #[default]
    Basic,
    /// `client_id` and `client_secret` in the body.
    Body,
}

/// What a client is at an authorization server, and what it asks for there.
#[derive(Default)]
pub(crate) struct Registration {
    pub(super) id: Option<String>,
    pub(super) secret: Option<Secret<String>>,
    pub(super) authentication: ClientAuthentication,
    /// The scopes to ask for instead of those that a call needs.
    pub(super) scopes: Option<String>,
    /// More parameters of the request.
    pub(super) parameters: Vec<(String, Secret<String>)>,
    pub(super) token_url: Option<String>,
    pub(super) security: Security,
}

impl Registration {
    /// `Authorization`, where that is how the client says which one it is.
    pub(super) fn header(&self) -> Result<Option<HeaderValue>, TokenError> {
        let (ClientAuthentication::Basic, Some(id), Some(secret)) =
            (self.authentication, &self.id, &self.secret)
        else {
            return Ok(None);
        };
        let mut pair = Zeroizing::new(String::with_capacity((id.len() + secret.expose().len()) * 3 + 1));
        percent::encode_into(&mut *pair, id);
        pair.push(':');
        percent::encode_into(&mut *pair, secret.expose());
        let encoded = Zeroizing::new(STANDARD.encode(pair.as_bytes()));
        let text = Zeroizing::new(["Basic ", &encoded].concat());
        sensitive(&text).map(Some).map_err(|_| TokenError::Unsendable)
    }

    /// The parameters that say which client it is, and those of the user's own.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        // Without a secret, basic authentication says nothing, and the body has to (section 3.2.1).
        let in_body = self.authentication == ClientAuthentication::Body || self.secret.is_none();
        let id = self.id.as_deref().filter(|_| in_body).map(|id| ("client_id", id));
        let secret = self.secret.as_ref().filter(|_| in_body);
        let secret = secret.map(|secret| ("client_secret", secret.expose().as_str()));
        let own = self.parameters.iter();
        let own = own.map(|(name, value)| (name.as_str(), value.expose().as_str()));
        id.into_iter().chain(secret).chain(own)
    }
}
