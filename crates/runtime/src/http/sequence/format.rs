//! How values become the bytes of a sequence, and the other way round.

use serde::Serialize;

use super::frames::{Frames, Incoming};
use super::line_decoder::LineDecoder;
use super::record_decoder::{RECORD_SEPARATOR, RecordDecoder, record_text};
use crate::decode::DecodeOwned;
use crate::http::content::to_json;
use crate::http::{Body, Buffer, WriteError};
use crate::{DecodeError, json};

/// How the values of a sequence are read and written.
pub(crate) trait Format<T> {
    /// What the sequence is made of.
    type Item;
    /// Where its frames come from.
    type Frames: Frames;

    /// The frames of `body`, each of at most `limit` bytes.
    fn frames(body: Body, limit: usize) -> Self::Frames;

    /// What a frame says.
    fn read(&self, frame: <Self::Frames as Frames>::Frame) -> Read<Self::Item>
    where
        T: DecodeOwned;

    /// Adds an item to what is sent.
    ///
    /// # Errors
    /// When the item cannot be written so.
    fn write(&self, item: &Self::Item, buffer: &mut Buffer) -> Result<(), WriteError>
    where
        T: Serialize;

    /// Adds what says that no item follows, where anything does.
    ///
    /// # Errors
    /// When that cannot be written.
    fn write_end(&self, _buffer: &mut Buffer) -> Result<(), WriteError> {
        Ok(())
    }
}

/// What a frame says.
pub(crate) enum Read<I> {
    /// An item.
    Item(I),
    /// Nothing.
    Nothing,
    /// That the sequence is at its end.
    End,
    /// What is no item.
    Fault(DecodeError, Buffer),
}

/// JSON Lines and NDJSON: a value in each line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lines;

/// A JSON text sequence (RFC 7464): a separator, a value and a line feed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Records;

impl<T> Format<T> for Lines {
    type Item = T;
    type Frames = Incoming<LineDecoder>;

    fn frames(body: Body, limit: usize) -> Self::Frames {
        Incoming::new(body, limit)
    }

    fn read(&self, line: Buffer) -> Read<T>
    where
        T: DecodeOwned,
    {
        match json::from_slice(line.as_slice()) {
            Ok(item) => Read::Item(item),
            Err(error) => Read::Fault(error, line),
        }
    }

    fn write(&self, item: &T, buffer: &mut Buffer) -> Result<(), WriteError>
    where
        T: Serialize,
    {
        write_line(item, buffer)
    }
}

impl<T> Format<T> for Records {
    type Item = T;
    type Frames = Incoming<RecordDecoder>;

    fn frames(body: Body, limit: usize) -> Self::Frames {
        Incoming::new(body, limit)
    }

    fn read(&self, record: Buffer) -> Read<T>
    where
        T: DecodeOwned,
    {
        match record_text(record.as_slice()).and_then(json::from_slice) {
            Ok(item) => Read::Item(item),
            Err(error) => Read::Fault(error, record),
        }
    }

    fn write(&self, item: &T, buffer: &mut Buffer) -> Result<(), WriteError>
    where
        T: Serialize,
    {
        buffer.push(&[RECORD_SEPARATOR]);
        write_line(item, buffer)
    }
}

/// JSON without white space has no line feed of its own, unless it is kept as it came.
fn write_line<T: Serialize>(item: &T, buffer: &mut Buffer) -> Result<(), WriteError> {
    let text = to_json(item)?;
    for (index, line) in text
        .as_slice()
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .enumerate()
    {
        if index > 0 {
            buffer.push(b" ");
        }
        buffer.push(line);
    }
    buffer.push(b"\n");
    Ok(())
}
