//! Server-sent events: `event: tick␊data: {"id":1}␊␊`.

use std::time::Duration;

use bytes::{Buf, Bytes};

use super::decoder::{BYTE_ORDER_MARK, Decoder, TooLong};
use super::text_event::TextEvent;
use crate::http::Buffer;

/// Interprets an event stream (WHATWG HTML, "Interpreting an event stream").
#[derive(Debug)]
pub(crate) struct EventDecoder {
    limit: usize,
    line: Buffer,
    is_first_line: bool,
    /// The last byte was a carriage return: a line feed that follows belongs to it.
    after_return: bool,
    data: Buffer,
    name: String,
    retry: Option<Duration>,
    /// The `id` that the next event has, and all after it.
    next_id: Option<String>,
    /// The `id` up to the last blank line.
    last_id: Option<String>,
    reconnection_time: Option<Duration>,
}

impl EventDecoder {
    /// The last event's `id`, for `Last-Event-ID`.
    pub(crate) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// How long to wait before connecting again, where the server has said so.
    pub(crate) fn reconnection_time(&self) -> Option<Duration> {
        self.reconnection_time
    }

    /// Goes on with another body of the same source: what was under way is dropped, the last `id`
    /// and the reconnection time are kept.
    pub(crate) fn restart(&mut self) {
        let last_id = self.last_id.take();
        *self = Self {
            next_id: last_id.clone(),
            last_id,
            reconnection_time: self.reconnection_time,
            ..Self::new(self.limit)
        };
    }

    /// Interprets the line that is complete; the event, if it ends one.
    fn end_line(&mut self) -> Result<Option<TextEvent>, TooLong> {
        let line = std::mem::take(&mut self.line);
        let is_first = std::mem::replace(&mut self.is_first_line, false);
        let line = match line.as_slice().strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) if is_first => rest,
            _ => line.as_slice(),
        };
        if line.is_empty() {
            return Ok(self.dispatch());
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (field, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = value.get(1..).unwrap_or_default();
        self.field(field, value.strip_prefix(b" ").unwrap_or(value))?;
        Ok(None)
    }

    /// What a field of the event says; a comment is a field without a name, and says nothing.
    fn field(&mut self, field: &[u8], value: &[u8]) -> Result<(), TooLong> {
        match field {
            b"data" => {
                // Text that is no UTF-8 may grow by what takes its place.
                let text = String::from_utf8_lossy(value);
                if text.len() >= self.room() {
                    return Err(TooLong);
                }
                self.data.push(text.as_bytes());
                self.data.push(b"\n");
            }
            b"event" => self.name = String::from_utf8_lossy(value).into_owned(),
            b"id" if !value.contains(&0) => {
                self.next_id = Some(String::from_utf8_lossy(value).into_owned()).filter(|id| !id.is_empty());
            }
            b"retry" => {
                if let Some(time) = milliseconds(value) {
                    self.retry = Some(time);
                    self.reconnection_time = Some(time);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The event that a blank line ends; there is none without `data`.
    fn dispatch(&mut self) -> Option<TextEvent> {
        self.last_id.clone_from(&self.next_id);
        let name = std::mem::take(&mut self.name);
        let mut data = std::mem::take(&mut self.data);
        let retry = self.retry.take();
        if data.len() == 0 {
            return None;
        }
        data.truncate(data.len().saturating_sub(1));
        Some(TextEvent {
            data,
            name: Some(name).filter(|name| !name.is_empty()),
            id: self.last_id.clone(),
            retry,
        })
    }

    /// How many bytes the event under way may still have, and one more for its last line's end.
    fn room(&self) -> usize {
        self.limit
            .saturating_add(1)
            .saturating_sub(self.data.len())
            .saturating_sub(self.name.len())
    }
}

impl Decoder for EventDecoder {
    type Frame = TextEvent;

    fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Buffer::default(),
            is_first_line: true,
            after_return: false,
            data: Buffer::default(),
            name: String::new(),
            retry: None,
            next_id: None,
            last_id: None,
            reconnection_time: None,
        }
    }

    fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    fn decode(&mut self, input: &mut Bytes) -> Result<Option<TextEvent>, TooLong> {
        while let Some(first) = input.first() {
            if std::mem::replace(&mut self.after_return, false) && *first == b'\n' {
                input.advance(1);
                continue;
            }
            let end = input.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let part = input.get(..end.unwrap_or(input.len())).unwrap_or_default();
            if part.len() >= self.room().saturating_sub(self.line.len()) {
                return Err(TooLong);
            }
            self.line.push(part);
            let Some(end) = end else {
                input.clear();
                break;
            };
            self.after_return = input.get(end) == Some(&b'\r');
            input.advance(end + 1);
            if let Some(event) = self.end_line()? {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    /// Nothing: an event that no blank line ends is dropped.
    fn finish(&mut self) -> Option<TextEvent> {
        None
    }
}

/// ASCII digits only; what no time can hold is as good as for ever.
fn milliseconds(value: &[u8]) -> Option<Duration> {
    if value.is_empty() || !value.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let digits = std::str::from_utf8(value).ok()?;
    Some(Duration::from_millis(digits.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::super::decoder::{decode_all, decode_in_pieces};
    use super::*;

    impl PartialEq for TextEvent {
        fn eq(&self, other: &Self) -> bool {
            self.data.as_slice() == other.data.as_slice()
                && (&self.name, &self.id, self.retry) == (&other.name, &other.id, other.retry)
        }
    }

    fn events(input: &'static [u8]) -> Vec<TextEvent> {
        decode_in_pieces(|| EventDecoder::new(64), input)
    }

    fn data(input: &'static [u8]) -> Vec<String> {
        events(input)
            .iter()
            .map(|event| event.text().to_owned())
            .collect()
    }

    #[test]
    fn lines_end_with_any_of_three_ends_wherever_the_input_is_cut() {
        for input in [
            &b"data: a\n\ndata: b\n\n"[..],
            b"data: a\r\rdata: b\r\r",
            b"data: a\r\n\r\ndata: b\r\n\r\n",
            b"data: a\n\rdata: b\r\n\n",
        ] {
            assert_eq!(data(input), ["a", "b"], "{}", input.escape_ascii());
        }
    }

    #[test]
    fn lines_of_data_are_joined_and_one_space_after_the_colon_is_dropped() {
        assert_eq!(data(b"data: a\ndata:b\ndata:  c\ndata\n\n"), ["a\nb\n c\n"]);
        assert_eq!(data(b"data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
    }

    #[test]
    fn an_empty_line_of_data_is_an_event_and_no_data_is_none() {
        assert_eq!(data(b"data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
        assert_eq!(data(b"event: ping\n\nid: 1\n\n:\n\n"), [""; 0]);
    }

    #[test]
    fn a_name_holds_for_its_event_only() {
        let events = events(b"event: a\nevent: b\ndata:1\n\nevent: c\n\ndata:2\n\nevent\ndata:3\n\n");
        let names: Vec<_> = events.iter().map(|event| event.name.as_deref()).collect();
        assert_eq!(names, [Some("b"), None, None]);
    }

    #[test]
    fn an_id_holds_until_the_next_and_is_ignored_with_nul_in_it() {
        let events = events(b"id: 1\ndata:a\n\nid: 2\n\ndata:b\n\nid: 3\0\ndata:c\n\nid\ndata:d\n\n");
        let ids: Vec<_> = events.iter().map(|event| event.id.as_deref()).collect();
        assert_eq!(ids, [Some("1"), Some("2"), Some("2"), None]);
    }

    #[test]
    fn the_last_id_is_that_of_a_finished_event() {
        let mut decoder = EventDecoder::new(64);
        decode_all(&mut decoder, [&b"id: 1\ndata:a\n\nretry: 7\nid: 2\ndata:b\n"[..]]).unwrap();
        assert_eq!(decoder.last_id(), Some("1"));
        decoder.restart();
        let events = decode_all(&mut decoder, [&b"\xEF\xBB\xBFdata:c\n\n"[..]]).unwrap();
        assert_eq!(events[0].id.as_deref(), Some("1"));
        assert_eq!(events[0].text(), "c");
        assert_eq!(decoder.reconnection_time(), Some(Duration::from_millis(7)));
    }

    #[test]
    fn retry_is_digits_only() {
        let events = events(b"retry: 10\ndata:a\n\nretry: +1\nretry: 1.5\nretry\nretry:  2\ndata:b\n\n");
        assert_eq!(events[0].retry, Some(Duration::from_millis(10)));
        assert_eq!(events[1].retry, None);
        assert_eq!(
            milliseconds(b"99999999999999999999"),
            Some(Duration::from_millis(u64::MAX))
        );
    }

    #[test]
    fn comments_and_unknown_fields_say_nothing() {
        assert_eq!(data(b": data: a\nfoo: b\nData: c\n data: d\ndata: e\n\n"), ["e"]);
    }

    #[test]
    fn a_byte_order_mark_is_dropped_at_the_beginning_only() {
        assert_eq!(
            data(b"\xEF\xBB\xBFdata: a\n\n\xEF\xBB\xBFdata: b\ndata: c\n\n"),
            ["a", "c"]
        );
        assert_eq!(data(b"\xEF\xBB\xBF\xEF\xBB\xBFdata: a\n\ndata: b\n\n"), ["b"]);
    }

    #[test]
    fn what_is_no_utf_8_is_replaced_as_the_standard_says() {
        assert_eq!(
            data(b"data: \xE2\x82\xAC\xE2\x82 \xFF\n\n"),
            ["€\u{FFFD} \u{FFFD}"]
        );
    }

    #[test]
    fn an_event_that_is_not_ended_is_dropped() {
        assert_eq!(data(b"data: a\n\ndata: b\n"), ["a"]);
        assert_eq!(data(b"data: a"), [""; 0]);
    }

    #[test]
    fn an_event_of_the_limit_is_read_and_a_longer_one_is_not() {
        let one_line = &b"data: 1234\n\n"[..];
        let lines = &b"data:1\ndata:2\ndata:3\ndata:4\ndata\n\n"[..];
        for (input, limit) in [(one_line, 10), (lines, 12)] {
            let read = |limit| decode_all(&mut EventDecoder::new(limit), input.chunks(1));
            assert_eq!(read(limit).unwrap().len(), 1);
            assert_eq!(read(limit - 1), Err(TooLong));
        }
        let endless = std::iter::repeat_n(&b": keep"[..], 100);
        assert_eq!(decode_all(&mut EventDecoder::new(64), endless), Err(TooLong));
        let many = std::iter::repeat_n(&b"data: 1234\n\n: comment\n\n"[..], 100);
        assert_eq!(decode_all(&mut EventDecoder::new(10), many).unwrap().len(), 100);
    }
}
