//! Who calls: the document's security requirements, met by an [`Authenticator`].

use std::convert::Infallible;
use std::fmt;

use http::StatusCode;
use http::header::WWW_AUTHENTICATE;
use http::request::Parts;

use super::credentials::{self, Found};
use super::problem::{Problem, Rejection};
use crate::Secret;
use crate::http::{Operation, Scheme, SchemeKind, SecuritySet, Service};

/// Tells who calls.
///
/// Which credentials a request must carry is the document's say, and is looked after before
/// `authenticate` is called: it gets one complete set of them, and only has to judge them.
pub trait Authenticator: Send + Sync + 'static {
    /// Who calls.
    type Principal: Send + 'static;

    /// Judges the credentials of a request.
    ///
    /// Compare secrets in constant time. An operation that accepts several sets of credentials asks
    /// once for each set that the request carries, until one is accepted.
    fn authenticate(
        &self,
        credentials: Credentials<'_>,
    ) -> impl Future<Output = Result<Self::Principal, Refusal>> + Send;
}

/// The [`Authenticator`] of a service that knows nobody: it refuses whoever says who he is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anonymous;

impl Authenticator for Anonymous {
    type Principal = Infallible;

    async fn authenticate(&self, _credentials: Credentials<'_>) -> Result<Infallible, Refusal> {
        Err(Refusal::Unauthenticated)
    }
}

/// The credentials that satisfy one of an operation's security requirements, all of them together.
pub struct Credentials<'a> {
    operation: &'static Operation,
    request: &'a Parts,
    presented: Vec<Presented>,
}

impl<'a> Credentials<'a> {
    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The request without its body. Its extensions tell of the connection: a client's certificate,
    /// for one, if the server puts it there.
    pub fn request(&self) -> &'a Parts {
        self.request
    }

    /// The credentials, a scheme each, in the document's order; never empty.
    pub fn presented(&self) -> &[Presented] {
        &self.presented
    }

    /// What was presented for the scheme of this name in the document.
    pub fn of(&self, scheme: &str) -> Option<&Credential> {
        let mut of_scheme = self
            .presented
            .iter()
            .filter(|presented| presented.scheme == scheme);
        of_scheme.next().map(|presented| &presented.credential)
    }

    /// The API key, where the operation asks for one.
    pub fn api_key(&self) -> Option<&Secret<String>> {
        self.presented
            .iter()
            .find_map(|presented| match &presented.credential {
                Credential::ApiKey(key) => Some(key),
                _ => None,
            })
    }

    /// The bearer token, where the operation asks for one.
    pub fn bearer(&self) -> Option<&Secret<String>> {
        self.presented
            .iter()
            .find_map(|presented| match &presented.credential {
                Credential::Bearer(token) => Some(token),
                _ => None,
            })
    }
}

/// The request stays out of it: its headers are the credentials.
impl fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut credentials = f.debug_struct("Credentials");
        credentials
            .field("operation", &self.operation.id)
            .field("presented", &self.presented)
            .finish()
    }
}

/// A credential and the scheme that asks for it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Presented {
    /// The scheme's name in the document.
    pub scheme: &'static str,
    /// The scopes that the operation needs.
    pub scopes: &'static [&'static str],
    /// What the request carries.
    pub credential: Credential,
}

/// What a request carries for a scheme.
#[derive(Debug)]
#[non_exhaustive]
pub enum Credential {
    /// An API key.
    ApiKey(Secret<String>),
    /// A token (RFC 6750).
    Bearer(Secret<String>),
    /// The credentials of another HTTP authentication scheme, without the scheme's name.
    Http(Secret<String>),
    /// A user name and a password (RFC 7617).
    Basic {
        /// The user name.
        user: String,
        /// The password.
        password: Secret<String>,
    },
    /// Nothing that the request itself says: see [`Credentials::request`] for the connection's
    /// certificate, and refuse where there is none.
    MutualTls,
}

/// Why a caller is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The credentials are not those of anyone known: 401.
    Unauthenticated,
    /// The caller is known, and may not do this: 403.
    Forbidden,
    /// It cannot be told now: 503.
    Unavailable,
}

/// Meets an operation's security requirements.
///
/// `None` when the operation may be called by anyone and the request carries no credentials.
pub(super) async fn authenticate<A: Authenticator>(
    authenticator: &A,
    service: &'static Service,
    operation: &'static Operation,
    request: &Parts,
) -> Result<Option<A::Principal>, Rejection> {
    let mut refusal = None;
    let mut presented_any = false;
    for set in operation.security.iter().filter(|set| !set.is_empty()) {
        let presented = match credentials::read(service, set, request) {
            Found::Complete {
                presented,
                by_request,
            } => {
                presented_any |= by_request;
                presented
            }
            Found::Partial => {
                presented_any = true;
                continue;
            }
            Found::Nothing => continue,
        };
        match authenticator
            .authenticate(Credentials {
                operation,
                request,
                presented,
            })
            .await
        {
            Ok(principal) => return Ok(Some(principal)),
            Err(reason) => refusal = Some(graver(refusal, reason)),
        }
    }
    let unknown = refusal.is_none_or(|refusal| refusal == Refusal::Unauthenticated);
    if !presented_any && unknown && is_open(operation) {
        return Ok(None);
    }
    Err(refuse(
        refusal.unwrap_or(Refusal::Unauthenticated),
        service,
        operation,
    ))
}

/// Whether anyone may call.
pub(super) fn is_open(operation: &Operation) -> bool {
    operation.security.is_empty() || operation.security.iter().any(|set| set.is_empty())
}

/// Of two refusals the one that tells the caller more: credentials that are known but not enough
/// say more than others that are not known.
fn graver(known: Option<Refusal>, new: Refusal) -> Refusal {
    let rank = |refusal: Refusal| match refusal {
        Refusal::Unauthenticated => 0,
        Refusal::Unavailable => 1,
        Refusal::Forbidden => 2,
    };
    known.filter(|known| rank(*known) >= rank(new)).unwrap_or(new)
}

/// The answer to a caller who is refused.
pub(super) fn refuse(refusal: Refusal, service: &Service, operation: &Operation) -> Rejection {
    let problem = match refusal {
        Refusal::Forbidden => {
            return Problem::new(StatusCode::FORBIDDEN).detail("The caller may not do this.");
        }
        Refusal::Unavailable => {
            let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE);
            return problem.detail("Credentials cannot be checked at the moment.");
        }
        Refusal::Unauthenticated => Problem::new(StatusCode::UNAUTHORIZED),
    };
    let mut problem = problem.detail("The request lacks valid credentials.");
    let mut told = Vec::new();
    for scheme in operation.security.iter().flat_map(|set: &SecuritySet| *set) {
        let Some(scheme) = service.schemes.get(scheme.0) else {
            continue;
        };
        let challenge = challenge(scheme, service.title);
        if !challenge.is_empty() && !told.contains(&challenge) {
            problem = problem.header(WWW_AUTHENTICATE, &challenge);
            told.push(challenge);
        }
    }
    if told.is_empty() {
        // RFC 9110 asks for a challenge with every 401, and the document names none.
        problem = problem.header(WWW_AUTHENTICATE, "Unknown");
    }
    problem
}

fn challenge(scheme: &Scheme, realm: &str) -> String {
    let realm = quoted(realm);
    match scheme.kind {
        SchemeKind::ApiKeyHeader(name) => {
            format!("ApiKey realm={realm}, in=\"header\", name={}", quoted(name))
        }
        SchemeKind::ApiKeyQuery(name) => format!("ApiKey realm={realm}, in=\"query\", name={}", quoted(name)),
        SchemeKind::ApiKeyCookie(name) => {
            format!("ApiKey realm={realm}, in=\"cookie\", name={}", quoted(name))
        }
        SchemeKind::Basic => format!("Basic realm={realm}, charset=\"UTF-8\""),
        SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_) => {
            format!("Bearer realm={realm}")
        }
        SchemeKind::Http(name) => format!("{name} realm={realm}"),
        SchemeKind::MutualTls => String::new(),
    }
}

/// A quoted string (RFC 9110, section 5.6.4); what a header cannot carry becomes a question mark.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            ' '..='~' => quoted.push(character),
            _ => quoted.push('?'),
        }
    }
    quoted.push('"');
    quoted
}
