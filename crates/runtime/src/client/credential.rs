//! A credential as requests carry it.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{self, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use crate::Secret;
use crate::http::SchemeKind;
use crate::http::percent;

/// A credential as requests carry it. It is never printed.
#[derive(PartialEq)]
pub(crate) enum Credential {
    Header(HeaderName, HeaderValue),
    /// `name=value`, encoded.
    Query(Zeroizing<String>),
    /// `name=value`.
    Cookie(Zeroizing<String>),
    /// Nothing: the transport shows a certificate.
    Certificate,
}

/// A credential that cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadCredential;

impl Credential {
    /// A user with a password (RFC 7617).
    pub(crate) fn basic(user: &str, password: &Secret<String>) -> Result<Self, BadCredential> {
        let has_control = |text: &str| text.chars().any(char::is_control);
        if user.contains(':') || has_control(user) || has_control(password.expose()) {
            return Err(BadCredential);
        }
        let pair = Zeroizing::new([user, ":", password.expose()].concat());
        let encoded = Zeroizing::new(STANDARD.encode(pair.as_bytes()));
        authorization("Basic", &encoded)
    }

    /// A key or a token as requests carry it.
    pub(crate) fn of_token(kind: SchemeKind, token: &Secret<String>) -> Result<Self, BadCredential> {
        let token = token.expose();
        if token.is_empty() {
            return Err(BadCredential);
        }
        match kind {
            SchemeKind::ApiKeyHeader(name) => {
                let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| BadCredential)?;
                match name == header::COOKIE {
                    // The cookies of parameters stand beside it.
                    true => Ok(Self::Cookie(Zeroizing::new(token.clone()))),
                    false => Ok(Self::Header(name, sensitive(token)?)),
                }
            }
            SchemeKind::ApiKeyQuery(name) => Ok(Self::Query(query_pair(name, token))),
            SchemeKind::ApiKeyCookie(name) => Ok(Self::Cookie(cookie_pair(name, token)?)),
            SchemeKind::Http(name) => authorization(name, token),
            SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_) => {
                authorization("Bearer", token)
            }
            SchemeKind::Basic | SchemeKind::MutualTls => Err(BadCredential),
        }
    }
}

/// `Authorization: scheme credentials`.
fn authorization(scheme: &str, credentials: &str) -> Result<Credential, BadCredential> {
    let text = Zeroizing::new([scheme, " ", credentials].concat());
    Ok(Credential::Header(header::AUTHORIZATION, sensitive(&text)?))
}

/// A header's value that is never printed.
pub(crate) fn sensitive(text: &str) -> Result<HeaderValue, BadCredential> {
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
    percent::encode_into(&mut *pair, name);
    pair.push('=');
    percent::encode_into(&mut *pair, key);
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

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(…)")
    }
}
