//! The part of a request that credentials change.

use std::sync::Arc;

use http::Uri;
use http::header::{self, HeaderMap, HeaderValue};
use zeroize::Zeroizing;

use super::credential::Credential;
use super::request_error::RequestProblem;

/// A request's credentials, and what they make of its URL and its headers.
#[derive(Debug)]
pub(crate) struct Authorization {
    /// The credentials, in the order of the set that requires them.
    pub(crate) credentials: Vec<Arc<Credential>>,
    /// The URL with the keys that go there, if any do.
    uri: Option<Uri>,
    cookies: Option<HeaderValue>,
}

impl Authorization {
    /// Adds credentials to a URL, and to the cookies of parameters.
    pub(crate) fn new(
        uri: &Uri,
        cookies: Option<&str>,
        credentials: Vec<Arc<Credential>>,
    ) -> Result<Self, RequestProblem> {
        let mut keys = Vec::new();
        let mut pairs: Vec<&str> = cookies.into_iter().collect();
        for credential in &credentials {
            match &**credential {
                Credential::Query(pair) => keys.push(pair.as_str()),
                Credential::Cookie(pair) => pairs.push(pair),
                Credential::Header(..) | Credential::Certificate => {}
            }
        }
        let cookies = match pairs.is_empty() {
            true => None,
            false => {
                let text = Zeroizing::new(pairs.join("; "));
                let mut value = HeaderValue::from_str(&text).map_err(|_| RequestProblem::Url)?;
                value.set_sensitive(true);
                Some(value)
            }
        };
        Ok(Self {
            uri: with_keys(uri, &keys)?,
            cookies,
            credentials,
        })
    }

    /// The URL with the keys that go there, if any do.
    pub(crate) fn uri(&self) -> Option<&Uri> {
        self.uri.as_ref()
    }

    /// Writes the headers.
    pub(crate) fn write_headers(&self, headers: &mut HeaderMap) {
        for credential in &self.credentials {
            if let Credential::Header(name, value) = &**credential {
                headers.insert(name.clone(), value.clone());
            }
        }
        if let Some(cookies) = &self.cookies {
            headers.insert(header::COOKIE, cookies.clone());
        }
    }
}

fn with_keys(uri: &Uri, keys: &[&str]) -> Result<Option<Uri>, RequestProblem> {
    if keys.is_empty() {
        return Ok(None);
    }
    let plain = Zeroizing::new(uri.to_string());
    let separator = if uri.query().is_some() { "&" } else { "?" };
    let keys = Zeroizing::new(keys.join("&"));
    let text = Zeroizing::new([&plain, separator, &keys].concat());
    text.parse().map(Some).map_err(|_| RequestProblem::Url)
}
