//! Sequential media types (OpenAPI 3.2.0, "Sequential Media Types"), from the smallest that there is:
//!
//! ```yaml
//! application/jsonl: { itemSchema: { type: integer } }
//! ```
//!
//! Where there is no `itemSchema`, `schema` is that of the whole body, an array, or, as documents before
//! 3.2 have it, that of an item.

use bindery_document::Cursor;
use bindery_model::{BodyEncoding, Code, Diagnostic, EventData, StreamEnd};

use crate::event_item::{self, EventItem};
use crate::media_type::Essence;
use crate::operation_lowering::OperationLowering;
use crate::reading;

/// What is written one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SequenceKind {
    /// Server-sent events.
    Events,
    /// JSON Lines and NDJSON.
    JsonLines,
    /// JSON text sequences.
    JsonSequence,
}

/// A body that is a sequence.
pub(crate) struct Sequence<'d> {
    pub(crate) encoding: BodyEncoding,
    /// What describes the type of each item.
    pub(crate) item: Option<Cursor<'d>>,
    /// The data that says that no event follows.
    pub(crate) end: Option<StreamEnd>,
}

impl Essence {
    /// The sequence that a body of this type is. JSON Lines goes by many names, none of which is
    /// registered.
    pub(crate) fn sequence(&self) -> Option<SequenceKind> {
        let (kind, subtype) = self.parts();
        let name = subtype.rsplit('+').next().unwrap_or_default();
        let name = name.strip_prefix("x-").unwrap_or(name);
        match (kind, name) {
            ("text", "event-stream") => Some(SequenceKind::Events),
            (_, "jsonl" | "ndjson" | "jsonlines" | "json-lines") => Some(SequenceKind::JsonLines),
            ("application", _) if subtype == "stream+json" => Some(SequenceKind::JsonLines),
            (_, "json-seq") => Some(SequenceKind::JsonSequence),
            _ => None,
        }
    }
}

impl<'d> OperationLowering<'_, 'd> {
    /// The sequence that a body of the media type `name` is; `None` where it is none, or the document
    /// says that it is bytes.
    pub(crate) fn sequence(&self, name: &str, media: &Cursor<'d>) -> Option<Sequence<'d>> {
        let kind = Essence::parse(name)?.sequence()?;
        let item = self.item_schema(media);
        let is_file = item.as_ref().is_some_and(|item| self.is_bytes(item));
        if is_file && media.get("itemSchema").is_none() {
            return None;
        }
        let item = item.filter(|_| !is_file);
        Some(match kind {
            SequenceKind::JsonLines | SequenceKind::JsonSequence => Sequence {
                encoding: match kind {
                    SequenceKind::JsonLines => BodyEncoding::JsonLines,
                    _ => BodyEncoding::JsonSequence,
                },
                // Text that is no JSON cannot be a line of JSON: this says no more than that it is text.
                item: item.filter(|item| !self.is_plain_text(item)),
                end: None,
            },
            SequenceKind::Events => {
                let EventItem { data, schema, ends } = event_item::of(self, media, item);
                Sequence {
                    encoding: BodyEncoding::Events(data),
                    item: schema,
                    end: self.stream_end(media, data, ends),
                }
            }
        })
    }

    /// The schema of an item.
    fn item_schema(&self, media: &Cursor<'d>) -> Option<Cursor<'d>> {
        if let Some(item) = reading::member(media, "itemSchema") {
            return Some(item);
        }
        let schema = reading::member(media, "schema")?;
        let target = self.resolved(&schema);
        let is_list = target.get("type").is_none() || sole_type(&target) == Some("array");
        match target.get("items").filter(|_| is_list) {
            Some(items) => Some(items),
            None => Some(schema),
        }
    }

    /// What a schema refers to; itself where that leads nowhere, which is told where the type is made.
    pub(crate) fn resolved(&self, schema: &Cursor<'d>) -> Cursor<'d> {
        self.lowering
            .document
            .resolve(schema)
            .unwrap_or_else(|_| schema.clone())
    }

    fn is_plain_text(&self, schema: &Cursor<'d>) -> bool {
        let target = self.resolved(schema);
        sole_type(&target) == Some("string") && target.get("enum").is_none()
    }

    /// The data that ends the stream: what the document or the user says, else `[DONE]`, a custom of many
    /// services, where data is JSON, which that is not.
    fn stream_end(&self, media: &Cursor<'d>, data: EventData, is_described: bool) -> Option<StreamEnd> {
        let said = match media.get("x-stream-end") {
            Some(end) => Some(end.as_str().unwrap_or_default()),
            None => self.lowering.settings.stream_end.as_deref(),
        };
        let custom = match data {
            EventData::Json => "[DONE]",
            EventData::Event if !is_described => "[DONE]",
            EventData::Event | EventData::Text => "",
        };
        let end = StreamEnd {
            data: said.unwrap_or(custom).to_owned(),
            is_declared: said.is_some(),
        };
        Some(end).filter(|end| !end.data.is_empty())
    }

    /// Reports extensions of a media type that say nothing which could be done.
    pub(crate) fn check_stream_extensions(&mut self, media: &Cursor<'d>, is_events: bool) {
        let end = media.get("x-stream-end");
        let item = media.get("x-stream-item");
        for (name, cursor) in [("x-stream-end", &end), ("x-stream-item", &item)] {
            if let Some(cursor) = cursor.as_ref().filter(|_| !is_events) {
                let message = format!("`{name}` says nothing here: this is no event stream");
                let warning = Diagnostic::warning(Code::StreamExtension, message, cursor.origin());
                self.warn(warning.at_key().help("remove it"));
            }
        }
        if let Some(end) =
            end.filter(|end| is_events && end.as_str().is_none() && end.as_bool() != Some(false))
        {
            let fault = reading::wrong_kind(&end, "x-stream-end", "a string or `false`");
            self.fault(fault);
        }
        let words = ["data", "event"];
        if let Some(item) = item.filter(|_| is_events)
            && !item.as_str().is_some_and(|word| words.contains(&word))
        {
            let message = "`x-stream-item` must be `data` or `event`";
            let fault = Diagnostic::error(Code::InvalidValue, message, item.origin());
            self.fault(
                fault.help("`data`: the schema is that of the data; `event`: of data, event, id and retry"),
            );
        }
    }
}

/// The only type that a schema names beside `null`.
pub(crate) fn sole_type<'d>(schema: &Cursor<'d>) -> Option<&'d str> {
    let types = schema.get("type")?;
    let mut named = types
        .items()
        .filter_map(|name| name.as_str())
        .filter(|name| *name != "null");
    match types.as_str() {
        Some(name) => Some(name),
        None => named.next().filter(|_| named.next().is_none()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_go_by_many_names() {
        let kind = |name: &str| Essence::parse(name).unwrap().sequence();
        assert_eq!(
            kind("Text/Event-Stream; charset=utf-8"),
            Some(SequenceKind::Events)
        );
        for name in [
            "application/jsonl",
            "application/x-ndjson",
            "application/vnd.search+x-ndjson",
            "application/stream+json",
            "text/jsonl",
        ] {
            assert_eq!(kind(name), Some(SequenceKind::JsonLines), "{name}");
        }
        for name in ["application/json-seq", "application/geo+json-seq"] {
            assert_eq!(kind(name), Some(SequenceKind::JsonSequence), "{name}");
        }
        for name in [
            "application/json",
            "text/plain",
            "application/a.stream+json",
            "multipart/mixed",
            "*/*",
        ] {
            assert_eq!(kind(name), None, "{name}");
        }
    }
}
