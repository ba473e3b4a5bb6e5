//! An event as it stands in its stream.

use std::fmt;
use std::time::Duration;

use crate::http::Buffer;

/// A server-sent event with its data as text.
#[derive(Default)]
pub(crate) struct TextEvent {
    /// The lines of `data`, in UTF-8; wiped when dropped.
    pub(crate) data: Buffer,
    /// The event's name, where it has one.
    pub(crate) name: Option<String>,
    /// The last `id` of the stream up to this event.
    pub(crate) id: Option<String>,
    /// The `retry` that stood with this event.
    pub(crate) retry: Option<Duration>,
}

impl TextEvent {
    /// The data as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(self.data.as_slice()).unwrap_or_default()
    }
}

impl fmt::Debug for TextEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextEvent({} bytes)", self.data.len())
    }
}
