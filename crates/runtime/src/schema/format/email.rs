//! RFC 5321, section 4.1.2: a mailbox.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::hostname::is_hostname;

/// `someone@example.com`
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let is_domain = match domain.strip_prefix('[') {
        Some(literal) => literal.strip_suffix(']').is_some_and(is_literal),
        None => is_hostname(domain),
    };
    let is_local = match local.strip_prefix('"') {
        Some(quoted) => quoted.strip_suffix('"').is_some_and(is_quoted),
        None => local.split('.').all(is_atom),
    };
    is_domain && is_local
}

fn is_literal(address: &str) -> bool {
    match address.strip_prefix("IPv6:") {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => address.parse::<Ipv4Addr>().is_ok(),
    }
}

fn is_atom(atom: &str) -> bool {
    !atom.is_empty()
        && atom
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte))
}

fn is_quoted(content: &str) -> bool {
    let mut bytes = content.bytes();
    while let Some(byte) = bytes.next() {
        let is_right = match byte {
            b'\\' => bytes.next().is_some_and(|next| matches!(next, b' '..=b'~')),
            b'"' => false,
            byte => matches!(byte, b' '..=b'~'),
        };
        if !is_right {
            return false;
        }
    }
    true
}
