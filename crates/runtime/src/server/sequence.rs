//! A body that is a sequence of items: each is judged by its schema before the first is handed over.

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use super::content_type::Content;
use super::fault::{Fault, FaultPlace};
use super::judge::Judging;
use crate::http::sequence::{Decoder, EventDecoder, LineDecoder, RecordDecoder, record_text};
use crate::http::{Body, Buffer, Encoding, EventData, Payload, ReadError, Received};
use crate::schema::Schema;

/// How many faults are told before the rest is not looked at.
const MOST_FAULTS: usize = 100;

/// The sequence, or all that is wrong with its items.
pub(super) fn read<P: Payload>(content: Content) -> Result<P, Vec<Fault>> {
    let (media, demands) = (content.media, (content.schema, content.judging));
    let bytes = content.bytes.into_bytes();
    let faults = match media.encoding {
        Encoding::JsonLines => faults::<LineDecoder>(&bytes, demands, |line| Ok(Some(line))),
        Encoding::JsonSequence => faults::<RecordDecoder>(&bytes, demands, |record| {
            let text = record_text(record.as_slice()).map_err(|error| error.detail().to_owned())?;
            Ok(Some(Buffer::copy(text)))
        }),
        // What is no JSON was described as text, which any data is.
        Encoding::Events(form) if form.data == EventData::Json => {
            faults::<EventDecoder>(&bytes, demands, |event| {
                let says = !event.text().trim_ascii().is_empty() && form.end != Some(event.text());
                Ok(says.then_some(event.data))
            })
        }
        _ => Vec::new(),
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut headers = HeaderMap::new();
    if let Ok(content_type) = HeaderValue::from_str(&content.content_type) {
        headers.insert(CONTENT_TYPE, content_type);
    }
    let mut received = Received::new(StatusCode::OK, headers, Body::whole(bytes));
    P::read(&mut received, &[media]).map_err(|error| match error {
        ReadError::ContentType { .. } => vec![fault("#".to_owned(), "is of another type", true)],
        ReadError::TooLarge => vec![fault("#".to_owned(), "is too large", true)],
        ReadError::Decode(error) | ReadError::Header { error, .. } => {
            vec![fault(error.path().to_owned(), error.detail(), false)]
        }
    })
}

/// What is wrong with the items that the decoder `D` finds. `text` is what an item says, if anything.
fn faults<D: Decoder>(
    bytes: &Bytes,
    (schema, judging): (&'static Schema, Judging),
    text: impl Fn(D::Frame) -> Result<Option<Buffer>, String>,
) -> Vec<Fault> {
    let (mut decoder, mut input) = (D::new(usize::MAX), bytes.clone());
    let mut faults = Vec::new();
    let mut index = 0_usize;
    while faults.len() < MOST_FAULTS {
        // No item is longer than all of them may be.
        let frame = decoder.decode(&mut input).ok().flatten();
        let Some(frame) = frame.or_else(|| decoder.finish()) else {
            break;
        };
        let place = |pointer: &str| format!("#/{index}{}", pointer.trim_start_matches('#'));
        match text(frame) {
            Ok(None) => continue,
            Ok(Some(text)) => {
                if let Err(verdict) = judging.judge(schema, text.as_slice()) {
                    faults.extend(verdict.faults(|pointer| FaultPlace::Body {
                        pointer: place(&pointer),
                    }));
                }
            }
            Err(detail) => faults.push(fault(place("#"), &detail, true)),
        }
        index += 1;
    }
    faults
}

fn fault(pointer: String, detail: &str, malformed: bool) -> Fault {
    Fault {
        place: FaultPlace::Body { pointer },
        detail: detail.to_owned(),
        malformed,
    }
}
