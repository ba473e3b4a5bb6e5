//! The answers to callers who are refused: 401, 403 and 503.

use http::StatusCode;
use http::header::WWW_AUTHENTICATE;

use super::problem::{Problem, Rejection};
use crate::http::{Operation, Scheme, SchemeKind, SecuritySet, Service};

/// Why a caller is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The credentials are not those of anyone known: 401.
    #[default]
    Unauthenticated,
    /// The caller is known, and may not do this: 403.
    Forbidden,
    /// The caller is known, and was not granted the scopes that the operation needs: 403 that names them.
    InsufficientScope,
    /// It cannot be told now: 503.
    Unavailable,
}

impl Refusal {
    /// How much it tells the caller: that credentials are known but not enough is more than that others
    /// are not known.
    fn rank(self) -> u8 {
        match self {
            Self::Unauthenticated => 0,
            Self::Unavailable => 1,
            Self::Forbidden => 2,
            Self::InsufficientScope => 3,
        }
    }
}

/// A refusal, and the set of schemes whose credentials it is about.
#[derive(Clone, Copy, Default)]
pub(super) struct Refused {
    refusal: Refusal,
    set: SecuritySet,
}

impl Refused {
    /// The refusal of what was presented for `set`.
    pub(super) fn of(refusal: Refusal, set: SecuritySet) -> Self {
        Self { refusal, set }
    }

    /// Whether nobody is known to call.
    pub(super) fn is_unauthenticated(self) -> bool {
        self.refusal == Refusal::Unauthenticated
    }

    /// Of two refusals the one that tells the caller more, the earlier of equals.
    pub(super) fn or_graver(self, earlier: Option<Self>) -> Self {
        let graver = earlier.filter(|earlier| earlier.refusal.rank() >= self.refusal.rank());
        graver.unwrap_or(self)
    }

    /// The answer to the caller.
    pub(super) fn rejection(self, service: &Service, operation: &Operation) -> Rejection {
        match self.refusal {
            Refusal::Unauthenticated => self.unauthenticated(service, operation),
            Refusal::Forbidden => forbidden("The caller may not do this."),
            Refusal::InsufficientScope => self.insufficient_scope(service),
            Refusal::Unavailable => {
                let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE);
                problem.with_detail("Credentials cannot be checked at the moment.")
            }
        }
    }

    /// 401 with a challenge for each way in.
    fn unauthenticated(self, service: &Service, operation: &Operation) -> Rejection {
        let problem = Problem::new(StatusCode::UNAUTHORIZED);
        let mut problem = problem.with_detail("The request lacks valid credentials.");
        // RFC 6750, section 3.1: no error is named to a caller who showed no token.
        let had_token = schemes(service, self.set).any(|(scheme, _)| is_token(scheme));
        let mut told = Vec::new();
        for set in operation.security {
            for (scheme, _) in schemes(service, set) {
                let mut challenge = challenge(scheme, service.title);
                if had_token && is_token(scheme) {
                    challenge.push_str(", error=\"invalid_token\"");
                }
                if !challenge.is_empty() && !told.contains(&challenge) {
                    problem = problem.with_header(WWW_AUTHENTICATE, &challenge);
                    told.push(challenge);
                }
            }
        }
        if told.is_empty() {
            // RFC 9110 asks for a challenge with every 401, and the document names none.
            problem = problem.with_header(WWW_AUTHENTICATE, "Unknown");
        }
        problem
    }

    /// 403 with the scopes that a token needs (RFC 6750, section 3.1).
    fn insufficient_scope(self, service: &Service) -> Rejection {
        let mut problem = forbidden("The caller was not granted what this needs.");
        for (scheme, scopes) in schemes(service, self.set) {
            if is_token(scheme) && !scopes.is_empty() {
                let bearer = challenge(scheme, service.title);
                let scopes = quoted(&scopes.join(" "));
                let challenge = format!("{bearer}, error=\"insufficient_scope\", scope={scopes}");
                problem = problem.with_header(WWW_AUTHENTICATE, &challenge);
            }
        }
        problem
    }
}

fn forbidden(detail: &'static str) -> Rejection {
    Problem::new(StatusCode::FORBIDDEN).with_detail(detail)
}

/// The schemes of a set, each with its scopes.
fn schemes(service: &Service, set: SecuritySet) -> impl Iterator<Item = (&Scheme, &'static [&'static str])> {
    set.iter()
        .filter_map(|(index, scopes)| Some((service.schemes.get(*index)?, *scopes)))
}

/// Whether a scheme's credential is a token (RFC 6750).
fn is_token(scheme: &Scheme) -> bool {
    matches!(
        scheme.kind,
        SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_)
    )
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
