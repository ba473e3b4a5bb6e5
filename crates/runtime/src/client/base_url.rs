//! The URL that paths are added to.

use std::fmt;

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};

/// A URL that requests may go to: checked, and taken apart, so that what all requests share is read once.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BaseUrl {
    scheme: Scheme,
    authority: Authority,
    /// Without a slash at its end.
    path: String,
}

/// The longest URL that `http` takes.
const MAX_LENGTH: usize = 65_534;

/// Why a URL is no base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// There is none: neither the document nor the caller gives one.
    Missing,
    /// It is relative to where the document is, or otherwise without a host.
    Relative,
    /// It is no URL.
    Malformed,
    /// Its scheme is neither `https` nor `http`.
    Scheme,
    /// It holds a user's name or password.
    UserInfo,
    /// It has a query or a fragment.
    Query,
    /// Its path has a `.` or `..`.
    DotSegment,
    /// A variable of the server cannot have this value.
    Variable {
        /// The variable's name.
        name: &'static str,
    },
}

impl BaseUrl {
    /// Checks a URL.
    pub(crate) fn parse(text: &str) -> Result<Self, BaseUrlError> {
        if text.starts_with('/') || text.starts_with('.') || text.is_empty() {
            return Err(BaseUrlError::Relative);
        }
        if text.contains(['?', '#']) {
            return Err(BaseUrlError::Query);
        }
        if !text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"\\{}\"<>^`|".contains(&byte))
        {
            return Err(BaseUrlError::Malformed);
        }
        let uri: Uri = text.parse().map_err(|_| BaseUrlError::Malformed)?;
        if !matches!(uri.scheme_str(), Some("https" | "http")) {
            return Err(uri
                .scheme()
                .map_or(BaseUrlError::Relative, |_| BaseUrlError::Scheme));
        }
        let authority = uri.authority().ok_or(BaseUrlError::Relative)?;
        if authority.as_str().contains('@') {
            return Err(BaseUrlError::UserInfo);
        }
        if authority.host().is_empty() {
            return Err(BaseUrlError::Malformed);
        }
        if uri
            .path()
            .split('/')
            .any(|segment| matches!(&*segment.to_ascii_lowercase().replace("%2e", "."), "." | ".."))
        {
            return Err(BaseUrlError::DotSegment);
        }
        let parts = uri.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(BaseUrlError::Malformed);
        };
        let path = parts.path_and_query.as_ref().map_or("", PathAndQuery::path);
        Ok(Self {
            scheme,
            authority,
            path: path.trim_end_matches('/').to_owned(),
        })
    }

    /// The path, without a slash at its end.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The URL of this path and query, which begin with the base's path; none where it is none.
    pub(crate) fn with_path_and_query(&self, text: Vec<u8>) -> Option<Uri> {
        let origin = self.scheme.as_str().len() + "://".len() + self.authority.as_str().len();
        if origin.saturating_add(text.len()) > MAX_LENGTH {
            return None;
        }
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(text)).ok()?);
        Uri::from_parts(parts).ok()
    }
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self {
            BaseUrlError::Missing => "neither the document nor the client has a base URL",
            BaseUrlError::Relative => "the base URL has no host; set one with `base_url`",
            BaseUrlError::Malformed => "the base URL is malformed",
            BaseUrlError::Scheme => "the base URL's scheme is neither https nor http",
            BaseUrlError::UserInfo => "the base URL holds a user's name or password",
            BaseUrlError::Query => "the base URL has a query or a fragment",
            BaseUrlError::DotSegment => "the base URL's path has a `.` or `..`",
            BaseUrlError::Variable { name } => {
                return write!(f, "the server's variable `{name}` cannot have this value");
            }
        };
        f.write_str(said)
    }
}

impl std::error::Error for BaseUrlError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_requests_may_go_to() {
        for (text, kept) in [
            ("https://api.example.com", "https://api.example.com/pets"),
            ("http://[::1]:8080/v1/", "http://[::1]:8080/v1/pets"),
            (
                "HTTPS://api.example.com//v1//",
                "https://api.example.com//v1/pets",
            ),
        ] {
            let url = BaseUrl::parse(text).expect("it is one");
            let path = [url.path(), "/pets"].concat();
            let made = url.with_path_and_query(path.into_bytes());
            assert_eq!(made.map(|url| url.to_string()).as_deref(), Some(kept));
        }
    }

    #[test]
    fn what_is_too_long_is_no_url() {
        let url = BaseUrl::parse("https://api.example.com").expect("it is one");
        let path = |length: usize| "/".repeat(length).into_bytes();
        let room = 65_534 - "https://api.example.com".len();
        assert!(url.with_path_and_query(path(room)).is_some());
        assert!(url.with_path_and_query(path(room + 1)).is_none());
    }

    #[test]
    fn what_they_may_not_go_to() {
        for (text, error) in [
            ("", BaseUrlError::Relative),
            ("/v1", BaseUrlError::Relative),
            ("api.example.com", BaseUrlError::Relative),
            ("ftp://example.com", BaseUrlError::Scheme),
            ("file:///etc/passwd", BaseUrlError::Malformed),
            ("https://user:pass@example.com", BaseUrlError::UserInfo),
            ("https://good.example\\@evil.example", BaseUrlError::Malformed),
            ("https://example.com/?a=b", BaseUrlError::Query),
            ("https://example.com/#x", BaseUrlError::Query),
            ("https://example.com/a/%2E%2e/b", BaseUrlError::DotSegment),
            ("https://{host}/", BaseUrlError::Malformed),
            ("https://exa mple.com", BaseUrlError::Malformed),
        ] {
            assert_eq!(BaseUrl::parse(text), Err(error), "{text}");
        }
    }
}
