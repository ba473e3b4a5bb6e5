use std::borrow::Cow;

use saphyr_parser::{Event, Parser};

use super::Marks;
use super::builder::Builder;
use super::unit::Unit;

/// How often a text is walked again because the parser is stricter than the reader.
const RETRIES: usize = 8;

pub(super) fn walk(text: &str) -> Marks {
    let mut walked = Cow::Borrowed(text);
    for _ in 0..RETRIES {
        match attempt(&walked) {
            (_, Some(stop)) => match joined(&walked, stop) {
                Some(joined) => walked = Cow::Owned(joined),
                None => break,
            },
            (builder, None) => return builder.finish(Unit::characters(text)),
        }
    }
    // The places up to where it stops are right all the same.
    let (builder, _) = attempt(&walked);
    builder.finish(Unit::characters(text))
}

/// Walks a text; with the character at which the parser refuses it.
fn attempt(text: &str) -> (Builder, Option<usize>) {
    let mut builder = Builder::default();
    for step in Parser::new_from_str(text) {
        let (event, span) = match step {
            Ok(step) => step,
            Err(fault) => return (builder, Some(fault.marker().index())),
        };
        let place = span.start.index()..span.end.index();
        match event {
            Event::Scalar(text, _, anchor, _) => builder.scalar(&text, place, anchor),
            Event::Alias(anchor) => builder.alias(anchor, place),
            Event::SequenceStart(anchor, _) => builder.open_sequence(place, anchor),
            Event::MappingStart(anchor, _) => builder.open_mapping(place, anchor),
            Event::SequenceEnd | Event::MappingEnd => builder.close(place.end),
            Event::DocumentEnd => break,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
    }
    (builder, None)
}

/// The text with the lines of the quoted scalar joined that begins at a character: libyaml takes lines
/// that stand further left than their key, YAML does not. A line break becomes a space, so that every
/// character keeps its number.
fn joined(text: &str, stop: usize) -> Option<String> {
    let (start, quote) = text.char_indices().nth(stop)?;
    if !matches!(quote, '"' | '\'') {
        return None;
    }
    let (before, scalar) = text.split_at(start);
    let mut result = before.to_owned();
    let mut characters = scalar.chars();
    result.extend(characters.next());
    let mut breaks = 0;
    while let Some(character) = characters.next() {
        match character {
            '\n' | '\r' => {
                breaks += 1;
                result.push(' ');
            }
            '\\' if quote == '"' => {
                let escaped = characters.next();
                result.push(character);
                result.extend(escaped.map(|escaped| if escaped == '\n' { ' ' } else { escaped }));
            }
            // A doubled quote does not end it.
            other if other == quote => {
                result.push(other);
                if characters.as_str().starts_with(quote) {
                    result.extend(characters.next());
                    continue;
                }
                break;
            }
            other => result.push(other),
        }
    }
    result.push_str(characters.as_str());
    (breaks > 0).then_some(result)
}
