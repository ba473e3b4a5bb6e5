use super::sink::{Place, Sink};
use super::{Format, Rule};
use crate::text::Number;

/// What a rule demands of a number, exactly.
pub(super) fn check(rule: &Rule, text: &str, place: &Place<'_>, sink: &mut Sink) {
    let value = || Number::parse(text);
    match rule {
        Rule::Minimum(bound) if value() < Number::parse(bound) => {
            sink.add(place, format_args!("is less than {bound}"));
        }
        Rule::Maximum(bound) if value() > Number::parse(bound) => {
            sink.add(place, format_args!("is more than {bound}"));
        }
        Rule::ExclusiveMinimum(bound) if value() <= Number::parse(bound) => {
            sink.add(place, format_args!("is not more than {bound}"));
        }
        Rule::ExclusiveMaximum(bound) if value() >= Number::parse(bound) => {
            sink.add(place, format_args!("is not less than {bound}"));
        }
        Rule::MultipleOf(divisor) if !value().is_multiple_of(&Number::parse(divisor)) => {
            sink.add(place, format_args!("is not a multiple of {divisor}"));
        }
        Rule::Format(format) => {
            if let Some((.., name)) = range(*format).filter(|range| !is_within(&value(), range)) {
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

fn is_within(number: &Number, (least, most, _): &Range) -> bool {
    number.is_integer()
        && number
            .to_i128()
            .is_some_and(|value| (*least..=*most).contains(&value))
}
