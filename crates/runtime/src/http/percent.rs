//! Percent-encoding (RFC 3986, section 2).

use super::buffer::TextBuffer;

/// Adds `text` to `out`, percent-encoded but for the unreserved characters.
pub(crate) fn encode_into<B: TextBuffer>(out: &mut B, text: &str) {
    push(out, text, |_, _, byte| UNRESERVED.holds(byte));
}

/// `text`, percent-encoded but for the unreserved characters.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(&mut out, text);
    out
}

/// Adds `text` to `out`, percent-encoded but for the unreserved characters, those of `allowed`, and
/// percent-encoded triplets.
pub(crate) fn push_allowed<B: TextBuffer>(out: &mut B, text: &str, allowed: &[u8]) {
    push(out, text, |bytes, index, byte| {
        UNRESERVED.holds(byte) || allowed.contains(&byte) || is_triplet(bytes, index)
    });
}

/// Adds `text`, run by run of what passes, with the rest encoded. Most texts are one run.
pub(crate) fn push<B: TextBuffer>(out: &mut B, text: &str, passes: impl Fn(&[u8], usize, u8) -> bool) {
    let bytes = text.as_bytes();
    let next = |start: usize| {
        let rest = bytes.get(start..)?;
        let stops = |(index, byte): (usize, &u8)| !passes(bytes, start + index, *byte);
        rest.iter()
            .enumerate()
            .position(stops)
            .map(|length| start + length)
    };
    let mut start = 0;
    while let Some(index) = next(start) {
        out.push_str(text.get(start..index).unwrap_or_default());
        if let Some(byte) = bytes.get(index) {
            push_encoded(out, *byte);
        }
        start = index + 1;
    }
    out.push_str(text.get(start..).unwrap_or_default());
}

/// Whether encoded text holds a control character.
pub(crate) fn has_control(encoded: &[u8]) -> bool {
    let is_control = |triplet: &[u8]| match triplet {
        [b'%', b'0' | b'1', digit] => digit.is_ascii(),
        [b'%', b'7', b'f' | b'F'] => true,
        _ => false,
    };
    encoded.windows(3).any(is_control)
}

/// Whether a percent-encoded triplet begins at `index`.
pub(crate) fn is_triplet(bytes: &[u8], index: usize) -> bool {
    let hex = |offset| {
        bytes
            .get(index.saturating_add(offset))
            .is_some_and(u8::is_ascii_hexdigit)
    };
    bytes.get(index) == Some(&b'%') && hex(1) && hex(2)
}

/// Some of the characters of ASCII.
pub(crate) struct Characters([bool; 256]);

/// What never needs encoding (RFC 3986, section 2.3).
pub(crate) static UNRESERVED: Characters = Characters::letters_digits_and(b"-._~");

impl Characters {
    /// Letters, digits and these.
    pub(crate) const fn letters_digits_and(others: &[u8]) -> Self {
        let mut held = [false; 256];
        let mut byte = 0;
        while byte < 128_u8 {
            held[byte as usize] = byte.is_ascii_alphanumeric();
            byte += 1;
        }
        let mut index = 0;
        while index < others.len() {
            held[others[index] as usize] = true;
            index += 1;
        }
        Self(held)
    }

    /// Whether `byte` is one of them.
    #[inline]
    pub(crate) fn holds(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }
}

/// Adds a byte as `%XX`.
fn push_encoded<B: TextBuffer>(out: &mut B, byte: u8) {
    const DIGITS: [&str; 16] = [
        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C", "D", "E", "F",
    ];
    out.push_str("%");
    for nibble in [byte >> 4, byte & 0xf] {
        out.push_str(DIGITS[usize::from(nibble)]);
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

    #[test]
    fn control_characters_are_seen() {
        for text in ["a%0Ab", "%00", "%1f", "%7F", "%7f"] {
            assert!(has_control(text.as_bytes()), "{text}");
        }
        for text in ["", "a", "%20", "%250A", "%7E", "%C3%A9"] {
            assert!(!has_control(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_is_allowed_passes_and_so_do_triplets() {
        let mut out = String::new();
        push_allowed(&mut out, "a/b?&+ %41%4", b"/?");
        assert_eq!(out, "a/b?%26%2B%20%41%254");
    }
}
