use saphyr_parser::{Event, Parser};

use super::Marks;
use super::builder::Builder;
use super::unit::Unit;

pub(super) fn walk(text: &str) -> Marks {
    let mut builder = Builder::default();
    for step in Parser::new_from_str(text) {
        // What it refuses, the reader may have accepted: the places so far are right all the same.
        let Ok((event, span)) = step else { break };
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
    builder.finish(Unit::characters(text))
}
