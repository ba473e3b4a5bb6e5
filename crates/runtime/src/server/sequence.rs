//! A body that is a sequence of items, of which each is judged by its schema before it is handed over.

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use super::content_type::{Arrived, Content};
use super::fault::{Fault, FaultPlace};
use super::judge::Judging;
use crate::http::sequence::{Decoder, EventDecoder, LineDecoder, RecordDecoder, TooLong, record_text};
use crate::http::{Body, Buffer, Encoding, EventData, Payload, ReadError, Received};
use crate::schema::Schema;

/// How many faults are told before the rest is not looked at.
const MOST_FAULTS: usize = 100;

/// The sequence; or all that is wrong with its items, if they are all there.
pub(super) fn read<P: Payload>(content: Content) -> Result<P, Vec<Fault>> {
    let whole_judge = judge(&content, usize::MAX);
    let body = match content.body {
        Arrived::Whole(bytes) => {
            let bytes = bytes.into_bytes();
            let mut faults = Vec::new();
            if let Some(mut judge) = whole_judge {
                // No item is longer than all of them may be.
                let _fits = judge.judge(Some(&bytes), &mut faults);
                let _fits = judge.judge(None, &mut faults);
            }
            if !faults.is_empty() {
                return Err(faults);
            }
            Body::whole(bytes)
        }
        #[cfg(feature = "server")]
        Arrived::Stream(body) => body,
        #[cfg(feature = "server")]
        Arrived::Faulty(faults) => return Err(faults),
        #[cfg(feature = "server")]
        Arrived::Parts(_) => return Err(vec![fault("#".to_owned(), "is a form", true)]),
    };
    let mut headers = HeaderMap::new();
    if let Ok(content_type) = HeaderValue::from_str(&content.content_type) {
        headers.insert(CONTENT_TYPE, content_type);
    }
    let mut received = Received::new(StatusCode::OK, headers, body);
    P::read(&mut received, &[content.media]).map_err(|error| match error {
        ReadError::ContentType { .. } => vec![fault("#".to_owned(), "is of another type", true)],
        ReadError::TooLarge => vec![fault("#".to_owned(), "is too large", true)],
        ReadError::Decode(error) | ReadError::Header { error, .. } => {
            vec![fault(error.path().to_owned(), error.detail(), false)]
        }
    })
}

/// What judges the items of a sequence as they arrive.
pub(super) trait Judge: Send {
    /// Judges the items that `piece` completes, or that the end does.
    ///
    /// # Errors
    /// When one is longer than it may be.
    fn judge(&mut self, piece: Option<&Bytes>, faults: &mut Vec<Fault>) -> Result<(), TooLong>;
}

/// The judge of a body, each of whose items has at most `limit` bytes, if it has items of which the document
/// says something.
pub(super) fn judge(content: &Content, limit: usize) -> Option<Box<dyn Judge>> {
    let demands = (content.schema, content.judging);
    match content.media.encoding {
        Encoding::JsonLines => Some(Items::<LineDecoder, _>::boxed(limit, demands, |line| {
            Ok(Some(line))
        })),
        Encoding::JsonSequence => Some(Items::<RecordDecoder, _>::boxed(limit, demands, |record| {
            let text = record_text(record.as_slice()).map_err(|error| error.detail().to_owned())?;
            Ok(Some(Buffer::copy(text)))
        })),
        // What is no JSON was described as text, which any data is.
        Encoding::Events(form) if form.data == EventData::Json => {
            Some(Items::<EventDecoder, _>::boxed(limit, demands, move |event| {
                let says = !event.text().trim_ascii().is_empty() && form.end != Some(event.text());
                Ok(says.then_some(event.data))
            }))
        }
        _ => None,
    }
}

/// Judges what the decoder `D` finds; `text` is what an item says, if anything.
struct Items<D, F> {
    decoder: D,
    schema: &'static Schema,
    judging: Judging,
    text: F,
    count: usize,
}

impl<D, F> Items<D, F>
where
    D: Decoder + Send + 'static,
    F: Fn(D::Frame) -> Result<Option<Buffer>, String> + Send + 'static,
{
    fn boxed(limit: usize, (schema, judging): (&'static Schema, Judging), text: F) -> Box<dyn Judge> {
        Box::new(Self {
            decoder: D::new(limit),
            schema,
            judging,
            text,
            count: 0,
        })
    }

    fn item(&mut self, frame: D::Frame, faults: &mut Vec<Fault>) {
        let index = self.count;
        let place = |pointer: &str| format!("#/{index}{}", pointer.trim_start_matches('#'));
        match (self.text)(frame) {
            Ok(None) => return,
            Ok(Some(text)) => {
                if let Err(verdict) = self.judging.judge(self.schema, text.as_slice()) {
                    faults.extend(verdict.faults(|pointer| FaultPlace::Body {
                        pointer: place(&pointer),
                    }));
                }
            }
            Err(detail) => faults.push(fault(place("#"), &detail, true)),
        }
        self.count = self.count.saturating_add(1);
    }
}

impl<D, F> Judge for Items<D, F>
where
    D: Decoder + Send + 'static,
    F: Fn(D::Frame) -> Result<Option<Buffer>, String> + Send + 'static,
{
    fn judge(&mut self, piece: Option<&Bytes>, faults: &mut Vec<Fault>) -> Result<(), TooLong> {
        let mut input = piece.cloned().unwrap_or_default();
        while faults.len() < MOST_FAULTS {
            let frame = match self.decoder.decode(&mut input)? {
                None if piece.is_none() => self.decoder.finish(),
                frame => frame,
            };
            let Some(frame) = frame else { break };
            self.item(frame, faults);
        }
        Ok(())
    }
}

fn fault(pointer: String, detail: &str, malformed: bool) -> Fault {
    Fault {
        place: FaultPlace::Body { pointer },
        detail: detail.to_owned(),
        malformed,
    }
}
