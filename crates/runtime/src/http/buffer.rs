//! A buffer of bytes that leaves nothing behind in memory.

use std::io;
#[cfg(feature = "client")]
use std::ops::Range;

use bytes::Bytes;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// What text is added to.
pub(crate) trait TextBuffer {
    /// Adds `text` at the end.
    fn push_str(&mut self, text: &str);
}

impl TextBuffer for String {
    fn push_str(&mut self, text: &str) {
        Self::push_str(self, text);
    }
}

impl TextBuffer for Buffer {
    #[inline]
    fn push_str(&mut self, text: &str) {
        self.push(text.as_bytes());
    }
}

/// Bytes that are wiped when they are dropped, and when the buffer moves because it grows.
#[derive(Default)]
#[cfg_attr(test, derive(PartialEq))]
pub(crate) struct Buffer {
    bytes: Vec<u8>,
}

impl Buffer {
    /// An empty buffer with room for `capacity` bytes.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(capacity),
        }
    }

    /// A buffer of the same bytes.
    pub(crate) fn copy(bytes: &[u8]) -> Self {
        let mut buffer = Self::with_capacity(bytes.len());
        buffer.push(bytes);
        buffer
    }

    /// Drops all bytes but the first `len`.
    pub(crate) fn truncate(&mut self, len: usize) {
        if let Some(rest) = self.bytes.get_mut(len..) {
            rest.zeroize();
        }
        self.bytes.truncate(len);
    }

    /// Takes these bytes out; what comes after them moves there.
    #[cfg(feature = "client")]
    pub(crate) fn remove(&mut self, range: Range<usize>) {
        let size = range.len();
        if let Some(moved) = self.bytes.get_mut(range.start..) {
            moved.rotate_left(size.min(moved.len()));
        }
        self.truncate(self.bytes.len().saturating_sub(size));
    }

    /// Adds `more` at the end. What is written piece by piece comes here for each comma.
    #[inline]
    pub(crate) fn push(&mut self, more: &[u8]) {
        if more.len() > self.bytes.capacity() - self.bytes.len() {
            self.grow(more.len());
        }
        self.bytes.extend_from_slice(more);
    }

    /// Moves to where there is room for `more` bytes, and wipes the place it leaves.
    #[cold]
    fn grow(&mut self, more: usize) {
        let needed = self.bytes.len().saturating_add(more);
        let capacity = needed.max(self.bytes.capacity().saturating_mul(4)).max(512);
        let mut larger = Vec::with_capacity(capacity);
        larger.extend_from_slice(&self.bytes);
        self.wipe();
        self.bytes = larger;
    }

    /// As a slice, which is wiped at once, and a `Vec` byte by byte with the room that it has left.
    fn wipe(&mut self) {
        self.bytes.as_mut_slice().zeroize();
    }

    /// The bytes.
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, to change.
    #[cfg(feature = "client")]
    pub(crate) fn as_mut_slice(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    /// The bytes, as a vector that leaves behind what it holds.
    #[cfg(feature = "client")]
    pub(crate) fn into_vec(mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// How many bytes there are.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes to share; they are wiped when the last of the sharers is dropped.
    pub(crate) fn into_bytes(self) -> Bytes {
        if self.bytes.is_empty() {
            Bytes::new()
        } else {
            Bytes::from_owner(self)
        }
    }
}

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        self.wipe();
    }
}

impl ZeroizeOnDrop for Buffer {}

impl io::Write for Buffer {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push(bytes);
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.push(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl std::fmt::Debug for Buffer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Buffer({} bytes)", self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pushed_is_there_in_order() {
        let mut buffer = Buffer::with_capacity(1);
        for chunk in [&b"one "[..], b"", b"two ", &[b'x'; 1000]] {
            buffer.push(chunk);
        }
        assert_eq!(buffer.len(), 1008);
        assert_eq!(&buffer.into_bytes()[..9], b"one two x");
    }
}
