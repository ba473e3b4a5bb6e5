//! Events as values, and values as events.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::event::Event;
use super::event_source::EventSource;
use super::format::{Format, Read};
use super::text_event::TextEvent;
use crate::decode::DecodeOwned;
use crate::http::content::{decode_text, plain_text, refusal, to_json};
use crate::http::event_form::{EventData, EventForm};
use crate::http::{Body, Buffer, WriteError};
use crate::{DecodeError, json};

impl<T> Format<T> for EventForm {
    type Item = Event<T>;
    type Frames = EventSource;

    fn frames(body: Body, limit: usize) -> EventSource {
        EventSource::new(body, limit)
    }

    fn read(&self, frame: TextEvent) -> Read<Event<T>>
    where
        T: DecodeOwned,
    {
        if self.end.is_some_and(|end| frame.text() == end) {
            return Read::End;
        }
        let data = match self.data {
            EventData::Json if frame.text().trim_ascii().is_empty() => return Read::Nothing,
            EventData::Json => json::from_str(frame.text()),
            EventData::Text => decode_text(frame.data.as_slice()),
            EventData::Event => decode_event(&frame),
        };
        match data {
            Ok(data) => Read::Item(Event {
                data,
                name: frame.name,
                id: frame.id,
                retry: frame.retry,
            }),
            Err(error) => Read::Fault(error, frame.data),
        }
    }

    fn write(&self, event: &Event<T>, buffer: &mut Buffer) -> Result<(), WriteError>
    where
        T: Serialize,
    {
        let json = to_json(&event.data)?;
        let fields = Fields {
            name: event.name.clone(),
            id: event.id.clone(),
            retry: event.retry,
        };
        match self.data {
            EventData::Json => fields.write(json.as_slice(), buffer),
            EventData::Text => fields.write(plain_text(json.as_slice())?.as_slice(), buffer),
            EventData::Event => write_event(fields, json.as_slice(), buffer),
        }
    }

    fn write_end(&self, buffer: &mut Buffer) -> Result<(), WriteError> {
        match self.end.filter(|_| self.sends_end) {
            Some(end) => Fields::default().write(end.as_bytes(), buffer),
            None => Ok(()),
        }
    }
}

/// The event as an object. Its data is JSON where that fits, else text.
fn decode_event<T: DecodeOwned>(event: &TextEvent) -> Result<T, DecodeError> {
    let text = to_json(event.text()).map_err(|error| refusal(&error.to_string()))?;
    let as_text = || json::from_slice(object(event, text.as_slice())?.as_slice());
    if serde_json::from_str::<IgnoredAny>(event.text()).is_err() {
        return as_text();
    }
    json::from_slice(object(event, event.data.as_slice())?.as_slice())
        .or_else(|error| as_text().map_err(|_| error))
}

fn object(event: &TextEvent, data: &[u8]) -> Result<Buffer, DecodeError> {
    let refused = |error: WriteError| refusal(&error.to_string());
    let mut buffer = Buffer::with_capacity(data.len() + 64);
    buffer.push(b"{\"data\":");
    buffer.push(data);
    for (name, value) in [(&b",\"event\":"[..], &event.name), (b",\"id\":", &event.id)] {
        if let Some(value) = value {
            buffer.push(name);
            buffer.push(to_json(value).map_err(refused)?.as_slice());
        }
    }
    if let Some(retry) = event.retry {
        buffer.push(format!(",\"retry\":{}", retry.as_millis()).as_bytes());
    }
    buffer.push(b"}");
    Ok(buffer)
}

/// Writes an object of the fields of an event; what it says counts before what is said beside it.
fn write_event(mut fields: Fields, object: &[u8], buffer: &mut Buffer) -> Result<(), WriteError> {
    let not_an_event = |_| WriteError::new("an event must be an object of data, event, id and retry");
    let members: BTreeMap<String, &RawValue> = serde_json::from_slice(object).map_err(not_an_event)?;
    let text = |name: &str| {
        let member = members.get(name)?;
        serde_json::from_str::<Option<String>>(member.get()).ok()?
    };
    fields.name = text("event").or(fields.name);
    fields.id = text("id").or(fields.id);
    if let Some(retry) = members.get("retry") {
        let retry: Option<u64> = serde_json::from_str(retry.get()).map_err(not_an_event)?;
        fields.retry = retry.map(Duration::from_millis).or(fields.retry);
    }
    let data = members.get("data").map_or("", |data| data.get());
    fields.write(plain_text(data.as_bytes())?.as_slice(), buffer)
}

/// What stands beside the data of an event.
#[derive(Default)]
struct Fields {
    name: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
}

impl Fields {
    /// Adds an event of this data, a line for each of the data's.
    fn write(&self, data: &[u8], buffer: &mut Buffer) -> Result<(), WriteError> {
        if let Some(name) = &self.name {
            write_field("event", name, buffer)?;
        }
        if let Some(id) = &self.id {
            write_field("id", id, buffer)?;
        }
        if let Some(retry) = self.retry {
            write_field("retry", &retry.as_millis().to_string(), buffer)?;
        }
        let mut rest = Some(data);
        while let Some(text) = rest {
            let end = text.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let (line, after) = text.split_at(end.unwrap_or(text.len()));
            buffer.push(b"data: ");
            buffer.push(line);
            buffer.push(b"\n");
            rest = end.map(|_| after.strip_prefix(b"\r\n").or(after.get(1..)).unwrap_or_default());
        }
        buffer.push(b"\n");
        Ok(())
    }
}

fn write_field(name: &str, value: &str, buffer: &mut Buffer) -> Result<(), WriteError> {
    if value.contains(['\n', '\r', '\0']) {
        return Err(WriteError::new(format!(
            "the `{name}` of an event must be of one line"
        )));
    }
    for part in [name, ": ", value, "\n"] {
        buffer.push(part.as_bytes());
    }
    Ok(())
}
