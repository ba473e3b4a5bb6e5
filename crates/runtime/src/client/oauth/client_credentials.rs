use std::fmt;

use super::registration::{ClientAuthentication, Registration};
use super::server::{AuthorizationServer, Purpose};
use super::token_url::{Security, TokenUrlError};
use crate::Secret;
use crate::client::token::{Repetition, TokenFuture, TokenProvider, TokenRequest};
use crate::http::SchemeKind;

/// Tokens that a program gets for itself (RFC 6749, section 4.4), for a scheme's method of a builder:
///
/// ```text
/// let client = Client::builder()
///     .oauth2(ClientCredentials::new("client-id", client_secret))
///     .build()?;
/// ```
///
/// Where they come from says the document: the flow's `tokenUrl`, relative to the client's base URL, or
/// OpenID Connect's discovery. They are fetched through the client's own transport, once for all calls
/// that need the same scopes, and kept until shortly before they run out.
pub struct ClientCredentials {
    registration: Registration,
}

impl ClientCredentials {
    /// Those of the client that the authorization server knows by this identifier and secret.
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<Secret<String>>) -> Self {
        Self {
            registration: Registration {
                id: Some(client_id.into()),
                secret: Some(client_secret.into()),
                ..Registration::default()
            },
        }
    }

    /// Asks for these scopes, instead of those that a call's operation needs.
    pub fn with_scopes<S: AsRef<str>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes: Vec<S> = scopes.into_iter().collect();
        let scopes: Vec<&str> = scopes.iter().map(AsRef::as_ref).collect();
        self.registration.scopes = Some(scopes.join(" "));
        self
    }

    /// Adds a parameter to the request: `audience` or `resource`, for one.
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

    /// Sends the secret over `http`, too, where anyone on the way can read it. Otherwise that is
    /// refused, except to this machine.
    pub fn allow_http(mut self) -> Self {
        self.registration.security = Security::Any;
        self
    }

    pub(crate) fn into_grant(
        self,
        kind: SchemeKind,
        base: Option<&str>,
    ) -> Result<ClientCredentialsGrant, TokenUrlError> {
        let server = AuthorizationServer::new(self.registration, Purpose::Token, kind, base)?;
        Ok(ClientCredentialsGrant { server })
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").finish_non_exhaustive()
    }
}

/// The grant, with its authorization server.
pub(crate) struct ClientCredentialsGrant {
    server: AuthorizationServer,
}

impl TokenProvider for ClientCredentialsGrant {
    fn token<'t>(&'t self, request: TokenRequest<'t>) -> TokenFuture<'t> {
        Box::pin(async move {
            let needed = request.scopes.join(" ");
            let scopes = self.server.registration.scopes.as_deref().unwrap_or(&needed);
            let mut grant = vec![("grant_type", "client_credentials")];
            if !scopes.is_empty() {
                grant.push(("scope", scopes));
            }
            let answer = self.server.ask(request.http, &grant, Repetition::Safe).await?;
            Ok(answer.0)
        })
    }

    fn depends_on_scopes(&self) -> bool {
        self.server.registration.scopes.is_none()
    }
}
