use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::header::{self, HeaderValue};
use http::{Method, Request, Uri};
use zeroize::Zeroizing;

use super::answer::ServerAnswer;
use super::registration::Registration;
use super::token_url::{self, TokenUrlError};
use crate::Secret;
use crate::client::token::{Repetition, Token, TokenError, TokenHttp};
use crate::http::{Buffer, SchemeKind, percent};

/// An authorization server, as a registered client sees it.
pub(crate) struct AuthorizationServer {
    pub(super) registration: Registration,
    endpoint: Endpoint,
}

enum Endpoint {
    /// Where tokens come from.
    Known(Uri),
    /// Where the server says so (OpenID Connect Discovery 1.0; RFC 8414), and what it has said.
    Described { url: Uri, found: Mutex<Option<Uri>> },
}

/// What a grant is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To get a token.
    Token,
    /// To get another.
    Refresh,
}

impl AuthorizationServer {
    /// The server that the caller names, or the scheme; relative URLs are resolved against `base`.
    pub(super) fn new(
        registration: Registration,
        purpose: Purpose,
        kind: SchemeKind,
        base: Option<&str>,
    ) -> Result<Self, TokenUrlError> {
        let (token_url, described) = match kind {
            SchemeKind::OAuth2(scheme) => {
                let refresh_url = scheme.refresh_url.filter(|_| purpose == Purpose::Refresh);
                (refresh_url.or(scheme.token_url), scheme.metadata_url)
            }
            SchemeKind::OpenIdConnect(url) => (None, url),
            _ => (None, None),
        };
        let security = registration.security;
        let parse = |url: &str| token_url::parse(url, base, security);
        let endpoint = match (registration.token_url.as_deref().or(token_url), described) {
            (Some(url), _) => Endpoint::Known(parse(url)?),
            (None, Some(url)) => Endpoint::Described {
                url: parse(url)?,
                found: Mutex::default(),
            },
            (None, None) => return Err(TokenUrlError::Missing),
        };
        Ok(Self {
            registration,
            endpoint,
        })
    }

    /// Asks for a token by a grant; the refresh token that comes with it, where one does.
    pub(super) async fn ask(
        &self,
        http: &TokenHttp,
        grant: &[(&str, &str)],
        repetition: Repetition,
    ) -> Result<(Token, Option<Secret<String>>), TokenError> {
        let mut request = Request::new(form(grant.iter().copied().chain(self.registration.parameters())));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.token_url(http).await?;
        let headers = request.headers_mut();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(header::CONTENT_TYPE, form);
        if let Some(value) = self.registration.header()? {
            headers.insert(header::AUTHORIZATION, value);
        }
        let response = http.send(&request, repetition).await?;
        let mut answer = ServerAnswer::read(&response)?;
        let token = answer.token(&response)?;
        Ok((token, answer.refresh_token.take()))
    }

    async fn token_url(&self, http: &TokenHttp) -> Result<Uri, TokenError> {
        let (url, found) = match &self.endpoint {
            Endpoint::Known(url) => return Ok(url.clone()),
            Endpoint::Described { url, found } => (url, found),
        };
        let known = found.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known {
            return Ok(known);
        }
        let mut request = Request::new(Bytes::new());
        *request.uri_mut() = url.clone();
        let response = http.send(&request, Repetition::Safe).await?;
        let answer = ServerAnswer::read(&response)?;
        let Some(said) = &answer.token_endpoint else {
            return Err(TokenError::UnexpectedAnswer(response.status()));
        };
        let said =
            token_url::parse(said.expose(), None, self.registration.security).map_err(TokenError::Url)?;
        *found.lock().unwrap_or_else(PoisonError::into_inner) = Some(said.clone());
        Ok(said)
    }
}

/// `application/x-www-form-urlencoded` (RFC 6749, appendix B), wiped when it is dropped.
fn form<'a>(parameters: impl Iterator<Item = (&'a str, &'a str)>) -> Bytes {
    let mut body = Buffer::default();
    for (index, (name, value)) in parameters.enumerate() {
        let mut pair = Zeroizing::new(String::with_capacity((name.len() + value.len()) * 3 + 2));
        if index > 0 {
            pair.push('&');
        }
        percent::encode_into(&mut *pair, name);
        pair.push('=');
        percent::encode_into(&mut *pair, value);
        body.push(pair.as_bytes());
    }
    body.into_bytes()
}
