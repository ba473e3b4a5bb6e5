use crate::{Api, Docs, Ident};

/// One of the sets of which a request must satisfy one: all of its schemes together.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityRequirement {
    /// The schemes, as indices into [`Api::security_schemes`](crate::Api::security_schemes), each
    /// with the scopes that it needs. Empty: the operation is open to anyone.
    pub schemes: Vec<(usize, Vec<String>)>,
}

impl Api {
    /// Whether some operation needs scopes of the scheme with this index, or roles (3.1 has them for schemes
    /// without tokens).
    pub fn needs_scopes(&self, scheme: usize) -> bool {
        let mut required = self.security_requirements().flat_map(|set| &set.schemes);
        required.any(|(index, scopes)| *index == scheme && !scopes.is_empty())
    }

    /// Whether some operation asks for several schemes together.
    pub fn combines_schemes(&self) -> bool {
        self.security_requirements().any(|set| set.schemes.len() > 1)
    }

    fn security_requirements(&self) -> impl Iterator<Item = &SecurityRequirement> {
        self.operations.iter().flat_map(|operation| &operation.security)
    }
}

/// What a server asks who calls.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthenticatorNames {
    /// The trait with a method for each security scheme, unique among types, e.g. `PaymentSessionsAuthenticator`.
    pub authenticator: Ident,
    /// The struct by which the router asks it, unique among types, e.g. `PaymentSessionsSchemes`.
    pub schemes: Ident,
}

/// A way to say who calls (OpenAPI 3.0.3, "Security Scheme Object").
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Its key under `components/securitySchemes`.
    pub wire_name: String,
    /// The builder's method that takes the credential, and the server's that judges it, e.g. `api_key`.
    pub name: Ident,
    /// What kind it is.
    pub kind: SchemeKind,
    /// What the document says of it.
    pub docs: Docs,
}

/// The kinds of scheme.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// `apiKey`.
    ApiKey {
        /// `in`.
        location: ApiKeyLocation,
        /// The header's, query parameter's or cookie's name.
        parameter: String,
    },
    /// `http` with `basic` (RFC 7617).
    Basic,
    /// `http` with `bearer` (RFC 6750).
    Bearer,
    /// `http` with any other scheme.
    Http {
        /// The scheme's name, as the document has it (RFC 9110, section 11.1).
        scheme: String,
    },
    /// `oauth2`: a bearer token that an authorization server gives (RFC 6749).
    OAuth2 {
        /// The ways to a token, in document order.
        flows: Vec<OAuthFlow>,
        /// Where the authorization server describes itself (RFC 8414; 3.2's `oauth2MetadataUrl`).
        metadata_url: Option<String>,
    },
    /// `openIdConnect`: a bearer token of a provider that describes itself.
    OpenIdConnect {
        /// `openIdConnectUrl`, where the document has it.
        url: Option<String>,
    },
    /// `mutualTLS`: the transport's work.
    MutualTls,
}

/// Where an API key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApiKeyLocation {
    /// A header.
    Header,
    /// The query.
    Query,
    /// A cookie.
    Cookie,
}

/// A way to a token (OpenAPI 3.0.3, "OAuth Flow Object"). URLs are as the document has them: they may
/// be relative to the server's.
#[derive(Clone, Debug, PartialEq)]
pub struct OAuthFlow {
    /// Which way it is.
    pub kind: OAuthFlowKind,
    /// `authorizationUrl`.
    pub authorization_url: Option<String>,
    /// `deviceAuthorizationUrl`.
    pub device_authorization_url: Option<String>,
    /// `tokenUrl`.
    pub token_url: Option<String>,
    /// `refreshUrl`.
    pub refresh_url: Option<String>,
    /// The scopes in document order, each with what the document says of it.
    pub scopes: Vec<(String, String)>,
}

/// The kinds of flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OAuthFlowKind {
    /// `implicit` (RFC 6749, section 4.2).
    Implicit,
    /// `password` (section 4.3).
    Password,
    /// `clientCredentials` (section 4.4).
    ClientCredentials,
    /// `authorizationCode` (section 4.1).
    AuthorizationCode,
    /// `deviceAuthorization` (RFC 8628).
    DeviceAuthorization,
}

impl OAuthFlowKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Implicit,
        Self::Password,
        Self::ClientCredentials,
        Self::AuthorizationCode,
        Self::DeviceAuthorization,
    ];

    /// Its key under `flows`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Implicit => "implicit",
            Self::Password => "password",
            Self::ClientCredentials => "clientCredentials",
            Self::AuthorizationCode => "authorizationCode",
            Self::DeviceAuthorization => "deviceAuthorization",
        }
    }

    /// Whether the flow sends people's browsers to an authorization URL.
    pub fn has_authorization_url(self) -> bool {
        matches!(self, Self::Implicit | Self::AuthorizationCode)
    }

    /// Whether the flow ends at a token URL.
    pub fn has_token_url(self) -> bool {
        self != Self::Implicit
    }
}
