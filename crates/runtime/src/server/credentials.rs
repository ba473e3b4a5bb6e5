//! The credentials that a request carries.

use http::HeaderMap;
use http::header::AUTHORIZATION;
use http::request::Parts;
use zeroize::Zeroizing;

use super::authentication::{Credential, Presented};
use super::base64;
use super::cookies::cookies;
use super::percent::{self, Plus};
use super::query::pairs;
use crate::Secret;
use crate::http::{SchemeKind, SecuritySet, Service};

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
        SchemeKind::ApiKeyHeader(name) => One::of(header_values(headers, name), |value| api_key(value?)),
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
            authorization(headers, "Bearer", |token| {
                Some(Credential::Bearer(Secret::new(token.to_owned())))
            })
        }
        SchemeKind::Http(name) => authorization(headers, name, |credentials| {
            Some(Credential::Http(Secret::new(credentials.to_owned())))
        }),
        SchemeKind::MutualTls => One::Read(Credential::MutualTls),
    }
}

fn header_values<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = Option<String>> + use<'a> {
    let values = http::HeaderName::from_bytes(name.as_bytes())
        .ok()
        .map(|name| headers.get_all(name));
    let values = values.into_iter().flatten();
    values.map(|value| std::str::from_utf8(value.as_bytes()).ok().map(str::to_owned))
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
    let (name, credentials) = value.trim().split_once(' ').unwrap_or((value.trim(), ""));
    if !name.eq_ignore_ascii_case(scheme) {
        return One::Absent;
    }
    match credentials.trim() {
        "" => One::Unreadable,
        credentials => read(credentials).map_or(One::Unreadable, One::Read),
    }
}

fn basic(credentials: &str) -> Option<Credential> {
    let decoded = Zeroizing::new(base64::decode(credentials)?);
    let (user, password) = std::str::from_utf8(&decoded).ok()?.split_once(':')?;
    Some(Credential::Basic {
        user: user.to_owned(),
        password: Secret::new(password.to_owned()),
    })
}
