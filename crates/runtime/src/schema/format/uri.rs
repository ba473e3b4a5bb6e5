//! RFC 3986: a scheme, then only what may stand in a URI.

use std::borrow::Cow;
use std::net::Ipv6Addr;

/// `https://example.com/a?b#c`; never a relative reference.
pub(super) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme && is_after_scheme(rest)
}

/// `/a?b#c`, or a URI.
pub(super) fn is_reference(text: &str) -> bool {
    let first = text.split(['/', '?', '#']).next().unwrap_or_default();
    match first.contains(':') {
        true => is_uri(text),
        false => is_after_scheme(text),
    }
}

/// An IRI (RFC 3987) with a letter for every character that only IRIs may have.
pub(super) fn of_iri(text: &str) -> Cow<'_, str> {
    match text.is_ascii() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(
            text.chars()
                .map(|character| if character.is_ascii() { character } else { 'a' })
                .collect(),
        ),
    }
}

fn is_after_scheme(rest: &str) -> bool {
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (hierarchy, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = match hierarchy.strip_prefix("//") {
        None => hierarchy,
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if !is_authority(authority) {
                return false;
            }
            path
        }
    };
    is_made_of(path, "/:@") && is_made_of(query, "/:@?") && is_made_of(fragment, "/:@?")
}

fn is_authority(authority: &str) -> bool {
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (is_host, port) = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((address, port)) => (is_literal(address), port),
            None => return false,
        },
        None => {
            let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
            (is_made_of(name, ""), port)
        }
    };
    let is_port = match port.strip_prefix(':') {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_digit()),
        None => port.is_empty(),
    };
    is_host && is_port && is_made_of(user, ":")
}

fn is_literal(address: &str) -> bool {
    match address.strip_prefix(['v', 'V']) {
        Some(future) => future.split_once('.').is_some_and(|(version, rest)| {
            version.bytes().all(|byte| byte.is_ascii_hexdigit()) && !rest.is_empty() && is_made_of(rest, ":")
        }),
        None => address.parse::<Ipv6Addr>().is_ok(),
    }
}

/// Whether it holds nothing but unreserved characters, sub-delimiters, percent-encoded bytes and `more`.
fn is_made_of(text: &str, more: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'%' => match bytes.get(at + 1..at + 3) {
                Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => 3,
                _ => return false,
            },
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => 1,
            b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' => 1,
            other if more.as_bytes().contains(other) => 1,
            _ => return false,
        };
    }
    true
}
