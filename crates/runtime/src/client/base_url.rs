//! The URL that paths are added to.

use std::fmt;

use http::Uri;

/// A URL that requests may go to: checked, and without a slash at its end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BaseUrl {
    text: String,
}

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
        Ok(Self {
            text: text.trim_end_matches('/').to_owned(),
        })
    }

    /// The URL, without a slash at its end.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
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
            ("https://api.example.com", "https://api.example.com"),
            ("http://[::1]:8080/v1/", "http://[::1]:8080/v1"),
        ] {
            assert_eq!(BaseUrl::parse(text).map(|url| url.text), Ok(kept.to_owned()));
        }
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
