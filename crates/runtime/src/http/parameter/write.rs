//! A value as a parameter's text: the styles of OpenAPI 3.0.4, "Style Values" and "Style Examples".

use super::characters::{push_element, push_member_name, push_text};
use super::deep_object::write_deep_object;
use super::refusal::Refusal;
use super::shape::{Element, Shape, plain};
use super::{Parameter, Place, Style};
#[cfg(feature = "client")]
use crate::http::buffer::Buffer;
use crate::http::buffer::TextBuffer;
use crate::http::content::form::form;
use crate::http::percent;

/// The text of a parameter whose value is this JSON: a piece of the path, `name=value` pairs of the
/// query, a header's value, or `name=value` pairs of `Cookie`. `None`: there is nothing to send.
pub(crate) fn write(parameter: &Parameter, json: &[u8]) -> Result<Option<String>, Refusal> {
    if let Some(text) = plain(json).filter(|_| Expansion::is_of(parameter)) {
        return check(parameter, Some(Expansion::of(parameter).write_text(text)?));
    }
    let text = match (Shape::of(json)?, parameter.style) {
        (Shape::Absent, _) => return absent(parameter),
        (_, Style::Json) => Some(write_json(parameter, json)?),
        (_, Style::Urlencoded(members)) => {
            let form = form(members, json).map_err(|wrong| wrong.refusal)?;
            Some(write_form(parameter, &form)?)
        }
        (shape, Style::DeepObject(arrays)) => write_deep_object(parameter, arrays, shape)?,
        (shape, _) => Expansion::of(parameter).write(shape)?,
    };
    check(parameter, text)
}

/// Adds the text of a parameter whose value is this text, if its style has nothing to do with JSON; whether it
/// has not.
#[cfg(feature = "client")]
pub(crate) fn write_plain(out: &mut Buffer, parameter: &Parameter, text: &str) -> Result<bool, Refusal> {
    if !Expansion::is_of(parameter) {
        return Ok(false);
    }
    let start = out.len();
    Expansion::of(parameter).push_plain(out, text)?;
    let written = out.as_slice().get(start..).unwrap_or_default();
    check_text(parameter, written)?;
    Ok(true)
}

/// The text of a parameter that is given without a value (`allowEmptyValue`).
#[cfg(feature = "client")]
pub(crate) fn write_empty(parameter: &Parameter) -> String {
    format!("{}=", percent::encode(parameter.name))
}

fn absent(parameter: &Parameter) -> Result<Option<String>, Refusal> {
    if parameter.required {
        Err(Refusal::Missing)
    } else {
        Ok(None)
    }
}

/// What holds for the text of a place, whatever its style.
fn check(parameter: &Parameter, text: Option<String>) -> Result<Option<String>, Refusal> {
    check_text(parameter, text.as_deref().unwrap_or_default().as_bytes())?;
    Ok(text)
}

fn check_text(parameter: &Parameter, text: &[u8]) -> Result<(), Refusal> {
    match parameter.place {
        Place::Path if text.is_empty() => Err(Refusal::Empty),
        Place::Path if percent::has_control(text) => Err(Refusal::Control),
        Place::Header => check_header_bytes(text),
        _ => Ok(()),
    }
}

/// Whether a header can hold `text` (RFC 9110, section 5.5) without losing anything.
pub(crate) fn check_header(text: &str) -> Result<(), Refusal> {
    check_header_bytes(text.as_bytes())
}

fn check_header_bytes(text: &[u8]) -> Result<(), Refusal> {
    let is_visible = |byte: &u8| *byte == b'\t' || (b' '..=b'~').contains(byte);
    if !text.iter().all(is_visible) {
        return Err(Refusal::NotVisible);
    }
    match (text.first(), text.last()) {
        (Some(b' ' | b'\t'), _) | (_, Some(b' ' | b'\t')) => Err(Refusal::OuterSpace),
        _ => Ok(()),
    }
}

/// How a style strings texts together.
struct Expansion<'a> {
    parameter: &'a Parameter,
    /// What stands before everything.
    prefix: &'static str,
    /// What stands between exploded elements.
    separator: &'static str,
    /// What stands between elements that are not exploded.
    delimiter: &'static str,
    /// Whether the parameter's name is written.
    named: bool,
}

impl<'a> Expansion<'a> {
    fn of(parameter: &'a Parameter) -> Self {
        let pairs = if parameter.place == Place::Cookie {
            "; "
        } else {
            "&"
        };
        let (prefix, separator, delimiter, named) = match parameter.style {
            Style::Matrix => (";", ";", ",", true),
            Style::Label => (".", ".", ",", false),
            Style::Simple | Style::Raw => ("", ",", ",", false),
            Style::SpaceDelimited => ("", pairs, "%20", true),
            Style::PipeDelimited => ("", pairs, "%7C", true),
            _ => ("", pairs, ",", true),
        };
        Self {
            parameter,
            prefix,
            separator,
            delimiter,
            named,
        }
    }

    /// Whether a parameter's style strings texts together.
    fn is_of(parameter: &Parameter) -> bool {
        !matches!(
            parameter.style,
            Style::Json | Style::Urlencoded(_) | Style::DeepObject(_)
        )
    }

    fn write_text(&self, text: &str) -> Result<String, Refusal> {
        let room = self.prefix.len() + self.parameter.name.len() + 1 + text.len();
        let mut out = String::with_capacity(room);
        self.push_plain(&mut out, text)?;
        Ok(out)
    }

    fn push_plain<B: TextBuffer>(&self, out: &mut B, text: &str) -> Result<(), Refusal> {
        out.push_str(self.prefix);
        self.push_value(out, text)
    }

    fn write(&self, shape: Shape) -> Result<Option<String>, Refusal> {
        let mut out = String::from(self.prefix);
        match shape {
            Shape::Absent => return Ok(None),
            Shape::List(items) if items.is_empty() => return Ok(None),
            Shape::Object(members) if members.is_empty() => return Ok(None),
            Shape::Text(text) => return self.write_text(&text).map(Some),
            Shape::List(_) | Shape::Object(_) if self.parameter.place == Place::Querystring => {
                return Err(Refusal::Nested);
            }
            Shape::List(items) => self.write_list(&mut out, &items)?,
            Shape::Object(members) => self.write_object(&mut out, &members)?,
        }
        Ok(Some(out))
    }

    fn write_list(&self, out: &mut String, items: &[Element]) -> Result<(), Refusal> {
        if !self.parameter.explode {
            self.push_name(out);
        }
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push_str(if self.parameter.explode {
                    self.separator
                } else {
                    self.delimiter
                });
            }
            let text = self.text_of(item)?;
            if self.parameter.explode && text.is_empty() {
                self.push_value(out, text)?;
                continue;
            }
            if self.parameter.explode {
                self.push_name(out);
            }
            push_element(out, text, self.parameter)?;
        }
        Ok(())
    }

    fn write_object(&self, out: &mut String, members: &[(String, Element)]) -> Result<(), Refusal> {
        let (between, within) = if self.parameter.explode {
            (self.separator, "=")
        } else {
            (self.delimiter, self.delimiter)
        };
        if !self.parameter.explode {
            self.push_name(out);
        }
        for (index, (name, value)) in members.iter().enumerate() {
            if index > 0 {
                out.push_str(between);
            }
            push_member_name(out, name, self.parameter)?;
            out.push_str(within);
            push_element(out, self.text_of(value)?, self.parameter)?;
        }
        Ok(())
    }

    /// The text of an element. No style but `deepObject` has a form for what nests: it is JSON, as it is in
    /// forms, wherever that is encoded, and refused where its commas would split it.
    fn text_of<'e>(&self, element: &'e Element) -> Result<&'e str, Refusal> {
        match element {
            Element::Text(text) => Ok(text),
            Element::Nested(json) if self.encodes() => Ok(json),
            Element::Nested(_) => Err(Refusal::Nested),
        }
    }

    fn encodes(&self) -> bool {
        self.parameter.place != Place::Header && self.parameter.style != Style::Cookie
    }

    /// Adds a value with its name before it, where the style has names.
    fn push_value<B: TextBuffer>(&self, out: &mut B, text: &str) -> Result<(), Refusal> {
        // As RFC 6570 has it (section 3.2.7).
        if self.parameter.style == Style::Matrix && text.is_empty() {
            percent::encode_into(out, self.parameter.name);
            return Ok(());
        }
        self.push_name(out);
        push_text(out, text, self.parameter)
    }

    fn push_name<B: TextBuffer>(&self, out: &mut B) {
        if !self.named {
            return;
        }
        match self.parameter.style {
            Style::Cookie => out.push_str(self.parameter.name),
            _ => percent::encode_into(out, self.parameter.name),
        }
        out.push_str("=");
    }
}

/// The JSON text itself, with the parameter's name where the place has names.
fn write_json(parameter: &Parameter, json: &[u8]) -> Result<String, Refusal> {
    let json = std::str::from_utf8(json).map_err(|_| Refusal::NotJson)?;
    let mut out = String::new();
    match parameter.place {
        Place::Header => push_ascii_json(&mut out, json),
        _ => push_whole(&mut out, json, parameter)?,
    }
    Ok(out)
}

/// A form as one value, but where it is the query already.
fn write_form(parameter: &Parameter, form: &str) -> Result<String, Refusal> {
    let mut out = String::new();
    match parameter.place {
        Place::Querystring => out.push_str(form),
        _ => push_whole(&mut out, form, parameter)?,
    }
    Ok(out)
}

fn push_whole(out: &mut String, text: &str, parameter: &Parameter) -> Result<(), Refusal> {
    if matches!(parameter.place, Place::Query | Place::Cookie) {
        percent::encode_into(out, parameter.name);
        out.push('=');
    }
    push_text(out, text, parameter)
}

/// JSON text with all that is not ASCII escaped: headers hold nothing else.
fn push_ascii_json(out: &mut String, json: &str) {
    for character in json.chars() {
        if character.is_ascii() {
            out.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    }
}
