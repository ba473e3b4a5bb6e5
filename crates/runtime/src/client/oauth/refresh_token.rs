use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::registration::{ClientAuthentication, Registration};
use super::server::{AuthorizationServer, Purpose};
use super::token_url::{Security, TokenUrlError};
use crate::Secret;
use crate::client::token::{Repetition, Token, TokenFuture, TokenProvider, TokenRequest};
use crate::http::SchemeKind;

/// What is told of another refresh token.
type Rotation = Arc<dyn Fn(&Secret<String>) + Send + Sync>;

/// Tokens for a person who has let the program in: each is had for a refresh token (RFC 6749, section
/// 6), which an authorization code brought, for one. For a scheme's method of a builder:
///
/// ```text
/// let client = Client::builder()
///     .oauth2(RefreshToken::new(stored).with_client("client-id", client_secret).on_rotation(store))
///     .build()?;
/// ```
///
/// Where they come from says the document: the flow's `refreshUrl` or `tokenUrl`, relative to the
/// client's base URL, or OpenID Connect's discovery. A refresh token that comes with an answer takes the
/// place of the one before.
pub struct RefreshToken {
    token: Secret<String>,
    access_token: Option<Token>,
    on_rotation: Option<Rotation>,
    registration: Registration,
}

impl RefreshToken {
    /// Those that this refresh token is good for.
    pub fn new(refresh_token: impl Into<Secret<String>>) -> Self {
        Self {
            token: refresh_token.into(),
            access_token: None,
            on_rotation: None,
            registration: Registration::default(),
        }
    }

    /// Sets the client that the refresh token was given to.
    pub fn with_client(
        mut self,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret<String>>,
    ) -> Self {
        self.registration.id = Some(client_id.into());
        self.registration.secret = Some(client_secret.into());
        self
    }

    /// Sets the client that the refresh token was given to, which has no secret (RFC 6749, section 2.1).
    pub fn with_public_client(mut self, client_id: impl Into<String>) -> Self {
        self.registration.id = Some(client_id.into());
        self.registration.secret = None;
        self
    }

    /// Sends this access token first, which came with the refresh token and lasts for this time yet.
    pub fn with_access_token(mut self, token: impl Into<Secret<String>>, time: Duration) -> Self {
        self.access_token = Some(Token::new(token).lasting(time));
        self
    }

    /// Calls `store` with each refresh token that takes the place of another, before any call goes on:
    /// the one before may be worth nothing from then on.
    pub fn on_rotation(mut self, store: impl Fn(&Secret<String>) + Send + Sync + 'static) -> Self {
        self.on_rotation = Some(Arc::new(store));
        self
    }

    /// Asks for these scopes, instead of all that were granted.
    pub fn with_scopes<S: AsRef<str>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes: Vec<S> = scopes.into_iter().collect();
        let scopes: Vec<&str> = scopes.iter().map(AsRef::as_ref).collect();
        self.registration.scopes = Some(scopes.join(" "));
        self
    }

    /// Adds a parameter to the request.
    pub fn with_parameter(mut self, name: impl Into<String>, value: impl Into<Secret<String>>) -> Self {
        self.registration.parameters.push((name.into(), value.into()));
        self
    }

    /// Sets how the client says which one it is. The default is `Authorization: Basic`.
    pub fn with_authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.registration.authentication = authentication;
        self
    }

    /// Gets tokens here, and not where the document says.
    pub fn with_token_url(mut self, url: impl Into<String>) -> Self {
        self.registration.token_url = Some(url.into());
        self
    }

    /// Sends the refresh token and the secret over `http`, too, where anyone on the way can read them.
    /// Otherwise that is refused, except to this machine.
    pub fn allow_http(mut self) -> Self {
        self.registration.security = Security::Any;
        self
    }

    pub(crate) fn into_grant(
        self,
        kind: SchemeKind,
        base: Option<&str>,
    ) -> Result<RefreshTokenGrant, TokenUrlError> {
        let server = AuthorizationServer::new(self.registration, Purpose::Refresh, kind, base)?;
        Ok(RefreshTokenGrant {
            server,
            token: Mutex::new(self.token),
            access_token: Mutex::new(self.access_token),
            on_rotation: self.on_rotation,
        })
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken").finish_non_exhaustive()
    }
}

/// The grant, with its authorization server and what is left to spend.
pub(crate) struct RefreshTokenGrant {
    server: AuthorizationServer,
    token: Mutex<Secret<String>>,
    /// The access token that came with the first.
    access_token: Mutex<Option<Token>>,
    on_rotation: Option<Rotation>,
}

impl RefreshTokenGrant {
    fn rotate(&self, token: Secret<String>) {
        let mut current = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        if *current == token {
            return;
        }
        *current = token.clone();
        drop(current);
        if let Some(store) = &self.on_rotation {
            store(&token);
        }
    }
}

impl TokenProvider for RefreshTokenGrant {
    fn token<'t>(&'t self, request: TokenRequest<'t>) -> TokenFuture<'t> {
        Box::pin(async move {
            let first = self
                .access_token
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            if let Some(token) = first
                && !request.refused
            {
                return Ok(token);
            }
            let current = self.token.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let mut grant = vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", current.expose().as_str()),
            ];
            if let Some(scopes) = &self.server.registration.scopes {
                grant.push(("scope", scopes));
            }
            let (token, next) = self.server.ask(request.http, &grant, Repetition::Unseen).await?;
            if let Some(next) = next {
                self.rotate(next);
            }
            Ok(token)
        })
    }

    /// A refresh token is spent once, so one request is made for all.
    fn depends_on_scopes(&self) -> bool {
        false
    }
}
