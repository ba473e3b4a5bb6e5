//! Sequential media types (OpenAPI 3.2.0, "Sequential Media Types"): bodies that are read and
//! written item by item.
//!
//! Decoders (`decoder`) know nothing of input and output: bytes go in, frames come out.

mod decoder;
mod event_decoder;
mod line_decoder;
mod record_decoder;
mod text_event;

pub(crate) use decoder::{Decoder, TooLong};
pub(crate) use event_decoder::EventDecoder;
pub(crate) use line_decoder::LineDecoder;
pub(crate) use record_decoder::{RecordDecoder, record_text};
pub(crate) use text_event::TextEvent;
