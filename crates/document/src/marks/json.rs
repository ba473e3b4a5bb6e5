use super::Marks;
use super::builder::Builder;
use super::unit::Unit;
use crate::syntax::{JsonEvent, JsonScanner};

pub(super) fn walk(text: &str) -> Marks {
    let mut builder = Builder::default();
    let mut scanner = JsonScanner::new(text, usize::MAX);
    while let Some(Ok((event, place))) = scanner.step() {
        match event {
            JsonEvent::ObjectStart => builder.open_mapping(place, 0),
            JsonEvent::ArrayStart => builder.open_sequence(place, 0),
            JsonEvent::ObjectEnd | JsonEvent::ArrayEnd => builder.close(place.end),
            JsonEvent::Key(name) => builder.key(name.into_owned(), place),
            JsonEvent::String(_) | JsonEvent::Number(_) | JsonEvent::Bool(_) | JsonEvent::Null => {
                builder.scalar("", place, 0);
            }
        }
    }
    builder.finish(Unit::Bytes)
}
