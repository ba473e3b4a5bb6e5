//! Comparing and dividing numbers of any number of digits, against sums that are done by hand.

use std::cmp::Ordering;

use bindery_runtime::schema::{Rule, Schema, validate};

/// A small generator, the same numbers each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    /// So many digits, the first of them not zero.
    fn digits(&mut self, count: u64) -> Vec<u8> {
        (0..count.max(1))
            .map(|place| {
                if place == 0 {
                    1 + self.below(9) as u8
                } else {
                    self.below(10) as u8
                }
            })
            .collect()
    }
}

fn fits(rule: Rule, text: &str) -> bool {
    let rules: &'static [Rule] = Box::leak(Box::new([rule]));
    validate(&Schema(rules), text.as_bytes()).is_ok()
}

fn leaked(text: &str) -> &'static str {
    text.to_owned().leak()
}

/// One of the ways to write `digits` × 10^`exponent`.
fn written(dice: &mut Dice, digits: &[u8], exponent: i64) -> String {
    let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    let zeros = |count: i64| "0".repeat(count as usize);
    match dice.below(4) {
        0 if exponent >= 0 => format!("{text}{}", zeros(exponent)),
        0 | 1 if exponent < 0 && (-exponent) < text.len() as i64 => {
            let (whole, fraction) = text.split_at((text.len() as i64 + exponent) as usize);
            format!("{whole}.{fraction}")
        }
        0 | 1 if exponent < 0 => format!("0.{}{text}", zeros(-exponent - text.len() as i64)),
        2 => format!("{text}00e{}", exponent - 2),
        _ => format!("{text}.0E+{exponent}").replace("E+-", "e-"),
    }
}

/// Digits and exponent without what says nothing.
fn aligned(digits: &[u8], exponent: i64, lowest: i64) -> Vec<u8> {
    let mut all = digits.to_vec();
    all.extend(std::iter::repeat_n(0, (exponent - lowest) as usize));
    all
}

fn compare(left: &[u8], right: &[u8]) -> Ordering {
    let stripped = |digits: &[u8]| {
        digits
            .iter()
            .copied()
            .skip_while(|digit| *digit == 0)
            .collect::<Vec<_>>()
    };
    let (left, right) = (stripped(left), stripped(right));
    left.len().cmp(&right.len()).then(left.cmp(&right))
}

/// Schoolbook multiplication.
fn product(left: &[u8], right: &[u8]) -> Vec<u8> {
    let mut sums = vec![0u32; left.len() + right.len()];
    for (place, one) in left.iter().rev().enumerate() {
        for (further, other) in right.iter().rev().enumerate() {
            sums[place + further] += u32::from(*one) * u32::from(*other);
        }
    }
    let mut carry = 0;
    for sum in &mut sums {
        carry += *sum;
        *sum = carry % 10;
        carry /= 10;
    }
    sums.iter().rev().map(|digit| *digit as u8).collect()
}

#[test]
fn bounds_compare_every_digit() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..4000 {
        let (count, power) = (1 + dice.below(30), dice.below(40) as i64 - 20);
        let left = dice.digits(count);
        // Often the same number but for one digit, or but for how it is written.
        let (right, other_power) = match dice.below(3) {
            0 => (left.clone(), power),
            1 => {
                let mut right = left.clone();
                let place = dice.below(count) as usize;
                right[place] = dice.below(10) as u8;
                (right, power)
            }
            _ => {
                let count = 1 + dice.below(30);
                (dice.digits(count), dice.below(40) as i64 - 20)
            }
        };
        let lowest = power.min(other_power);
        let expected = compare(
            &aligned(&left, power, lowest),
            &aligned(&right, other_power, lowest),
        );
        let value = written(&mut dice, &left, power);
        let right = right
            .iter()
            .skip_while(|digit| **digit == 0)
            .copied()
            .collect::<Vec<_>>();
        if right.is_empty() {
            continue;
        }
        let bound = leaked(&written(&mut dice, &right, other_power));
        let name = format!("{value} and {bound}");
        assert_eq!(fits(Rule::Minimum(bound), &value), expected.is_ge(), "{name}");
        assert_eq!(fits(Rule::Maximum(bound), &value), expected.is_le(), "{name}");
        assert_eq!(
            fits(Rule::ExclusiveMinimum(bound), &value),
            expected.is_gt(),
            "{name}"
        );
        let (value, bound) = (format!("-{value}"), leaked(&format!("-{bound}")));
        assert_eq!(
            fits(Rule::ExclusiveMaximum(bound), &value),
            expected.is_gt(),
            "{name}"
        );
        assert_eq!(fits(Rule::Maximum(bound), &value), expected.is_ge(), "{name}");
    }
}

#[test]
fn multiples_are_what_multiplication_makes() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for _ in 0..4000 {
        let (width, factor_width) = (1 + dice.below(40), 1 + dice.below(25));
        let (unit, factor) = (dice.digits(width), dice.digits(factor_width));
        let power = dice.below(40) as i64 - 20;
        let divisor = leaked(&written(&mut dice, &unit, power));
        let mut multiple = product(&unit, &factor);
        multiple.drain(..usize::from(multiple[0] == 0));
        let value = written(&mut dice, &multiple, power);
        assert!(fits(Rule::MultipleOf(divisor), &value), "{value} of {divisor}");
        assert!(
            fits(Rule::MultipleOf(divisor), &format!("-{value}")),
            "-{value} of {divisor}"
        );
        // One more in a place below the divisor's own first digit is no multiple.
        let mut near = multiple.clone();
        near.push(1 + dice.below(9) as u8);
        let value = written(&mut dice, &near, power - 1);
        assert!(!fits(Rule::MultipleOf(divisor), &value), "{value} of {divisor}");
    }
}

#[test]
fn small_multiples_agree_with_integers() {
    let mut dice = Dice(0xd1b5_4a32_d192_ed03);
    for _ in 0..4000 {
        let (value, divisor) = (dice.below(100_000), 1 + dice.below(500));
        let (shift, other_shift) = (dice.below(4) as u32, dice.below(4) as u32);
        let expected = (value * 10u64.pow(3 - shift)).is_multiple_of(divisor * 10u64.pow(3 - other_shift));
        let text = |number: u64, shift: u32| format!("{number}e-{shift}");
        let bound = leaked(&text(divisor, other_shift));
        let value = text(value, shift);
        assert_eq!(
            fits(Rule::MultipleOf(bound), &value),
            expected,
            "{value} of {bound}"
        );
    }
}

#[test]
fn no_number_takes_long() {
    let started = std::time::Instant::now();
    let long = "9".repeat(200_000);
    for value in [
        long.clone(),
        format!("{long}e{long}"),
        format!("1e-{long}"),
        format!("-0.{long}"),
    ] {
        for rule in [
            Rule::Minimum("1"),
            Rule::MultipleOf("0.000000000000000000000000000123456789"),
            Rule::MultipleOf("1e-999999999999999999999999"),
            Rule::Enum(&[bindery_runtime::schema::Literal::Number("1e99999999999999999999")]),
        ] {
            fits(rule, &value);
        }
    }
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}
