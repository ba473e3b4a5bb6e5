//! Numbers.

use super::{Fault, Token};

/// The value of a text that is known to be a number: an integer where 128 bits hold it and it is written as one,
/// else the float next to it.
pub(super) fn number(text: &str) -> Result<Token<'static>, Fault> {
    match integer(text.as_bytes()) {
        Some(token) => Ok(token),
        None => fraction_or_large(text),
    }
}

fn fraction_or_large(text: &str) -> Result<Token<'static>, Fault> {
    match (text.parse::<i128>(), text.parse::<f64>()) {
        (Ok(value), _) if value != 0 => Ok(Token::Large(value)),
        (_, Ok(value)) if value.is_finite() => Ok(Token::Float(value)),
        _ => Err(Fault::syntax("number out of range")),
    }
}

fn integer(text: &[u8]) -> Option<Token<'static>> {
    let (negative, digits) = match text.split_first() {
        Some((b'-', digits)) => (true, digits),
        _ => (false, text),
    };
    let mut magnitude = 0u64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        magnitude = magnitude.checked_mul(10)?.checked_add(u64::from(digit))?;
    }
    match negative {
        false => Some(Token::Unsigned(magnitude)),
        // A zero keeps its sign only as a float.
        true if magnitude == 0 => None,
        true => 0i64.checked_sub_unsigned(magnitude).map(Token::Signed),
    }
}
