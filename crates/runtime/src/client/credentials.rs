//! The credentials of a client, and which of them a request carries.

use std::fmt;
use std::sync::Arc;

use super::builder::BuildError;
use super::credential::{BadCredential, Credential};
use super::oauth::TokenUrlError;
use super::token::{Kind, TokenCache, TokenHttp, TokenProvider, TokenSource};
use crate::Secret;
use crate::http::{Operation, Scheme, SchemeKind, SecuritySet, Service};

/// A credential as the user gives it.
#[derive(Debug)]
pub(crate) enum Given {
    /// A key or a token, or where it comes from.
    Token(TokenSource),
    /// A user with a password.
    Basic { user: String, password: Secret<String> },
    /// The transport shows a certificate.
    Certificate,
}

/// What a client has for a scheme.
#[derive(Clone, Debug)]
pub(crate) enum Held {
    /// It stays the same.
    Fixed(Arc<Credential>),
    /// It has to be fetched.
    Tokens(Arc<TokenCache>),
}

/// What tokens are fetched by.
pub(crate) struct TokenSetting<'a> {
    pub(crate) http: &'a Arc<TokenHttp>,
    /// What relative token URLs are resolved against.
    pub(crate) base_url: Option<&'a str>,
}

/// Why what was given is no use.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unusable {
    Credential,
    TokenUrl(TokenUrlError),
}

/// The credentials of a client, by the index of their scheme.
#[derive(Default)]
pub(crate) struct Credentials {
    by_scheme: Vec<Option<Held>>,
}

impl Credentials {
    /// Makes what is sent of what was given.
    pub(crate) fn new(
        service: &'static Service,
        given: Vec<Option<Given>>,
        setting: &TokenSetting<'_>,
    ) -> Result<Self, BuildError> {
        let mut given = given.into_iter();
        let mut by_scheme = Vec::new();
        for scheme in service.schemes {
            let held = match given.next().flatten() {
                Some(given) => {
                    Some(Held::new(scheme, given, setting).map_err(|error| error.of(scheme.name))?)
                }
                None => None,
            };
            by_scheme.push(held);
        }
        Ok(Self { by_scheme })
    }

    /// The first set that is complete, and never parts of two. A set that is empty counts last:
    /// who has credentials means to send them. What the call has of its `own` stands for the client's,
    /// and is sent or nothing is.
    ///
    /// `None`: the operation demands credentials, and no set is complete.
    pub(crate) fn select(&self, operation: &'static Operation, own: &[(usize, Held)]) -> Option<SecuritySet> {
        let is_complete = |set: &SecuritySet| set.iter().all(|(scheme, _)| self.held(*scheme, own).is_some());
        let has_own = |set: &SecuritySet| {
            own.iter()
                .all(|(scheme, _)| set.iter().any(|(index, _)| index == scheme))
        };
        let open = || operation.security.is_empty() || operation.security.iter().any(|set| set.is_empty());
        let mut sets = operation.security.iter().copied();
        sets.find(|set| !set.is_empty() && has_own(set) && is_complete(set))
            .or_else(|| (own.is_empty() && open()).then_some(&[] as SecuritySet))
    }

    /// What there is for the scheme at this index: the call's `own`, or the client's.
    pub(crate) fn held<'a>(&'a self, scheme: usize, own: &'a [(usize, Held)]) -> Option<&'a Held> {
        let own = own.iter().find(|(index, _)| *index == scheme);
        match own {
            Some((_, held)) => Some(held),
            None => self.by_scheme.get(scheme)?.as_ref(),
        }
    }
}

impl Held {
    /// What is sent of what was given for `scheme`.
    pub(crate) fn new(
        scheme: &'static Scheme,
        given: Given,
        setting: &TokenSetting<'_>,
    ) -> Result<Self, Unusable> {
        let fixed = |credential: Result<Credential, BadCredential>| {
            let credential = credential.map_err(|BadCredential| Unusable::Credential)?;
            Ok(Self::Fixed(Arc::new(credential)))
        };
        let source = match (scheme.kind, given) {
            (SchemeKind::Basic, Given::Basic { user, password }) => {
                return fixed(Credential::basic(&user, &password));
            }
            (SchemeKind::MutualTls, Given::Certificate) => return fixed(Ok(Credential::Certificate)),
            (SchemeKind::Basic | SchemeKind::MutualTls, _) => return Err(Unusable::Credential),
            (_, Given::Token(source)) => source,
            _ => return Err(Unusable::Credential),
        };
        let (kind, base) = (scheme.kind, setting.base_url);
        let provider: Arc<dyn TokenProvider> = match source.kind {
            Kind::Fixed(token) => return fixed(Credential::of_token(kind, &token)),
            Kind::Provider(provider) => provider,
            Kind::ClientCredentials(client) => {
                Arc::new(client.into_grant(kind, base).map_err(Unusable::TokenUrl)?)
            }
            Kind::RefreshToken(token) => Arc::new(token.into_grant(kind, base).map_err(Unusable::TokenUrl)?),
        };
        let cache = TokenCache::new(scheme, provider, setting.http.clone());
        Ok(Self::Tokens(Arc::new(cache)))
    }
}

impl Unusable {
    fn of(self, scheme: &'static str) -> BuildError {
        match self {
            Self::Credential => BuildError::Credential { scheme },
            Self::TokenUrl(error) => BuildError::TokenUrl { scheme, error },
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = self.by_scheme.iter().filter(|held| held.is_some()).count();
        write!(f, "Credentials({given})")
    }
}
