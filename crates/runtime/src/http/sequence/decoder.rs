//! What all decoders of sequences are: bytes in, frames out.

use bytes::Bytes;

/// Cuts a sequence of bytes into frames, whatever the pieces are in which it comes.
pub(crate) trait Decoder: Sized {
    /// What an item is before it is a value.
    type Frame;

    /// A decoder of frames of at most `limit` bytes.
    fn new(limit: usize) -> Self;

    /// Sets how many bytes a frame may have.
    fn set_limit(&mut self, limit: usize);

    /// Takes from the front of `input` until a frame is complete, or nothing is left.
    ///
    /// # Errors
    /// When a frame is longer than the decoder's limit; nothing can be read after that.
    fn decode(&mut self, input: &mut Bytes) -> Result<Option<Self::Frame>, TooLong>;

    /// What is left at the end of the input, if it is a frame.
    fn finish(&mut self) -> Option<Self::Frame>;
}

/// A frame is longer than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

/// A byte order mark in UTF-8.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// All frames of `input`, cut into pieces of `size` bytes.
#[cfg(test)]
pub(crate) fn decode_all<D: Decoder>(
    decoder: &mut D,
    pieces: impl IntoIterator<Item = &'static [u8]>,
) -> Result<Vec<D::Frame>, TooLong> {
    let mut frames = Vec::new();
    for piece in pieces {
        let mut piece = Bytes::from_static(piece);
        while let Some(frame) = decoder.decode(&mut piece)? {
            frames.push(frame);
        }
        assert!(piece.is_empty(), "a decoder takes all that it is given");
    }
    frames.extend(decoder.finish());
    Ok(frames)
}

/// Reads `input` whole, byte by byte, and cut in two at every byte: the frames must be the same.
#[cfg(test)]
pub(crate) fn decode_in_pieces<D: Decoder>(new: impl Fn() -> D, input: &'static [u8]) -> Vec<D::Frame>
where
    D::Frame: PartialEq + std::fmt::Debug,
{
    let whole = decode_all(&mut new(), [input]).unwrap();
    let bytes = decode_all(&mut new(), input.chunks(1)).unwrap();
    assert_eq!(bytes, whole, "byte by byte");
    for at in 0..=input.len() {
        let (start, end) = input.split_at(at);
        let parts = decode_all(&mut new(), [start, b"", end]).unwrap();
        assert_eq!(parts, whole, "cut at {at}");
    }
    whole
}
