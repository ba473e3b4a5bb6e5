//! What the document says of a service and its operations, as tables that client and server share.

use super::media::Media;
use super::parameter::Parameter;
use super::status::Status;
use crate::schema::Schema;

/// A service: what a document says of all its operations.
#[derive(Debug)]
pub struct Service {
    /// `info.title`.
    pub title: &'static str,
    /// `info.version`.
    pub version: &'static str,
    /// The URL of the first of the document's servers.
    pub base_url: Option<&'static str>,
    /// The security schemes that some operation requires.
    pub schemes: &'static [Scheme],
}

/// A way to say who calls (OpenAPI 3.0.3, "Security Scheme Object").
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// What is sent, and where.
    pub kind: SchemeKind,
}

/// The kinds of scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// An API key in the header of this name.
    ApiKeyHeader(&'static str),
    /// An API key in the query parameter of this name.
    ApiKeyQuery(&'static str),
    /// An API key in the cookie of this name.
    ApiKeyCookie(&'static str),
    /// A user name and a password (RFC 7617).
    Basic,
    /// A token (RFC 6750).
    Bearer,
    /// The credentials of the HTTP authentication scheme of this name (RFC 9110, section 11.6.2).
    Http(&'static str),
    /// A token (RFC 6750) that an authorization server gives (RFC 6749).
    OAuth2(OAuth2),
    /// A token of the OpenID provider that describes itself at this URL, where the document has it.
    OpenIdConnect(Option<&'static str>),
    /// A certificate of the client's: the transport's work.
    MutualTls,
}

/// Where tokens come from (OpenAPI 3.0.3, "OAuth Flows Object"). URLs may be relative to the server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OAuth2 {
    /// Where clients get a token for themselves, or for an authorization that they were given.
    pub token_url: Option<&'static str>,
    /// Where they get another for a refresh token.
    pub refresh_url: Option<&'static str>,
    /// Where the authorization server describes itself (RFC 8414).
    pub metadata_url: Option<&'static str>,
}

/// An operation: a method of a path.
#[derive(Debug)]
pub struct Operation {
    /// `operationId`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path template.
    pub path: &'static str,
    /// The URL of the operation's own first server, where it has one.
    pub base_url: Option<&'static str>,
    /// The parameters.
    pub parameters: &'static [Parameter],
    /// The request's body.
    pub body: Option<RequestBody>,
    /// The answers that are a success.
    pub success: &'static [Success],
    /// The sets of schemes of which one must be satisfied; each scheme is an index into
    /// [`Service::schemes`] with the scopes that it needs. Empty: anyone may call.
    pub security: &'static [SecuritySet],
    /// The index of the parameter that is a header with an idempotency key.
    pub idempotency_key: Option<usize>,
}

/// Schemes that must be satisfied together: indices into [`Service::schemes`], each with its scopes.
pub type SecuritySet = &'static [(usize, &'static [&'static str])];

/// A request's body.
#[derive(Clone, Copy, Debug)]
pub struct RequestBody {
    /// Whether a request must have one.
    pub required: bool,
    /// What it may be, and what the schema demands of it.
    pub media: &'static [(Media, &'static Schema)],
}

/// An answer that is a success.
#[derive(Clone, Copy, Debug)]
pub struct Success {
    /// The statuses that it has.
    pub status: Status,
    /// What its body may be, the preferred first: all are read as the same type. None: it has no body.
    pub media: &'static [Media],
    /// What its body may be if the caller asks for it: each has a type of its own.
    pub others: &'static [Media],
}

impl Success {
    /// A success whose body is of one of these types, the preferred first.
    pub const fn new(status: Status, media: &'static [Media]) -> Self {
        Self {
            status,
            media,
            others: &[],
        }
    }
}
