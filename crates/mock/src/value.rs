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
    /// No value was found that the schema allows, or nearly does.
    NotMade,
    /// The value has no form in this media type.
    NotWritten,
}

/// A body.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) content: Content,
    /// Whether it is what the schema says.
    pub(crate) fits: bool,
}

/// The body that shows `example`, or a made one. Where none can be made that the schema allows, the document's own
/// example is shown all the same, or what comes near.
pub(crate) fn content(
    body: &DeclaredBody,
    example: Option<&Example>,
    maker: &mut Maker,
) -> Result<Made, NoBody> {
    if let Some(example) = example {
        return shown(body.media, example);
    }
    let count = if is_sequence(body.media) { ITEMS } else { 1 };
    let values: Option<Vec<String>> = (0..count).map(|_| maker.json(body.schema)).collect();
    match (values, body.examples.first()) {
        (Some(values), _) => made(body.media, &values, true),
        (None, Some(example)) => shown(body.media, example),
        (None, None) => {
            let near = maker.nearest(body.schema).ok_or(NoBody::NotMade)?;
            made(body.media, &[near], false)
        }
    }
}

fn is_sequence(media: Media) -> bool {
    matches!(
        media.encoding,
        Encoding::Events(_) | Encoding::JsonLines | Encoding::JsonSequence
    )
}

fn shown(media: Media, example: &Example) -> Result<Made, NoBody> {
    let value = parse(&example.text)?;
    let content = match is_sequence(media) {
        true => shown_sequence(media, &value)?,
        false => written(media, &value)?,
    };
    let fits = example.fits;
    Ok(Made { content, fits })
}

fn made(media: Media, texts: &[String], fits: bool) -> Result<Made, NoBody> {
    let values: Result<Vec<Json>, NoBody> = texts.iter().map(|text| parse(text)).collect();
    let values = values?;
    let content = match values.as_slice() {
        [value] if !is_sequence(media) => written(media, value)?,
        _ => sequence(media, values)?,
    };
    Ok(Made { content, fits })
}

/// Any JSON text is a value, but for one whose members stand twice.
fn parse(text: &str) -> Result<Json, NoBody> {
    text.parse().map_err(|_| NoBody::NotWritten)
}

fn written(media: Media, value: &Json) -> Result<Content, NoBody> {
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
