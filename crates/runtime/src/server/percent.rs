//! Percent-encoding, read (RFC 3986, section 2.1).

use std::borrow::Cow;

/// What a `+` stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Plus {
    /// Itself.
    Plus,
    /// A space, as forms write it.
    Space,
}

/// Text that is not percent-encoded UTF-8.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Malformed {
    /// A `%` without two hexadecimal digits.
    Encoding,
    /// Bytes that are not UTF-8.
    Utf8,
}

impl Malformed {
    pub(super) fn detail(self) -> &'static str {
        match self {
            Self::Encoding => "is not correctly percent-encoded",
            Self::Utf8 => "is not UTF-8",
        }
    }
}

/// The text that `encoded` stands for.
pub(super) fn decode(encoded: &str, plus: Plus) -> Result<Cow<'_, str>, Malformed> {
    let special = |byte: u8| byte == b'%' || (byte == b'+' && plus == Plus::Space);
    if !encoded.bytes().any(special) {
        return Ok(Cow::Borrowed(encoded));
    }
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut bytes = encoded.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let high = bytes.next().and_then(hexadecimal).ok_or(Malformed::Encoding)?;
                let low = bytes.next().and_then(hexadecimal).ok_or(Malformed::Encoding)?;
                high << 4 | low
            }
            b'+' if plus == Plus::Space => b' ',
            other => other,
        });
    }
    String::from_utf8(decoded)
        .map(Cow::Owned)
        .map_err(|_| Malformed::Utf8)
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_decoded_once() {
        assert_eq!(decode("a%20b+c%252F", Plus::Plus).as_deref(), Ok("a b+c%2F"));
        assert_eq!(decode("a+b%2B", Plus::Space).as_deref(), Ok("a b+"));
        assert_eq!(decode("%C3%a4", Plus::Plus).as_deref(), Ok("ä"));
    }

    #[test]
    fn what_is_not_text_is_told_apart() {
        for wrong in ["%", "%4", "%zz", "%+1", "x%2"] {
            assert_eq!(decode(wrong, Plus::Plus), Err(Malformed::Encoding), "{wrong}");
        }
        for wrong in ["%FF", "%C3", "%ED%A0%80"] {
            assert_eq!(decode(wrong, Plus::Plus), Err(Malformed::Utf8), "{wrong}");
        }
    }
}
