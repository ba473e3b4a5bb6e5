use crate::{Docs, Ident};

/// One of the sets of which a request must satisfy one: all of its schemes together.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityRequirement {
    /// The schemes, as indices into [`Api::security_schemes`](crate::Api::security_schemes), each
    /// with the scopes that it needs. Empty: the operation is open to anyone.
    pub schemes: Vec<(usize, Vec<String>)>,
}

/// A way to say who calls (OpenAPI 3.0.3, "Security Scheme Object").
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Its key under `components/securitySchemes`.
    pub wire_name: String,
    /// The builder's method that takes the credential, e.g. `api_key`.
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
    /// `http` with `bearer` (RFC 6750), and any other scheme that sends a token after its name;
    /// `oauth2` and `openIdConnect` send theirs so, too.
    Bearer,
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
