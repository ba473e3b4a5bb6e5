//! What the schema of server-sent events describes.
//!
//! OpenAPI 3.2 describes an event as an object of `data`, `event`, `id` and `retry`, where `data` is text
//! that may have a `contentSchema`:
//!
//! ```yaml
//! itemSchema: { type: object, required: [data], properties: { data: { type: string }, event: { type: string } } }
//! ```
//!
//! Documents before it describe the JSON that is the data, or such an object with the data as it is
//! decoded. So an object of none but those four members, `data` among them, is an event, as is a choice
//! between such objects; anything else is the data. `x-stream-item` says it where that is wrong.

use bindery_document::Cursor;
use bindery_model::EventData;

use crate::operation_lowering::OperationLowering;
use crate::sequence::sole_type;

/// What an event is read as.
pub(crate) struct EventItem<'d> {
    pub(crate) data: EventData,
    /// What describes it; nothing where that is text of any kind.
    pub(crate) schema: Option<Cursor<'d>>,
    /// Whether the end of the stream is among the events that are described.
    pub(crate) ends: bool,
}

/// How deep choices and parts are looked through.
const DEPTH: usize = 8;

/// What the events of `media` are, whose schema is `item`.
pub(crate) fn of<'d>(
    lowering: &OperationLowering<'_, 'd>,
    media: &Cursor<'d>,
    item: Option<Cursor<'d>>,
) -> EventItem<'d> {
    let Some(item) = item.filter(|item| !says_nothing(lowering, item)) else {
        return text(None);
    };
    let said = media.get("x-stream-item").and_then(|word| word.as_str());
    let is_event = match said {
        Some(word) => word == "event",
        None => is_event(lowering, &item, DEPTH),
    };
    if !is_event {
        return data(lowering, item);
    }
    let target = lowering.resolved(&item);
    let is_plain = ["oneOf", "anyOf", "allOf", "if"]
        .iter()
        .all(|keyword| target.get(keyword).is_none());
    let member = target
        .get("properties")
        .and_then(|properties| properties.get("data"));
    match member.filter(|_| is_plain) {
        Some(member) if says_nothing(lowering, &member) => text(None),
        Some(member) => data(lowering, member),
        None => EventItem {
            data: EventData::Event,
            ends: describes_an_end(lowering, &item, DEPTH),
            schema: Some(item),
        },
    }
}

fn text(schema: Option<Cursor<'_>>) -> EventItem<'_> {
    EventItem {
        data: EventData::Text,
        schema,
        ends: false,
    }
}

/// Data that `schema` describes: text, the JSON that a text holds, or JSON as it is decoded.
fn data<'d>(lowering: &OperationLowering<'_, 'd>, schema: Cursor<'d>) -> EventItem<'d> {
    let target = lowering.resolved(&schema);
    let word = |name: &str| target.get(name).and_then(|word| word.as_str());
    let holds_json = word("contentMediaType").is_some_and(|name| {
        let essence = name
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        essence == "application/json" || essence.ends_with("+json")
    });
    let content = target.get("contentSchema");
    match sole_type(&target) {
        Some("string") if holds_json || content.is_some() => EventItem {
            data: EventData::Json,
            schema: content,
            ends: false,
        },
        Some("string") => text(Some(schema)),
        _ => EventItem {
            data: EventData::Json,
            schema: Some(schema),
            ends: false,
        },
    }
}

/// `true`, `{}`, or words about it.
fn says_nothing<'d>(lowering: &OperationLowering<'_, 'd>, schema: &Cursor<'d>) -> bool {
    let target = lowering.resolved(schema);
    let is_said = |name: &str| {
        !matches!(name, "description" | "title" | "example" | "examples") && !name.starts_with("x-")
    };
    target.as_bool() == Some(true) || target.is_object() && !target.members().any(|(name, _)| is_said(name))
}

/// Whether `schema` is that of an event: an object of none but an event's members, or a choice between
/// such objects.
fn is_event<'d>(lowering: &OperationLowering<'_, 'd>, schema: &Cursor<'d>, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let target = lowering.resolved(schema);
    let all_are = |keyword: &str| {
        target.get(keyword).is_some_and(|choices| {
            choices.items().next().is_some()
                && choices.items().all(|choice| is_event(lowering, &choice, depth))
        })
    };
    if let Some(properties) = target.get("properties") {
        let names = ["data", "event", "id", "retry"];
        return properties.get("data").is_some()
            && properties.members().all(|(name, _)| names.contains(&name));
    }
    all_are("oneOf") || all_are("anyOf") || all_are("allOf")
}

/// Whether an event is described whose data is one certain text that is no JSON.
fn describes_an_end<'d>(lowering: &OperationLowering<'_, 'd>, schema: &Cursor<'d>, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let target = lowering.resolved(schema);
    let member = target
        .get("properties")
        .and_then(|properties| properties.get("data"));
    let is_end = member.is_some_and(|member| {
        let member = lowering.resolved(&member);
        let constant = member.get("const").and_then(|text| text.as_str());
        let mut values = member.get("enum").into_iter().flat_map(|values| values.items());
        constant == Some("[DONE]") || values.any(|value| value.as_str() == Some("[DONE]"))
    });
    let choices = ["oneOf", "anyOf", "allOf"]
        .into_iter()
        .filter_map(|keyword| target.get(keyword));
    is_end
        || choices
            .flat_map(|choices| choices.items())
            .any(|choice| describes_an_end(lowering, &choice, depth))
}
