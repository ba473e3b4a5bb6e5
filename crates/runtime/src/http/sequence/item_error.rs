//! Why an item of a sequence cannot be read.

use std::fmt;

use crate::DecodeError;
use crate::http::Buffer;

/// Why an item of a sequence cannot be read. Neither `Debug` nor `Display` shows the item.
pub struct ItemError {
    item: u64,
    error: DecodeError,
    text: Buffer,
}

impl ItemError {
    pub(crate) fn new(item: u64, error: DecodeError, text: Buffer) -> Self {
        Self { item, error, text }
    }

    /// Which item of the sequence it is, from 1.
    pub fn item(&self) -> u64 {
        self.item
    }

    /// Where the item does not fit, and why.
    pub fn error(&self) -> &DecodeError {
        &self.error
    }

    /// The item as it came: a line, a record, the data of an event. It may hold secrets.
    pub fn text(&self) -> &[u8] {
        self.text.as_slice()
    }
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "item {} of the stream does not fit: {}", self.item, self.error)
    }
}

impl fmt::Debug for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemError")
            .field("item", &self.item)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ItemError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
