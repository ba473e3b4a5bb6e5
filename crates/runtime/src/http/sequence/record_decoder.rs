//! JSON text sequences (RFC 7464): `␞{"id":1}␊␞{"id":2}␊`.

use bytes::{Buf, Bytes};

use super::decoder::{Decoder, TooLong};
use crate::DecodeError;
use crate::http::Buffer;

/// What each record begins with.
pub(crate) const RECORD_SEPARATOR: u8 = 0x1E;

/// Cuts a JSON text sequence at its record separators.
#[derive(Debug)]
pub(crate) struct RecordDecoder {
    record: Buffer,
    limit: usize,
}

impl RecordDecoder {
    /// The record that is complete; `None` if there is none between two separators.
    fn take(&mut self) -> Option<Buffer> {
        let record = std::mem::take(&mut self.record);
        let is_blank = record.as_slice().iter().all(u8::is_ascii_whitespace);
        (!is_blank).then_some(record)
    }
}

impl Decoder for RecordDecoder {
    type Frame = Buffer;

    fn new(limit: usize) -> Self {
        Self {
            record: Buffer::default(),
            limit,
        }
    }

    fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    fn decode(&mut self, input: &mut Bytes) -> Result<Option<Buffer>, TooLong> {
        while !input.is_empty() {
            let end = input.iter().position(|byte| *byte == RECORD_SEPARATOR);
            let part = input.get(..end.unwrap_or(input.len())).unwrap_or_default();
            if part.len() > self.limit.saturating_sub(self.record.len()) {
                return Err(TooLong);
            }
            self.record.push(part);
            input.advance(end.map_or(input.len(), |end| end + 1));
            if end.is_some()
                && let Some(record) = self.take()
            {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    fn finish(&mut self) -> Option<Buffer> {
        self.take()
    }
}

/// The JSON text of a record.
///
/// # Errors
/// When the record may have been cut off: a number, `true`, `false` or `null` is whole only if white
/// space follows (RFC 7464, section 2.4).
pub(crate) fn record_text(record: &[u8]) -> Result<&[u8], DecodeError> {
    let text = record.trim_ascii_end();
    let delimits_itself = matches!(text.last(), Some(b'}' | b']' | b'"'));
    if delimits_itself || text.len() < record.len() {
        Ok(text)
    } else {
        Err(DecodeError::at(record, record.len(), "the record may be cut off"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::decoder::{decode_all, decode_in_pieces};
    use super::*;

    fn records(input: &'static [u8]) -> Vec<String> {
        decode_in_pieces(|| RecordDecoder::new(64), input)
            .iter()
            .map(|record| String::from_utf8_lossy(record.as_slice()).into_owned())
            .collect()
    }

    #[test]
    fn each_record_is_a_frame_wherever_the_input_is_cut() {
        assert_eq!(records(b"\x1E{\n}\n\x1E\"\xC3\xA9\"\n"), ["{\n}\n", "\"é\"\n"]);
        assert_eq!(records(b"\x1E1\n\x1E2"), ["1\n", "2"]);
        assert_eq!(records(b"\x1E\x1E\n\x1E1\n"), ["1\n"]);
        assert_eq!(records(b""), [""; 0]);
    }

    #[test]
    fn what_stands_before_the_first_separator_is_a_frame_to_report() {
        assert_eq!(records(b"{\"a\":\x1E1\n"), ["{\"a\":", "1\n"]);
    }

    #[test]
    fn a_record_without_an_end_of_its_own_needs_white_space_after_it() {
        for whole in ["1\n", "true ", "{}", "[1]", "\"a\"", "{}\n", "null\r\n"] {
            assert_eq!(
                record_text(whole.as_bytes()).unwrap(),
                whole.trim_end().as_bytes(),
                "{whole:?}"
            );
        }
        for cut in ["1", "tru", "null", "{\"a\":1", ""] {
            assert!(record_text(cut.as_bytes()).is_err(), "{cut:?}");
        }
    }

    #[test]
    fn a_record_of_the_limit_is_read_and_a_longer_one_is_not() {
        let pieces = [&b"\x1E123"[..], b"4\x1E", b"12345"];
        assert_eq!(decode_all(&mut RecordDecoder::new(5), pieces).unwrap().len(), 2);
        assert_eq!(decode_all(&mut RecordDecoder::new(4), pieces), Err(TooLong));
    }
}
