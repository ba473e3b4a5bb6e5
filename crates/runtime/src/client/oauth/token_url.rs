use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use http::Uri;

/// Why a URL is no authorization server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenUrlError {
    /// There is none: neither the document nor the caller gives one.
    Missing,
    /// It is relative to the server's URL, and there is none.
    Relative,
    /// It is no URL, or one with a fragment.
    Malformed,
    /// Its scheme is not `https`: whoever listens could take the client's secret.
    Insecure,
    /// It holds a user's name or password.
    UserInfo,
}

/// Which URLs secrets may be sent to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Security {
    /// `https`, and `http` on this machine.
    #[default]
    Encrypted,
    /// `http`, too.
    Any,
}

/// A URL that secrets are sent to; a relative one is resolved against the server's, `base`.
pub(crate) fn parse(url: &str, base: Option<&str>, security: Security) -> Result<Uri, TokenUrlError> {
    let absolute = match url.contains("://") {
        true => url.to_owned(),
        false => resolve(url, base.ok_or(TokenUrlError::Relative)?)?,
    };
    let visible = |byte: u8| byte.is_ascii_graphic() && !b"#\\{}\"<>^`|".contains(&byte);
    if !absolute.bytes().all(visible) {
        return Err(TokenUrlError::Malformed);
    }
    let uri: Uri = absolute.parse().map_err(|_| TokenUrlError::Malformed)?;
    let authority = uri.authority().ok_or(TokenUrlError::Malformed)?;
    if authority.as_str().contains('@') {
        return Err(TokenUrlError::UserInfo);
    }
    if authority.host().is_empty() {
        return Err(TokenUrlError::Malformed);
    }
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if security == Security::Any || is_loopback(authority.host()) => Ok(uri),
        Some("http") => Err(TokenUrlError::Insecure),
        _ => Err(TokenUrlError::Malformed),
    }
}

/// Resolves a relative reference (RFC 3986, section 5.2).
fn resolve(reference: &str, base: &str) -> Result<String, TokenUrlError> {
    let base: Uri = base.parse().map_err(|_| TokenUrlError::Relative)?;
    let scheme = base.scheme_str().ok_or(TokenUrlError::Relative)?;
    let authority = base.authority().ok_or(TokenUrlError::Relative)?;
    if reference.starts_with("//") {
        return Ok(format!("{scheme}:{reference}"));
    }
    let (path, query) = reference
        .split_once('?')
        .map_or((reference, None), |(path, query)| (path, Some(query)));
    let folder = base.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    let merged = match path.starts_with('/') {
        true => path.to_owned(),
        false => format!("{folder}/{path}"),
    };
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Ok(format!("{scheme}://{authority}{}{query}", without_dots(&merged)))
}

/// A path without its `.` and `..` (RFC 3986, section 5.2.4).
fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let mut is_folder = false;
    for segment in path.split('/').skip(1) {
        is_folder = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    let end = if is_folder && !segments.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{end}", segments.join("/"))
}

fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || address
            .parse()
            .is_ok_and(|address: Ipv4Addr| address.is_loopback())
        || address
            .parse()
            .is_ok_and(|address: Ipv6Addr| address.is_loopback())
}

impl fmt::Display for TokenUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => {
                "neither the document nor the client says where tokens come from; say it by `with_token_url`"
            }
            Self::Relative => "the token URL is relative, and the client has no base URL",
            Self::Malformed => "the token URL is malformed",
            Self::Insecure => "the token URL is not https, so others could read what is sent",
            Self::UserInfo => "the token URL holds a user's name or password",
        })
    }
}

impl std::error::Error for TokenUrlError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(url: &str, base: Option<&str>) -> Result<String, TokenUrlError> {
        parse(url, base, Security::Encrypted).map(|uri| uri.to_string())
    }

    #[test]
    fn relative_urls_are_resolved_against_the_servers() {
        let base = Some("https://api.example/v1/shop");
        for (url, resolved) in [
            (
                "https://login.example/token?p=1",
                "https://login.example/token?p=1",
            ),
            ("//login.example/token", "https://login.example/token"),
            ("/token", "https://api.example/token"),
            ("token", "https://api.example/v1/token"),
            ("./token?a=/../b", "https://api.example/v1/token?a=/../b"),
            ("../../../token", "https://api.example/token"),
        ] {
            assert_eq!(parsed(url, base).as_deref(), Ok(resolved), "{url}");
        }
        assert_eq!(
            parsed("token", Some("https://api.example/v1/")).as_deref(),
            Ok("https://api.example/v1/token")
        );
        assert_eq!(parsed("/token", None), Err(TokenUrlError::Relative));
        assert_eq!(parsed("/token", Some("/v1")), Err(TokenUrlError::Relative));
    }

    #[test]
    fn secrets_go_nowhere_where_others_listen() {
        for url in [
            "http://localhost:8080/token",
            "http://127.0.0.1/token",
            "http://127.3.2.1/token",
            "http://[::1]:1/token",
            "http://login.localhost/token",
        ] {
            assert!(parsed(url, None).is_ok(), "{url}");
        }
        for (url, error) in [
            ("http://login.example/token", TokenUrlError::Insecure),
            ("http://localhost.example/token", TokenUrlError::Insecure),
            ("http://127.0.0.1.example/token", TokenUrlError::Insecure),
            ("https://u:p@login.example/token", TokenUrlError::UserInfo),
            ("ftp://login.example/token", TokenUrlError::Malformed),
            ("https:///token", TokenUrlError::Malformed),
            ("https://login.example/token#a", TokenUrlError::Malformed),
            ("https://login.example\\@evil.example/", TokenUrlError::Malformed),
        ] {
            assert_eq!(parsed(url, None), Err(error), "{url}");
        }
        let allowed = parse("http://login.example/token", None, Security::Any);
        assert!(allowed.is_ok());
    }
}
