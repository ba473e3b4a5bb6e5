//! The `Cookie` header (RFC 6265, section 5.4).

use http::HeaderMap;
use http::header::COOKIE;

/// The cookies of a request, in their order: names and raw values.
pub(super) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(COOKIE)
        .into_iter()
        .filter_map(|value| std::str::from_utf8(value.as_bytes()).ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}
