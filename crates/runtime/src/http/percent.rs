//! Percent-encoding (RFC 3986, section 2).

/// Adds `text` to `out`, percent-encoded but for the unreserved characters.
pub(crate) fn encode_into(out: &mut String, text: &str) {
    for byte in text.bytes() {
        push_byte(out, byte, is_unreserved(byte));
    }
}

/// `text`, percent-encoded but for the unreserved characters.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(&mut out, text);
    out
}

/// Adds `text` to `out` as `allowReserved` has it: reserved characters and percent-encoded triplets
/// pass, but for those that would end the query or split it: `#`, `[`, `]`, `&`, and `+`, which many
/// servers take for a space.
#[cfg(feature = "client")]
pub(crate) fn encode_reserved_into(out: &mut String, text: &str) {
    push_allowed(out, text, b":/?@!$'()*,;=");
}

/// Adds `text` to `out`, percent-encoded but for the unreserved characters, those of `allowed`, and
/// percent-encoded triplets.
#[cfg(feature = "client")]
pub(crate) fn push_allowed(out: &mut String, text: &str, allowed: &[u8]) {
    let bytes = text.as_bytes();
    for (index, &byte) in bytes.iter().enumerate() {
        let passes = is_unreserved(byte) || allowed.contains(&byte) || is_triplet(bytes, index);
        push_byte(out, byte, passes);
    }
}

/// Whether a percent-encoded triplet begins at `index`.
#[cfg(feature = "client")]
fn is_triplet(bytes: &[u8], index: usize) -> bool {
    let hex = |offset| {
        bytes
            .get(index.saturating_add(offset))
            .is_some_and(u8::is_ascii_hexdigit)
    };
    bytes.get(index) == Some(&b'%') && hex(1) && hex(2)
}

/// Whether `byte` never needs encoding (RFC 3986, section 2.3).
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// Adds a byte, as it is if it `passes`, otherwise as `%XX`.
fn push_byte(out: &mut String, byte: u8, passes: bool) {
    if passes {
        out.push(char::from(byte));
        return;
    }
    out.push('%');
    for nibble in [byte >> 4, byte & 0xf] {
        out.push(
            char::from_digit(u32::from(nibble), 16)
                .unwrap_or('0')
                .to_ascii_uppercase(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_pass() {
        assert_eq!(encode("aZ0-._~"), "aZ0-._~");
        assert_eq!(encode("a b/c%2F+&=é"), "a%20b%2Fc%252F%2B%26%3D%C3%A9");
    }

    #[cfg(feature = "client")]
    #[test]
    fn reserved_characters_pass_unless_they_would_split_the_query() {
        let mut out = String::new();
        encode_reserved_into(&mut out, "a/b?c=d:@!$'()*,;#[]&+ %41%4");
        assert_eq!(out, "a/b?c=d:@!$'()*,;%23%5B%5D%26%2B%20%41%254");
    }
}
