use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

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

    /// Whether it is an integer times `divisor`; `None` where `divisor` has too many digits to say.
    pub(crate) fn is_multiple_of(&self, divisor: &Self) -> Option<bool> {
        if self.digits.is_empty() {
            return Some(true);
        }
        // Divisors are written by people: more than 19 digits are left alone.
        let unit = divisor.digits.iter().try_fold(0u64, |sum, digit| {
            sum.checked_mul(10)?.checked_add(u64::from(*digit))
        })?;
        if unit == 0 {
            return None;
        }
        let shift = self.exponent - divisor.exponent;
        if shift < 0 {
            // The digits end with no zero, so nothing makes up for the missing tens.
            return Some(false);
        }
        let times = |left: u64, right: u64| (u128::from(left) * u128::from(right) % u128::from(unit)) as u64;
        let mut rest = self.digits.iter().fold(0u64, |rest, digit| {
            ((u128::from(rest) * 10 + u128::from(*digit)) % u128::from(unit)) as u64
        });
        let (mut power, mut left) = (10 % unit, shift);
        while left > 0 && rest != 0 {
            if left & 1 == 1 {
                rest = times(rest, power);
            }
            power = times(power, power);
            left >>= 1;
        }
        Some(rest == 0)
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
        assert_eq!(is("0.0075", "0.0001"), Some(true));
        assert_eq!(is("0.00751", "0.0001"), Some(false));
        assert_eq!(is("35", "1.5"), Some(false));
        assert_eq!(is("4.5", "1.5"), Some(true));
        assert_eq!(is("1e308", "0.123456789"), Some(false));
        assert_eq!(is("1e1000000000", "0.5"), Some(true));
        assert_eq!(is("-4", "2"), Some(true));
        assert_eq!(is("7", "1"), Some(true));
        assert_eq!(is("19.99", "0.01"), Some(true));
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
