//! Which characters of a value a place and a style let through.

use super::refusal::Refusal;
use super::write::check_header;
use super::{Parameter, Place, Style};
use crate::http::buffer::TextBuffer;
use crate::http::percent;

/// Adds a value that stands alone.
pub(super) fn push_text<B: TextBuffer>(
    out: &mut B,
    text: &str,
    parameter: &Parameter,
) -> Result<(), Refusal> {
    push(out, text, parameter, false)
}

/// Adds a value that others stand beside, if a reader can tell where it ends.
pub(super) fn push_element(out: &mut String, text: &str, parameter: &Parameter) -> Result<(), Refusal> {
    let delimiter = match (parameter.place, parameter.style) {
        (Place::Header, _) => Some(','),
        (_, Style::Cookie) if !parameter.explode => Some(','),
        (_, Style::SpaceDelimited) if !parameter.explode => Some(' '),
        (_, Style::PipeDelimited) if !parameter.explode => Some('|'),
        (_, Style::Label) if parameter.explode => Some('.'),
        _ => None,
    };
    if delimiter.is_some_and(|delimiter| text.contains(delimiter)) {
        return Err(Refusal::Delimiter);
    }
    push(out, text, parameter, true)
}

/// Adds the name of a member, which ends where its value begins.
pub(super) fn push_member_name(out: &mut String, name: &str, parameter: &Parameter) -> Result<(), Refusal> {
    let is_raw = parameter.place == Place::Header || parameter.style == Style::Cookie;
    if is_raw && name.contains('=') {
        return Err(Refusal::Delimiter);
    }
    let encoded = Parameter {
        allow_reserved: false,
        ..*parameter
    };
    push_element(out, name, &encoded)
}

fn push<B: TextBuffer>(out: &mut B, text: &str, parameter: &Parameter, beside: bool) -> Result<(), Refusal> {
    match (parameter.place, parameter.style) {
        (Place::Header, _) => out.push_str(text),
        (_, Style::Cookie) => {
            check_header(text)?;
            if text.contains(';') {
                return Err(Refusal::Delimiter);
            }
            out.push_str(text);
        }
        // All that a query can hold (RFC 3986, section 3.4).
        (_, Style::Raw) => percent::push_allowed(out, text, b":/?@!$&'()*+,;="),
        _ if parameter.allow_reserved => percent::push_allowed(out, text, reserved(parameter, beside)),
        _ => percent::encode_into(out, text),
    }
    Ok(())
}

/// The reserved characters that `allowReserved` lets through: all but those that would end or split the
/// value in its place, and in queries `+`, which many servers take for a space.
fn reserved(parameter: &Parameter, beside: bool) -> &'static [u8] {
    match parameter.place {
        Place::Path if beside || parameter.style == Style::Matrix => b":@!$&'()*+",
        Place::Path => b":@!$&'()*+,;=",
        Place::Cookie => b":/?#[]@!$'()*+=",
        _ if beside && !parameter.explode => b":/?@!$'()*;=",
        _ => b":/?@!$'()*,;=",
    }
}
