//! The URL of a next page, as an answer has it.

use http::Uri;

use super::page_error::PageError;

/// The URL that `reference` means in the answer of `current`, whose origin it must have: the credentials go
/// there.
pub(crate) fn next_url(reference: &str, current: &Uri) -> Result<Uri, PageError> {
    let visible = |byte: u8| byte.is_ascii_graphic() && !b"\\{}\"<>^`".contains(&byte);
    let reference = reference.split_once('#').map_or(reference, |(url, _)| url);
    if reference.is_empty() || !reference.bytes().all(visible) {
        return Err(PageError::Url);
    }
    let scheme = current.scheme_str().ok_or(PageError::Url)?;
    let authority = current.authority().ok_or(PageError::Url)?.as_str();
    let path = current.path();
    let absolute = if has_scheme(reference) {
        reference.to_owned()
    } else if reference.starts_with("//") {
        format!("{scheme}:{reference}")
    } else if reference.starts_with('/') {
        format!("{scheme}://{authority}{reference}")
    } else if reference.starts_with('?') {
        format!("{scheme}://{authority}{path}{reference}")
    } else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{reference}")
    };
    let next: Uri = absolute.parse().map_err(|_| PageError::Url)?;
    if origin(&next) != origin(current) || origin(&next).is_none() {
        return Err(PageError::OtherOrigin);
    }
    match next.path().split('/').any(is_dot_segment) {
        true => Err(PageError::Url),
        false => Ok(next),
    }
}

fn has_scheme(reference: &str) -> bool {
    let end = reference.find(['/', '?', ':']);
    end.is_some_and(|end| reference[end..].starts_with(':'))
}

fn is_dot_segment(segment: &str) -> bool {
    matches!(&*segment.to_ascii_lowercase().replace("%2e", "."), "." | "..")
}

/// Scheme, host and port (RFC 6454); none where someone's name stands before the host.
fn origin(url: &Uri) -> Option<(String, String, u16)> {
    let scheme = url.scheme_str()?.to_ascii_lowercase();
    let authority = url.authority()?;
    let usual = match scheme.as_str() {
        "https" => 443,
        "http" => 80,
        _ => return None,
    };
    if authority.as_str().contains('@') || authority.host().is_empty() {
        return None;
    }
    let port = match authority.port() {
        Some(port) => port.as_str().parse().ok()?,
        None => usual,
    };
    Some((scheme, authority.host().to_ascii_lowercase(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(reference: &str) -> Result<String, PageError> {
        let current = Uri::from_static("https://api.example/v1/pets?limit=2");
        next_url(reference, &current).map(|url| url.to_string())
    }

    #[test]
    fn urls_of_the_same_origin_are_followed() {
        for (reference, url) in [
            (
                "https://api.example/v1/pets?page=2",
                "https://api.example/v1/pets?page=2",
            ),
            ("HTTPS://API.example:443/pets", "https://API.example:443/pets"),
            ("/v2/pets?a=http://b", "https://api.example/v2/pets?a=http://b"),
            ("//api.example/pets", "https://api.example/pets"),
            ("?page=2#top", "https://api.example/v1/pets?page=2"),
            ("pets?page=2", "https://api.example/v1/pets?page=2"),
        ] {
            assert_eq!(next(reference).as_deref(), Ok(url), "{reference}");
        }
    }

    #[test]
    fn credentials_go_to_no_other() {
        for (reference, error) in [
            ("http://api.example/pets", PageError::OtherOrigin),
            ("https://api.example:8443/pets", PageError::OtherOrigin),
            ("https://api.example.evil.example/pets", PageError::OtherOrigin),
            ("//evil.example/pets", PageError::OtherOrigin),
            ("https://api.example@evil.example/", PageError::OtherOrigin),
            ("https://user@api.example/", PageError::OtherOrigin),
            ("ftp://api.example/", PageError::OtherOrigin),
            ("https://evil.example\\@api.example/", PageError::Url),
            ("javascript:alert(1)", PageError::OtherOrigin),
            ("../admin", PageError::Url),
            ("/v1/%2e%2E/admin", PageError::Url),
            ("/a b", PageError::Url),
            ("", PageError::Url),
            ("#top", PageError::Url),
        ] {
            assert_eq!(next(reference), Err(error), "{reference}");
        }
    }
}
