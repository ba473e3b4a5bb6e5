//! The digits of numbers with a fraction, which serde_yaml gives away as `f64`: `1.10` is not `1.1`.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

/// The texts of a file's numbers that are no integers, in their order; looked for once they are needed.
pub(super) struct NumberTexts<'t> {
    text: &'t str,
    left: RefCell<Option<VecDeque<String>>>,
}

impl<'t> NumberTexts<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            left: RefCell::new(None),
        }
    }

    /// How the next number that is `value` was written, in JSON's grammar (RFC 8259, section 6).
    pub(super) fn next(&self, value: f64) -> Option<String> {
        let mut left = self.left.borrow_mut();
        let left = left.get_or_insert_with(|| found_in(self.text));
        while let Some(next) = left.pop_front() {
            if next.parse() == Ok(value) {
                return Some(next);
            }
        }
        None
    }
}

/// The texts in the order in which values are read: those of an alias are repeated.
fn found_in(text: &str) -> VecDeque<String> {
    let mut found: Vec<String> = Vec::new();
    // What stands within each anchor, by its number; and where what is still open began.
    let mut anchored: HashMap<usize, Range<usize>> = HashMap::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for step in Parser::new_from_str(text) {
        let Ok((event, _)) = step else { break };
        match event {
            Event::Scalar(scalar, style, anchor, tag) => {
                let start = found.len();
                let is_number = style == ScalarStyle::Plain && tag.is_none();
                found.extend(json_number(&scalar).filter(|_| is_number));
                anchored.insert(anchor, start..found.len());
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                open.push((anchor, found.len()))
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (anchor, start) = open.pop().unwrap_or_default();
                anchored.insert(anchor, start..found.len());
            }
            Event::Alias(anchor) => {
                let repeated = anchored.get(&anchor).and_then(|range| found.get(range.clone()));
                let repeated = repeated.unwrap_or_default().to_vec();
                found.extend(repeated);
            }
            Event::DocumentEnd => break,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
        // Aliases of aliases grow without end; the reader has its own bound, and stops there.
        if found.len() > MOST {
            break;
        }
    }
    found.into()
}

/// How many texts are kept.
const MOST: usize = 4_000_000;

/// A number with a fraction or an exponent, as JSON writes it.
fn json_number(text: &str) -> Option<String> {
    if !text.contains(['.', 'e', 'E']) {
        return None;
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match digits.find(['e', 'E']) {
        Some(at) => digits.split_at_checked(at)?,
        None => (digits, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent
        .get(1..)
        .unwrap_or_default()
        .trim_start_matches(['+', '-']);
    let is_power = exponent.is_empty() || (!power.is_empty() && is_digits(power));
    let has_digits = !(whole.is_empty() && fraction.is_empty());
    let is_whole = is_digits(whole) && (whole.len() < 2 || !whole.starts_with('0'));
    if !(is_power && has_digits && is_whole && is_digits(fraction)) {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = match (mantissa.contains('.'), fraction) {
        (true, "") => ".0".to_owned(),
        (true, fraction) => format!(".{fraction}"),
        (false, _) => String::new(),
    };
    Some(format!("{sign}{whole}{fraction}{exponent}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept_in_the_form_of_json() {
        let cases = [
            ("1.10", Some("1.10")),
            ("-0.50", Some("-0.50")),
            ("+1.5", Some("1.5")),
            (".5", Some("0.5")),
            ("1.", Some("1.0")),
            ("1e5", Some("1e5")),
            ("1.0E+07", Some("1.0E+07")),
            ("12", None),
            (".", None),
            ("e5", None),
            ("1.2.3", None),
            ("01.5", None),
            ("1e", None),
            ("v1.0", None),
            ("Apple", None),
            (".inf", None),
        ];
        for (text, expected) in cases {
            assert_eq!(json_number(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn texts_are_found_by_their_values_in_order() {
        let numbers = NumberTexts::new("a: 1.10\nb: '2.50'\n1.5: x\nc: [3.0, 1.100]\n");
        assert_eq!(numbers.next(1.1).as_deref(), Some("1.10"));
        assert_eq!(numbers.next(3.0).as_deref(), Some("3.0"));
        assert_eq!(numbers.next(1.1).as_deref(), Some("1.100"));
        assert_eq!(numbers.next(1.1), None);
        let repeated = NumberTexts::new("a: &a [&b 1.10, 2.0]\nb: *a\nc: {x: *b}\nd: 3.30\n");
        let all: Vec<_> = [1.1, 2.0, 1.1, 2.0, 1.1, 3.3]
            .map(|value| repeated.next(value).unwrap())
            .into();
        assert_eq!(all, ["1.10", "2.0", "1.10", "2.0", "1.10", "3.30"]);
    }
}
