//! The part of a request that credentials change.

use http::header;
use http::{HeaderValue, Request, Uri};
use zeroize::Zeroizing;

use super::credential::Credential;
use super::request_error::RequestProblem;
use crate::http::Body;

/// What credentials add to a request beside their headers.
#[derive(Default)]
pub(crate) struct Authorization<'a> {
    /// The keys that go into the URL.
    keys: Vec<&'a str>,
    /// The cookies, those of parameters first.
    cookies: Vec<&'a str>,
}

impl<'a> Authorization<'a> {
    /// Adds the cookie of a parameter.
    pub(crate) fn add_cookie(&mut self, pair: &'a str) {
        self.cookies.push(pair);
    }

    /// Adds a credential. A header is written at once.
    pub(crate) fn add(&mut self, credential: &'a Credential, request: &mut Request<Body>) {
        match credential {
            Credential::Header(name, value) => {
                request.headers_mut().insert(name.clone(), value.clone());
            }
            Credential::Query(pair) => self.keys.push(pair),
            Credential::Cookie(pair) => self.cookies.push(pair),
            Credential::Certificate => {}
        }
    }

    /// Writes what goes into the URL and the cookies.
    pub(crate) fn write(self, request: &mut Request<Body>) -> Result<(), RequestProblem> {
        if !self.keys.is_empty() {
            *request.uri_mut() = with_keys(request.uri(), &self.keys)?;
        }
        if !self.cookies.is_empty() {
            let text = Zeroizing::new(self.cookies.join("; "));
            let mut value = HeaderValue::from_str(&text).map_err(|_| RequestProblem::Url)?;
            value.set_sensitive(true);
            request.headers_mut().insert(header::COOKIE, value);
        }
        Ok(())
    }
}

fn with_keys(uri: &Uri, keys: &[&str]) -> Result<Uri, RequestProblem> {
    let plain = Zeroizing::new(uri.to_string());
    let separator = if uri.query().is_some() { "&" } else { "?" };
    let keys = Zeroizing::new(keys.join("&"));
    let text = Zeroizing::new([&plain, separator, &keys].concat());
    text.parse().map_err(|_| RequestProblem::Url)
}
