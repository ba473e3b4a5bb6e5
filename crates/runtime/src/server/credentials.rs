//! The credentials that a request carries.

use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE};
use http::request::Parts;
use zeroize::Zeroizing;

use super::base64;
use super::cookies::cookies;
use super::percent::{self, Plus};
use super::presented::{BasicCredentials, Credential, Presented};
use super::query::pairs;
use crate::Secret;
use crate::http::{Scheme, SchemeKind, SecuritySet, Service};

/// What may stand around a header's value (RFC 9110, section 5.6.3).
const WHITESPACE: [char; 2] = [' ', '\t'];

/// What a request carries of a set of schemes.
pub(super) enum Found {
    /// All of it.
    Complete {
        /// A credential for each scheme.
        presented: Vec<Presented>,
        /// Whether the request itself carries one: a connection's certificate is no sign that the
        /// caller wants to be known here.
        by_request: bool,
    },
    /// A part, or something that cannot be read.
    Partial,
    /// Nothing.
    Nothing,
}

/// Reads what `request` carries for `set`.
pub(super) fn read(service: &Service, set: &SecuritySet, request: &Parts) -> Found {
    let mut presented = Vec::new();
    let mut missing = false;
    let mut tried = false;
    for (index, scopes) in *set {
        let Some(scheme) = service.schemes.get(*index) else {
            missing = true;
            continue;
        };
        match one(scheme.kind, request) {
            One::Read(credential) => {
                tried |= scheme.kind != SchemeKind::MutualTls;
                presented.push(Presented {
                    scheme: scheme.name,
                    scopes,
                    credential,
                });
            }
            One::Unreadable => (missing, tried) = (true, true),
            One::Absent => missing = true,
        }
    }
    match (missing, tried) {
        (false, by_request) => Found::Complete {
            presented,
            by_request,
        },
        (true, true) => Found::Partial,
        (true, false) => Found::Nothing,
    }
}

/// Marks the headers that hold credentials: `Debug` of the request then leaves them out.
pub(super) fn conceal(service: &Service, headers: &mut HeaderMap) {
    for (name, value) in headers.iter_mut() {
        let is_key = |scheme: &Scheme| matches!(scheme.kind, SchemeKind::ApiKeyHeader(key) if name.as_str().eq_ignore_ascii_case(key));
        if *name == AUTHORIZATION || *name == COOKIE || service.schemes.iter().any(is_key) {
            value.set_sensitive(true);
        }
    }
}

enum One {
    Read(Credential),
    Unreadable,
    Absent,
}

impl One {
    /// One value is a credential; several are ambiguous, and none is guessed.
    fn of<T>(mut values: impl Iterator<Item = T>, read: impl FnOnce(T) -> Option<Credential>) -> Self {
        match (values.next(), values.next()) {
            (None, _) => Self::Absent,
            (Some(value), None) => read(value).map_or(Self::Unreadable, Self::Read),
            (Some(_), Some(_)) => Self::Unreadable,
        }
    }
}

fn one(kind: SchemeKind, request: &Parts) -> One {
    let headers = &request.headers;
    match kind {
        SchemeKind::ApiKeyHeader(name) => One::of(headers.get_all(name).into_iter(), |value| {
            let text = std::str::from_utf8(value.as_bytes()).ok()?;
            api_key(text.trim_matches(WHITESPACE).to_owned())
        }),
        SchemeKind::ApiKeyQuery(name) => {
            let query = request.uri.query().unwrap_or_default();
            let named = pairs(query)
                .filter(|pair| pair.is_named(name))
                .map(|pair| pair.value);
            One::of(named, |value| {
                api_key(percent::decode(value, Plus::Space).ok()?.into_owned())
            })
        }
        SchemeKind::ApiKeyCookie(name) => {
            let named = cookies(headers)
                .filter(|(key, _)| *key == name)
                .map(|(_, value)| value);
            One::of(named, |value| api_key(value.to_owned()))
        }
        SchemeKind::Basic => authorization(headers, "Basic", basic),
        SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_) => {
            authorization(headers, "Bearer", token)
        }
        SchemeKind::Http(name) => authorization(headers, name, |credentials| {
            Some(Credential::Http(Secret::new(credentials.to_owned())))
        }),
        SchemeKind::MutualTls => One::Read(Credential::MutualTls),
    }
}

fn api_key(value: String) -> Option<Credential> {
    (!value.is_empty()).then(|| Credential::ApiKey(Secret::new(value)))
}

/// The credentials of an `Authorization` header of this scheme; another scheme's are not ours to judge.
fn authorization(headers: &HeaderMap, scheme: &str, read: impl FnOnce(&str) -> Option<Credential>) -> One {
    let mut values = headers.get_all(AUTHORIZATION).into_iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return if headers.contains_key(AUTHORIZATION) {
            One::Unreadable
        } else {
            One::Absent
        };
    };
    let Ok(value) = std::str::from_utf8(value.as_bytes()) else {
        return One::Unreadable;
    };
    let value = value.trim_matches(WHITESPACE);
    let (name, credentials) = value.split_once(' ').unwrap_or((value, ""));
    if !name.eq_ignore_ascii_case(scheme) {
        return One::Absent;
    }
    match credentials.trim_matches(WHITESPACE) {
        "" => One::Unreadable,
        credentials => read(credentials).map_or(One::Unreadable, One::Read),
    }
}

/// A token. RFC 6750 allows fewer characters than services give out; but none is two words, as what a proxy
/// makes of two headers is.
fn token(token: &str) -> Option<Credential> {
    let is_token = token.bytes().all(|byte| byte.is_ascii_graphic());
    is_token.then(|| Credential::Bearer(Secret::new(token.to_owned())))
}

/// A user name and a password, which have no control characters (RFC 7617, section 2).
fn basic(credentials: &str) -> Option<Credential> {
    let decoded = Zeroizing::new(base64::decode(credentials)?);
    let text = std::str::from_utf8(&decoded).ok()?;
    let (user, password) = text
        .split_once(':')
        .filter(|_| !text.contains(char::is_control))?;
    Some(Credential::Basic(BasicCredentials {
        user: Secret::new(user.to_owned()),
        password: Secret::new(password.to_owned()),
    }))
}
