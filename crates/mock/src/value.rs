//! The body of an answer: what the document shows, or a value that fits its schema.

use bindery_runtime::Json;
use bindery_runtime::fake::Maker;
use bindery_runtime::http::{
    Body, Content, Encoding, Event, Events, JsonLines, JsonSequence, Media, Payload, StatusCode, encode,
};

use crate::declared::{DeclaredBody, Example};

/// How many items a made sequence has.
const ITEMS: usize = 3;

/// Why there is no body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoBody {
    /// No value was found that the schema allows.
    NotMade,
    /// The value has no form in this media type.
    NotWritten,
}

/// The body that shows `example`, or a made one.
pub(crate) fn content(
    body: &DeclaredBody,
    example: Option<&Example>,
    maker: &mut Maker,
) -> Result<Content, NoBody> {
    let is_sequence = matches!(
        body.media.encoding,
        Encoding::Events(_) | Encoding::JsonLines | Encoding::JsonSequence
    );
    match example {
        Some(example) if is_sequence => shown_sequence(body.media, &parse(&example.text)?),
        Some(example) => value(body.media, &parse(&example.text)?),
        None if is_sequence => {
            let mut made = || maker.json(body.schema).ok_or(NoBody::NotMade);
            let items: Result<Vec<Json>, NoBody> = (0..ITEMS).map(|_| parse(&made()?)).collect();
            sequence(body.media, items?)
        }
        None => {
            let made = maker.json(body.schema).ok_or(NoBody::NotMade)?;
            value(body.media, &parse(&made)?)
        }
    }
}

/// Any JSON text is a value, but for one whose members stand twice.
fn parse(text: &str) -> Result<Json, NoBody> {
    text.parse().map_err(|_| NoBody::NotWritten)
}

fn value(media: Media, value: &Json) -> Result<Content, NoBody> {
    match (media.encoding, value.as_str()) {
        (Encoding::Binary, Some(text)) => Ok(whole(media, text.into_owned().into_bytes())),
        (Encoding::Binary, None) => Ok(whole(media, value.as_text().as_bytes().to_vec())),
        _ => encode(media, value).map_err(|_| NoBody::NotWritten),
    }
}

/// A list is its items; text is what is sent, as it is.
fn shown_sequence(media: Media, shown: &Json) -> Result<Content, NoBody> {
    match (shown.as_str(), shown.as_text().starts_with('[')) {
        (Some(text), _) => Ok(whole(media, text.into_owned().into_bytes())),
        (None, true) => sequence(media, shown.items().collect()),
        (None, false) => sequence(media, vec![shown.clone()]),
    }
}

fn sequence(media: Media, items: Vec<Json>) -> Result<Content, NoBody> {
    let (status, offers) = (StatusCode::OK, &[media]);
    let reply = match media.encoding {
        Encoding::JsonLines => JsonLines::from(items).write(status, offers),
        Encoding::JsonSequence => JsonSequence::from(items).write(status, offers),
        _ => {
            let events: Vec<Event<Json>> = items.into_iter().map(Event::new).collect();
            Events::from(events).write(status, offers)
        }
    };
    let content = reply.ok().and_then(|reply| reply.content);
    content.ok_or(NoBody::NotWritten)
}

fn whole(media: Media, bytes: Vec<u8>) -> Content {
    Content {
        content_type: media.sent_type().into(),
        body: Body::whole(bytes.into()),
    }
}
