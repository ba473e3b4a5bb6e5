use super::check::Count;
use super::sink::{Place, Sink};
use super::{Rule, is_of_format, pattern};

/// What a rule demands of a string.
pub(super) fn check(rule: &Rule, text: &str, place: &Place<'_>, sink: &mut Sink) {
    match rule {
        Rule::MinLength(least) if (text.chars().count() as u64) < *least => {
            sink.add(
                place,
                format_args!("is shorter than {}", Count(*least, "character")),
            );
        }
        Rule::MaxLength(most) if text.len() as u64 > *most && text.chars().count() as u64 > *most => {
            sink.add(
                place,
                format_args!("is longer than {}", Count(*most, "character")),
            );
        }
        Rule::Pattern(pattern) => {
            if let Err(detail) = pattern::check(pattern, text) {
                sink.add(place, detail);
            }
        }
        Rule::Format(format) => {
            if let Some(name) = is_of_format(*format, text).err() {
                sink.add(place, format_args!("is not {name}"));
            }
        }
        _ => {}
    }
}
