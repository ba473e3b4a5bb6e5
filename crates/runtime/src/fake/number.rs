use crate::schema::Format;

use super::demand::Demand;
use super::maker::Maker;

/// A decimal number: `digits` times ten to the power of minus `scale`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Fixed {
    digits: i128,
    scale: u32,
}

/// How many digits may stand after the point.
const MAX_SCALE: u32 = 18;

/// A double holds any number of fifteen digits, and gives them back.
const DOUBLE: i128 = 999_999_999_999_999;

/// How many steps a number is from its bound, or from zero, where nothing says more.
const USUAL: i128 = 1_000;

impl Maker {
    /// A number within the bounds, a multiple of what it must be a multiple of; an integer where it must be one.
    pub(super) fn number(&mut self, demand: &Demand, is_integer: bool) -> Option<String> {
        let step = self.step(demand, is_integer)?;
        let (least, most) = self.range(demand, step, is_integer)?;
        let width = u64::try_from(most.checked_sub(least)?).unwrap_or(u64::MAX);
        let offset = match self.random.below(8) {
            0 => 0,
            1 => width,
            _ => self.random.between(0, width),
        };
        let count = least.checked_add(i128::from(offset))?;
        Some(text(Fixed {
            digits: count.checked_mul(step.digits)?,
            scale: step.scale,
        }))
    }

    /// What the number is a multiple of: the product of all that it must be a multiple of; else one, or for a
    /// number some part of it.
    fn step(&mut self, demand: &Demand, is_integer: bool) -> Option<Fixed> {
        let whole = Fixed { digits: 1, scale: 0 };
        let mut step = match demand.multiples.is_empty() {
            true if is_integer || self.random.is(30) => whole,
            true => Fixed { digits: 1, scale: 2 },
            false => Fixed { digits: 1, scale: 0 },
        };
        for multiple in &demand.multiples {
            let multiple = parse(multiple)?;
            step = Fixed {
                digits: step.digits.checked_mul(multiple.digits)?,
                scale: step.scale.checked_add(multiple.scale)?,
            };
        }
        // An integer that is a multiple of `2.5`, which is 25 tenths, is one of 25 by what 25 and 10 share.
        if is_integer && step.scale > 0 {
            let tens = 10_i128.checked_pow(step.scale)?;
            step = Fixed {
                digits: step.digits.checked_div(common_divisor(step.digits, tens))?,
                scale: 0,
            };
        }
        (step.digits > 0 && step.scale <= MAX_SCALE).then_some(step)
    }

    /// How many steps there are at least and at most.
    fn range(&mut self, demand: &Demand, step: Fixed, is_integer: bool) -> Option<(i128, i128)> {
        let (mut least, mut most): (Option<i128>, Option<i128>) = (None, None);
        for (bound, excluded) in &demand.least {
            let steps = Steps::to(parse(bound)?, step)?;
            let lowest = steps
                .whole
                .checked_add(i128::from(*excluded || !steps.is_exact))?;
            least = Some(least.map_or(lowest, |known| known.max(lowest)));
        }
        for (bound, excluded) in &demand.most {
            let steps = Steps::to(parse(bound)?, step)?;
            let highest = steps.whole.checked_sub(i128::from(*excluded && steps.is_exact))?;
            most = Some(most.map_or(highest, |known| known.min(highest)));
        }
        let (lowest, highest) = held(demand, step, is_integer)?;
        let (least, most) = match (least, most) {
            (Some(least), Some(most)) => (least, most),
            (Some(least), None) => (least, least.checked_add(USUAL)?),
            (None, Some(most)) => (most.checked_sub(USUAL)?, most),
            (None, None) if self.random.is(6) => (lowest, highest),
            (None, None) => (-USUAL, USUAL * 100),
        };
        let (least, most) = (least.max(lowest), most.min(highest));
        (least <= most).then_some((least, most))
    }
}

/// The bounds of what holds the number: its format, or 64 bits; of what need not be an integer, those of a double.
fn held(demand: &Demand, step: Fixed, is_integer: bool) -> Option<(i128, i128)> {
    let bounds = demand.formats.iter().filter_map(|format| bounds(*format));
    let widest = match is_integer {
        true => (i64::MIN.into(), i64::MAX.into()),
        false => {
            let most = DOUBLE / 10_i128.checked_pow(step.scale)?;
            (-most, most)
        }
    };
    let (low, high) = bounds.fold(widest, |(low, high), bound| (bound.0.max(low), bound.1.min(high)));
    let low = Steps::to(
        Fixed {
            digits: low,
            scale: 0,
        },
        step,
    )?;
    let high = Steps::to(
        Fixed {
            digits: high,
            scale: 0,
        },
        step,
    )?;
    Some((low.whole + i128::from(!low.is_exact), high.whole))
}

/// How many whole steps lead to a bound, rounded down.
struct Steps {
    whole: i128,
    is_exact: bool,
}

impl Steps {
    fn to(bound: Fixed, step: Fixed) -> Option<Self> {
        let scale = bound.scale.max(step.scale);
        let digits = |number: Fixed| {
            let power = 10_i128.checked_pow(scale - number.scale)?;
            number.digits.checked_mul(power)
        };
        let (bound, step) = (digits(bound)?, digits(step)?);
        Some(Self {
            whole: bound.checked_div_euclid(step)?,
            is_exact: bound.checked_rem_euclid(step)? == 0,
        })
    }
}

/// A number of JSON text; `None` where it has more digits than are counted with.
fn parse(text: &str) -> Option<Fixed> {
    let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let power: i32 = power.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
    let scale = i32::try_from(fraction.len()).ok()?.checked_sub(power)?;
    match u32::try_from(scale) {
        Ok(scale) => Some(Fixed { digits, scale }),
        Err(_) => Some(Fixed {
            digits: digits.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?,
            scale: 0,
        }),
    }
}

/// The number as JSON text, without zeros at the end of a fraction.
fn text(number: Fixed) -> String {
    let scale = usize::try_from(number.scale).unwrap_or(0);
    let digits = format!("{:0>width$}", number.digits.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let fraction = fraction.trim_end_matches('0');
    let sign = if number.digits < 0 { "-" } else { "" };
    match fraction {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

/// The greatest number that divides both.
fn common_divisor(mut one: i128, mut other: i128) -> i128 {
    while other != 0 {
        (one, other) = (other, one.checked_rem(other).unwrap_or(0));
    }
    one
}

/// The bounds of an integer's format.
fn bounds(format: Format) -> Option<(i128, i128)> {
    Some(match format {
        Format::Int8 => (i8::MIN.into(), i8::MAX.into()),
        Format::Int16 => (i16::MIN.into(), i16::MAX.into()),
        Format::Int32 => (i32::MIN.into(), i32::MAX.into()),
        Format::Int64 => (i64::MIN.into(), i64::MAX.into()),
        Format::Uint8 => (0, u8::MAX.into()),
        Format::Uint16 => (0, u16::MAX.into()),
        Format::Uint32 => (0, u32::MAX.into()),
        Format::Uint64 => (0, u64::MAX.into()),
        _ => return None,
    })
}
