//! Credentials, and which of them a request carries.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{self, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use super::token::{Kind, TokenSource};
use crate::Secret;
use crate::http::percent;
use crate::http::{Operation, Scheme, SchemeKind, Service};

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

/// A credential as requests carry it.
pub(crate) enum Credential {
    Header(HeaderName, HeaderValue),
    /// `name=value`, encoded.
    Query(Zeroizing<String>),
    /// `name=value`.
    Cookie(Zeroizing<String>),
    /// Nothing: the transport shows a certificate.
    Certificate,
}

/// The credentials of a client, by the index of their scheme.
#[derive(Default)]
pub(crate) struct Credentials {
    by_scheme: Vec<Option<Credential>>,
}

/// A credential that cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadCredential;

impl Credentials {
    /// Makes what is sent of what was given; the scheme's name of one that cannot be sent.
    pub(crate) fn new(service: &Service, given: &[Option<Given>]) -> Result<Self, &'static str> {
        let mut by_scheme = Vec::new();
        for (index, scheme) in service.schemes.iter().enumerate() {
            let credential = match given.get(index) {
                Some(Some(given)) => {
                    Some(Credential::new(scheme, given).map_err(|BadCredential| scheme.name)?)
                }
                _ => None,
            };
            by_scheme.push(credential);
        }
        Ok(Self { by_scheme })
    }

    /// The first set that is complete, and never parts of two. A set that is empty counts last:
    /// who has credentials means to send them.
    ///
    /// `None`: the operation demands credentials, and no set is complete.
    pub(crate) fn select(&self, operation: &Operation) -> Option<Vec<&Credential>> {
        let complete = |set: &[(usize, &[&str])]| {
            set.iter()
                .map(|(scheme, _)| self.by_scheme.get(*scheme).and_then(Option::as_ref))
                .collect::<Option<Vec<_>>>()
        };
        let open = operation.security.is_empty() || operation.security.iter().any(|set| set.is_empty());
        let mut sets = operation.security.iter().filter(|set| !set.is_empty());
        sets.find_map(|set| complete(set)).or_else(|| open.then(Vec::new))
    }
}

impl Credential {
    fn new(scheme: &Scheme, given: &Given) -> Result<Self, BadCredential> {
        match (scheme.kind, given) {
            (kind, Given::Token(source)) => match &source.kind {
                Kind::Fixed(token) => Self::of_token(kind, token),
            },
            (SchemeKind::Basic, Given::Basic { user, password }) => {
                if user.contains(':') {
                    return Err(BadCredential);
                }
                let pair = Zeroizing::new([user, ":", password.expose()].concat());
                let encoded = Zeroizing::new(STANDARD.encode(pair.as_bytes()));
                let text = Zeroizing::new(["Basic ", &encoded].concat());
                Ok(Self::Header(header::AUTHORIZATION, header_value(&text)?))
            }
            (SchemeKind::MutualTls, Given::Certificate) => Ok(Self::Certificate),
            _ => Err(BadCredential),
        }
    }

    /// A key or a token as requests carry it.
    fn of_token(kind: SchemeKind, token: &Secret<String>) -> Result<Self, BadCredential> {
        match kind {
            SchemeKind::ApiKeyHeader(name) => {
                let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| BadCredential)?;
                Ok(Self::Header(name, header_value(token.expose())?))
            }
            SchemeKind::ApiKeyQuery(name) => Ok(Self::Query(query_pair(name, token.expose()))),
            SchemeKind::ApiKeyCookie(name) => Ok(Self::Cookie(cookie_pair(name, token.expose())?)),
            SchemeKind::Http(name) => authorization(name, token),
            SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_) => {
                authorization("Bearer", token)
            }
            SchemeKind::Basic | SchemeKind::MutualTls => Err(BadCredential),
        }
    }
}

/// `Authorization: scheme credentials`.
fn authorization(scheme: &str, credentials: &Secret<String>) -> Result<Credential, BadCredential> {
    // A header's value is not trimmed: without credentials the space would end it.
    if credentials.expose().is_empty() {
        return Err(BadCredential);
    }
    let text = Zeroizing::new([scheme, " ", credentials.expose()].concat());
    Ok(Credential::Header(header::AUTHORIZATION, header_value(&text)?))
}

/// A header's value that is never printed.
fn header_value(text: &str) -> Result<HeaderValue, BadCredential> {
    crate::http::parameter::write::check_header(text).map_err(|_| BadCredential)?;
    if text.is_empty() {
        return Err(BadCredential);
    }
    let mut value = HeaderValue::from_str(text).map_err(|_| BadCredential)?;
    value.set_sensitive(true);
    Ok(value)
}

fn query_pair(name: &str, key: &str) -> Zeroizing<String> {
    // Room for all, so that no copy stays behind where the text has grown.
    let mut pair = Zeroizing::new(String::with_capacity((name.len() + key.len()) * 3 + 1));
    percent::encode_into(&mut pair, name);
    pair.push('=');
    percent::encode_into(&mut pair, key);
    pair
}

/// A key goes into its cookie as it is, so it must be what a cookie can hold (RFC 6265, section
/// 4.1.1).
fn cookie_pair(name: &str, key: &str) -> Result<Zeroizing<String>, BadCredential> {
    let holds = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
    if !key.bytes().all(holds) {
        return Err(BadCredential);
    }
    Ok(Zeroizing::new([name, "=", key].concat()))
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let given = self
            .by_scheme
            .iter()
            .filter(|credential| credential.is_some())
            .count();
        write!(f, "Credentials({given})")
    }
}
