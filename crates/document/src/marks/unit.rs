use std::ops::Range;

/// What a walk counts places in.
#[derive(Debug, Default)]
pub(super) enum Unit {
    #[default]
    Bytes,
    /// Characters; with the byte offset of each [`STRIDE`]th one.
    Characters(Vec<usize>),
}

const STRIDE: usize = 256;

impl Unit {
    /// The unit of a walk that counts the characters of `text`.
    pub(super) fn characters(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Bytes;
        }
        let offsets = text.char_indices().map(|(offset, _)| offset);
        Self::Characters(offsets.step_by(STRIDE).collect())
    }

    pub(super) fn bytes(&self, text: &str, place: &Range<usize>) -> Range<usize> {
        let start = self.offset(text, place.start);
        start..self.offset(text, place.end).max(start)
    }

    fn offset(&self, text: &str, place: usize) -> usize {
        match self {
            Self::Bytes => place.min(text.len()),
            Self::Characters(offsets) => {
                let Some(start) = offsets.get(place / STRIDE).copied() else {
                    return text.len();
                };
                let rest = text.get(start..).unwrap_or_default();
                rest.char_indices()
                    .nth(place % STRIDE)
                    .map_or(text.len(), |(offset, _)| start + offset)
            }
        }
    }
}
