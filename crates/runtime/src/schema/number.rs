use std::cmp::Ordering;

use super::sink::{Place, Sink};
use super::{Format, Rule};
use crate::text::Number;

/// What a rule demands of a number, exactly.
pub(super) fn check(rule: &Rule, text: &str, place: &Place<'_>, sink: &mut Sink) {
    let value = || Number::parse(text);
    let than = |bound| compare(text, bound);
    match rule {
        Rule::Minimum(bound) if than(bound).is_lt() => {
            sink.add(place, format_args!("is less than {bound}"));
        }
        Rule::Maximum(bound) if than(bound).is_gt() => {
            sink.add(place, format_args!("is more than {bound}"));
        }
        Rule::ExclusiveMinimum(bound) if than(bound).is_le() => {
            sink.add(place, format_args!("is not more than {bound}"));
        }
        Rule::ExclusiveMaximum(bound) if than(bound).is_ge() => {
            sink.add(place, format_args!("is not less than {bound}"));
        }
        Rule::MultipleOf(divisor) if !value().is_multiple_of(&Number::parse(divisor)) => {
            sink.add(place, format_args!("is not a multiple of {divisor}"));
        }
        Rule::Format(format) => {
            if let Some((.., name)) = range(*format).filter(|range| !is_within(text, range)) {
                sink.add(place, format_args!("is not {name}"));
            }
        }
        _ => {}
    }
}

/// The integers of a format, and what they are called.
type Range = (i128, i128, &'static str);

fn range(format: Format) -> Option<Range> {
    Some(match format {
        Format::Int8 => (i8::MIN.into(), i8::MAX.into(), "an 8-bit integer"),
        Format::Int16 => (i16::MIN.into(), i16::MAX.into(), "a 16-bit integer"),
        Format::Int32 => (i32::MIN.into(), i32::MAX.into(), "a 32-bit integer"),
        Format::Int64 => (i64::MIN.into(), i64::MAX.into(), "a 64-bit integer"),
        Format::Uint8 => (0, u8::MAX.into(), "an 8-bit integer that is not negative"),
        Format::Uint16 => (0, u16::MAX.into(), "a 16-bit integer that is not negative"),
        Format::Uint32 => (0, u32::MAX.into(), "a 32-bit integer that is not negative"),
        Format::Uint64 => (0, u64::MAX.into(), "a 64-bit integer that is not negative"),
        _ => return None,
    })
}

/// As numbers. Most are integers of a usual size, which need not be taken apart.
fn compare(text: &str, bound: &str) -> Ordering {
    match (text.parse::<i64>(), bound.parse::<i64>()) {
        (Ok(value), Ok(bound)) => value.cmp(&bound),
        _ => Number::parse(text).cmp(&Number::parse(bound)),
    }
}

fn is_within(text: &str, (least, most, _): &Range) -> bool {
    if let Ok(value) = text.parse::<i64>() {
        return (*least..=*most).contains(&i128::from(value));
    }
    let number = Number::parse(text);
    number.is_integer()
        && number
            .to_i128()
            .is_some_and(|value| (*least..=*most).contains(&value))
}
