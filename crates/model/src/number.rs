use std::cmp::Ordering;

/// A number of a document: its decimal text in JSON's grammar (RFC 8259, section 6).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(pub String);

/// `digits` × 10^`exponent`; `digits` neither begins nor ends with a zero, and zero has none.
struct Decimal {
    is_negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

/// Exponents beyond it are held there: no two numbers of a document differ by them.
const EXPONENT_BOUND: i64 = 1 << 40;

impl Number {
    /// The value, where it is an integer that `i128` holds (`1.0` and `1e2` are integers, too).
    pub fn as_i128(&self) -> Option<i128> {
        if let Ok(integer) = self.0.parse() {
            return Some(integer);
        }
        let decimal = self.decimal();
        // Zero has no digits, and more zeros than these make any other number too large.
        let zeros = u32::try_from(decimal.exponent).ok()?;
        let sign = if decimal.is_negative { -1 } else { 1 };
        let mut digits = decimal.digits.iter();
        let value = digits.try_fold(0i128, |sum, digit| {
            sum.checked_mul(10)?.checked_add(sign * i128::from(*digit))
        })?;
        value.checked_mul(10i128.checked_pow(zeros)?)
    }

    /// Which of two is the larger, exactly, however many digits they have.
    pub fn compare(&self, other: &Self) -> Ordering {
        let (left, right) = (self.decimal(), other.decimal());
        match (left.is_negative, right.is_negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => left.compare_magnitude(&right),
            (true, true) => right.compare_magnitude(&left),
        }
    }

    /// Whether it is more than zero.
    pub fn is_positive(&self) -> bool {
        let decimal = self.decimal();
        !decimal.is_negative && !decimal.digits.is_empty()
    }

    fn decimal(&self) -> Decimal {
        let unsigned = self.0.strip_prefix('-');
        let text = unsigned.unwrap_or(&self.0);
        let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut exponent = exponent(power) - i64::try_from(fraction.len()).unwrap_or(EXPONENT_BOUND);
        let all = whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit);
        let mut digits: Vec<u8> = all
            .map(|digit| digit - b'0')
            .skip_while(|digit| *digit == 0)
            .collect();
        while digits.last() == Some(&0) {
            digits.pop();
            exponent += 1;
        }
        let is_zero = digits.is_empty();
        Decimal {
            is_negative: unsigned.is_some() && !is_zero,
            digits,
            exponent: if is_zero { 0 } else { exponent },
        }
    }
}

impl Decimal {
    fn compare_magnitude(&self, other: &Self) -> Ordering {
        let size = |decimal: &Self| match decimal.digits.len() {
            0 => i64::MIN,
            count => decimal.exponent + i64::try_from(count).unwrap_or(EXPONENT_BOUND),
        };
        // Aligned at the first digit, the shorter of two is the smaller: it would go on with zeros.
        let sizes = size(self).cmp(&size(other));
        sizes.then_with(|| self.digits.cmp(&other.digits))
    }
}

fn exponent(text: &str) -> i64 {
    match text.strip_prefix('-') {
        Some(digits) => -digits.parse().unwrap_or(EXPONENT_BOUND).min(EXPONENT_BOUND),
        None => {
            let digits = text.strip_prefix('+').unwrap_or(text);
            digits.parse().unwrap_or(EXPONENT_BOUND).min(EXPONENT_BOUND)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number(text.to_owned())
    }

    #[test]
    fn integers_are_read_however_they_are_written() {
        let cases = [
            ("1.0", Some(1)),
            ("-0.0", Some(0)),
            ("9223372036854775808", Some(9_223_372_036_854_775_808)),
            ("9007199254740993.0", Some(9_007_199_254_740_993)),
            ("-1.5e1", Some(-15)),
            ("1.5", None),
            ("1e-400", None),
            ("1e400", None),
            ("0e99999999999999999999", Some(0)),
            ("-170141183460469231731687303715884105728.0", Some(i128::MIN)),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text).as_i128(), expected, "{text}");
        }
    }

    #[test]
    fn comparison_is_exact() {
        let ordered = [
            "-1e400",
            "-10",
            "-9.99",
            "0",
            "1e-400",
            "0.1",
            "1",
            "9007199254740992",
            "9007199254740993",
        ];
        for pair in ordered.windows(2) {
            assert_eq!(
                number(pair[0]).compare(&number(pair[1])),
                Ordering::Less,
                "{pair:?}"
            );
        }
        assert_eq!(number("1.0").compare(&number("10e-1")), Ordering::Equal);
        assert!(
            number("1e-400").is_positive() && !number("-0.0").is_positive() && !number("-1").is_positive()
        );
    }
}
