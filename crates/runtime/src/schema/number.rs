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
        Rule::Format(Format::Int32) if !is_within(&value(), i32::MIN.into(), i32::MAX.into()) => {
            sink.add(place, "is not a 32-bit integer");
        }
        Rule::Format(Format::Int64) if !is_within(&value(), i64::MIN.into(), i64::MAX.into()) => {
            sink.add(place, "is not a 64-bit integer");
        }
        _ => {}
    }
}

fn is_within(number: &Number, least: i128, most: i128) -> bool {
    number.is_integer()
        && number
            .to_i128()
            .is_some_and(|value| (least..=most).contains(&value))
}
