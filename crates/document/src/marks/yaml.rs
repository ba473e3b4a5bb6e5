use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::Marks;
use super::builder::Builder;
use super::unit::Unit;

/// How often a text is walked again because the parser is stricter than the reader.
const RETRIES: usize = 8;

pub(super) fn walk(text: &str) -> Marks {
    let mut walked = Cow::Borrowed(text);
    for _ in 0..RETRIES {
        match attempt(&walked) {
            (_, Some(stop)) => match joined(&walked, stop).or_else(|| without_tabs(&walked, stop)) {
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
    let mut before = 0;
    for step in Parser::new_from_str(text) {
        let (event, span) = match step {
            Ok(step) => step,
            Err(fault) => return (builder, Some(fault.marker().index())),
        };
        let place = span.start.index()..span.end.index();
        match event {
            Event::Scalar(text, ScalarStyle::Literal | ScalarStyle::Folded, anchor, _) => {
                builder.block_scalar((&text, before), place, anchor);
            }
            Event::Scalar(text, _, anchor, _) => builder.scalar(&text, place, anchor),
            Event::Alias(anchor) => builder.alias(anchor, place),
            Event::SequenceStart(anchor, _) => builder.open_sequence(place, anchor),
            Event::MappingStart(anchor, _) => builder.open_mapping(place, anchor),
            Event::SequenceEnd | Event::MappingEnd => builder.close(place.end),
            Event::DocumentEnd => break,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
        before = span.end.index();
    }
    (builder, None)
}

/// The text with spaces for the tabs of the line that holds a character: libyaml takes them between values, where
/// this parser does not.
fn without_tabs(text: &str, stop: usize) -> Option<String> {
    let (stop, _) = text.char_indices().nth(stop)?;
    let (before, after) = text.split_at(stop);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = stop + after.find('\n').unwrap_or(after.len());
    let line = text.get(start..end).filter(|line| line.contains('\t'))?;
    let (before, after) = (text.get(..start)?, text.get(end..)?);
    Some([before, &line.replace('\t', " "), after].concat())
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
