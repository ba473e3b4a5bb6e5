//! Idempotency keys.

use crate::http::Operation;

/// A random key: a UUID, version 4 (RFC 9562). `None` where the system has no random numbers.
pub(crate) fn new_key() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    let bits = u128::from_be_bytes(bytes);
    let bits = bits & !(0xf << 76) | 4 << 76;
    let bits = bits & !(0b11 << 62) | 0b10 << 62;
    let hex = format!("{bits:032x}");
    let part = |start: usize, end: usize| hex.get(start..end).unwrap_or_default().to_owned();
    Some([part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-"))
}

/// Whether repeating a request of this method does no more than sending it once (RFC 9110,
/// section 9.2.2).
pub(crate) fn is_idempotent(operation: &Operation) -> bool {
    matches!(
        operation.method,
        "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE"
    )
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn keys_are_random_uuids() {
        let keys: HashSet<_> = (0..1000).filter_map(|_| new_key()).collect();
        assert_eq!(keys.len(), 1000);
        for key in keys {
            let parts: Vec<_> = key.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12], "{key}");
            assert_eq!(&key[14..15], "4", "{key}");
            assert!(matches!(&key[19..20], "8" | "9" | "a" | "b"), "{key}");
            assert!(
                key.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit()),
                "{key}"
            );
        }
    }
}
