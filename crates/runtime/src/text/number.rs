use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::remainder::Divisor;

/// A number of JSON text, exactly: `digits` × 10^`exponent`.
///
/// `digits` neither begins nor ends with a zero; zero has none. Exponents beyond any that a memory
/// could hold the digits of are held at a bound, so that `1e9999999999999` costs nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

const EXPONENT_BOUND: i64 = 1 << 40;

/// Whether a number of JSON text has no fraction; `1.0` and `1e2` have none.
pub(crate) fn is_integer(text: &str) -> bool {
    if !text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) {
        return true;
    }
    Number::parse(text).is_integer()
}

impl Number {
    /// Reads a text that is known to be a number.
    pub(crate) fn parse(text: &str) -> Self {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, power) = match text.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, parse_power(power)),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole
            .bytes()
            .chain(fraction.bytes())
            .map(|digit| digit.wrapping_sub(b'0'))
            .collect();
        let mut exponent = power - fraction.len() as i64;
        while digits.last() == Some(&0) {
            digits.pop();
            exponent += 1;
        }
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        if digits.is_empty() {
            return Self {
                negative: false,
                digits,
                exponent: 0,
            };
        }
        Self {
            negative,
            digits,
            exponent,
        }
    }

    pub(crate) fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// The integer that it is, if that fits.
    pub(crate) fn to_i128(&self) -> Option<i128> {
        if self.digits.is_empty() {
            return Some(0);
        }
        let power = u32::try_from(self.exponent).ok()?;
        let scale = 10i128.checked_pow(power)?;
        let magnitude = self.digits.iter().try_fold(0i128, |sum, digit| {
            sum.checked_mul(10)?.checked_add(i128::from(*digit))
        })?;
        let magnitude = magnitude.checked_mul(scale)?;
        Some(if self.negative { -magnitude } else { magnitude })
    }

    /// Whether it is an integer times `divisor`; nothing is a multiple of zero.
    pub(crate) fn is_multiple_of(&self, divisor: &Self) -> bool {
        if self.digits.is_empty() {
            return true;
        }
        let Some(unit) = Divisor::new(&divisor.digits) else {
            return false;
        };
        let Ok(zeros) = u64::try_from(self.exponent - divisor.exponent) else {
            // The digits end with no zero, so nothing makes up for the missing tens.
            return false;
        };
        // A divisor has fewer than four factors of two for each of its digits, and fewer of five: more
        // tens than that decide nothing.
        let enough = 4 * divisor.digits.len() as u64;
        let zeros = zeros.min(enough) as usize;
        let digits = self.digits.iter().copied();
        unit.divides(digits.chain(std::iter::repeat_n(0, zeros)))
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        let size = |number: &Self| match number.digits.len() {
            0 => i64::MIN,
            count => number.exponent + count as i64,
        };
        // Aligned at the first digit, the shorter of two is the smaller: it would go on with zeros.
        size(self)
            .cmp(&size(other))
            .then_with(|| self.digits.cmp(&other.digits))
    }
}

fn parse_power(text: &str) -> i64 {
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let power = digits
        .parse::<i64>()
        .unwrap_or(EXPONENT_BOUND)
        .min(EXPONENT_BOUND);
    if negative { -power } else { power }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.compare_magnitude(other),
            (true, true) => other.compare_magnitude(self),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.negative, &self.digits, self.exponent).hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::{Number, is_integer};

    #[test]
    fn comparison_is_exact() {
        let ordered = [
            "-1e400",
            "-10",
            "-9.99",
            "-0.5",
            "0",
            "1e-400",
            "0.1",
            "0.10000000000000000001",
            "1",
            "1.5",
            "9007199254740992",
            "9007199254740993",
            "1e99999999999999999999",
        ];
        for pair in ordered.windows(2) {
            assert!(Number::parse(pair[0]) < Number::parse(pair[1]), "{pair:?}");
        }
        for equal in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("0", "-0.0"),
            ("0.01", "1E-2"),
            ("12e3", "12000.00"),
        ] {
            assert_eq!(Number::parse(equal.0), Number::parse(equal.1));
        }
    }

    #[test]
    fn multiples_are_exact() {
        let is = |value: &str, divisor: &str| Number::parse(value).is_multiple_of(&Number::parse(divisor));
        assert!(is("0.0075", "0.0001"));
        assert!(!is("0.00751", "0.0001"));
        assert!(!is("35", "1.5"));
        assert!(is("4.5", "1.5"));
        assert!(!is("1e308", "0.123456789"));
        assert!(is("1e1000000000", "0.5"));
        assert!(is("-4", "2"));
        assert!(is("7", "1"));
        assert!(is("19.99", "0.01"));
        assert!(is("1e1000000000", "8192"));
        assert!(is("123456789.123456789", "0.000000001"));
        assert!(!is("123456789.123456789", "0.00000001"));
        assert!(is(
            "246913578024691357802469135780.2",
            "123456789012345678901234567890.1"
        ));
        assert!(!is(
            "246913578024691357802469135780.3",
            "123456789012345678901234567890.1"
        ));
        assert!(!is("1e308", "1e309") && is("1e309", "1e308") && is("0", "0") && !is("1", "0"));
    }

    #[test]
    fn integers_are_known_however_they_are_written() {
        for text in ["1", "-0", "1.0", "1e2", "1.5e1", "100e-2"] {
            assert!(is_integer(text), "{text}");
        }
        for text in ["1.5", "1e-1", "0.1", "15e-1"] {
            assert!(!is_integer(text), "{text}");
        }
        assert_eq!(Number::parse("-1.50e2").to_i128(), Some(-150));
    }
}
