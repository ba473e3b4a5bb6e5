//! Sequential media types (OpenAPI 3.2.0, "Sequential Media Types"): bodies that are read and
//! written item by item.
//!
//! Decoders (`decoder`) know nothing of input and output: bytes go in, frames come out. A `Format` says
//! what a frame is as a value; `Items` is what all sequences do; [`Events`], [`JsonLines`] and
//! [`JsonSequence`] are what callers see.

mod decoder;
mod event;
mod event_decoder;
mod event_format;
mod event_source;
mod events;
mod format;
mod frames;
mod item_error;
mod items;
mod json_items;
mod json_lines;
mod line_decoder;
mod reconnect;
mod record_decoder;
mod text_event;

pub(crate) use decoder::{Decoder, TooLong};
pub use event::Event;
pub(crate) use event_decoder::EventDecoder;
pub use events::{Events, WholeEvents};
pub use item_error::ItemError;
pub use json_lines::{JsonLines, JsonSequence};
pub(crate) use line_decoder::LineDecoder;
pub(crate) use reconnect::Resume;
#[cfg(feature = "client")]
pub(crate) use reconnect::{Interruption, Resuming};
pub use reconnect::{NotRepeatable, Reconnect};
pub(crate) use record_decoder::{RecordDecoder, record_text};

/// How many bytes an item may have where nobody says.
pub(crate) const DEFAULT_ITEM_LIMIT: usize = 16 * 1024 * 1024;
