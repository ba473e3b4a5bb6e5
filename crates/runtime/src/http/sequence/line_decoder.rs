//! Lines of JSON: `{"id":1}␊{"id":2}␊`.

use bytes::{Buf, Bytes};

use super::decoder::{BYTE_ORDER_MARK, Decoder, TooLong};
use crate::http::Buffer;

/// Cuts JSON Lines and NDJSON at line feeds. Blank lines are passed over, a carriage return before
/// the line feed is white space to JSON, and the last line needs no line feed.
#[derive(Debug)]
pub(crate) struct LineDecoder {
    line: Buffer,
    limit: usize,
    is_first: bool,
}

impl LineDecoder {
    /// The line that is complete; `None` if it is blank.
    fn take(&mut self) -> Option<Buffer> {
        let line = std::mem::take(&mut self.line);
        let is_first = std::mem::replace(&mut self.is_first, false);
        let line = match line.as_slice().strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) if is_first => Buffer::copy(rest),
            _ => line,
        };
        let is_blank = line.as_slice().iter().all(u8::is_ascii_whitespace);
        (!is_blank).then_some(line)
    }
}

impl Decoder for LineDecoder {
    type Frame = Buffer;

    fn new(limit: usize) -> Self {
        Self {
            line: Buffer::default(),
            limit,
            is_first: true,
        }
    }

    fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    fn decode(&mut self, input: &mut Bytes) -> Result<Option<Buffer>, TooLong> {
        while !input.is_empty() {
            let end = input.iter().position(|byte| *byte == b'\n');
            let part = input.get(..end.unwrap_or(input.len())).unwrap_or_default();
            if part.len() > self.limit.saturating_sub(self.line.len()) {
                return Err(TooLong);
            }
            self.line.push(part);
            input.advance(end.map_or(input.len(), |end| end + 1));
            if end.is_some()
                && let Some(line) = self.take()
            {
                return Ok(Some(line));
            }
        }
        Ok(None)
    }

    fn finish(&mut self) -> Option<Buffer> {
        self.take()
    }
}

#[cfg(test)]
mod tests {
    use super::super::decoder::{decode_all, decode_in_pieces};
    use super::*;

    fn lines(input: &'static [u8]) -> Vec<String> {
        decode_in_pieces(|| LineDecoder::new(64), input)
            .iter()
            .map(|line| String::from_utf8_lossy(line.as_slice()).into_owned())
            .collect()
    }

    #[test]
    fn each_line_is_a_frame_wherever_the_input_is_cut() {
        assert_eq!(lines(b"1\n{\"a\":\"\xC3\xA9\"}\n"), ["1", "{\"a\":\"é\"}"]);
        assert_eq!(lines(b""), [""; 0]);
    }

    #[test]
    fn the_last_line_needs_no_line_feed() {
        assert_eq!(lines(b"1\n22"), ["1", "22"]);
    }

    #[test]
    fn blank_lines_and_carriage_returns_say_nothing() {
        assert_eq!(lines(b"\n1\r\n\r\n \t\n2\r\n\n"), ["1\r", "2\r"]);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_line() {
        assert_eq!(lines(b"\xEF\xBB\xBF1\n2\n"), ["1", "2"]);
        assert_eq!(lines(b"1\n\xEF\xBB\xBF2\n"), ["1", "\u{FEFF}2"]);
    }

    #[test]
    fn a_line_of_the_limit_is_read_and_a_longer_one_is_not() {
        let pieces = [&b"123"[..], b"4\n", b"12345"];
        assert_eq!(decode_all(&mut LineDecoder::new(5), pieces).unwrap().len(), 2);
        assert_eq!(decode_all(&mut LineDecoder::new(4), pieces), Err(TooLong));
    }
}
