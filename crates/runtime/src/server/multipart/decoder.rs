//! Cuts a form into parts, whatever the pieces are in which it comes. Knows no input and output.

use super::part::PartHead;
use crate::http::Buffer;
use crate::server::media_type::MediaType;

/// How many bytes the headers of a part may have.
const HEAD_LIMIT: usize = 16 * 1024;

/// What is found next.
#[derive(Debug, PartialEq)]
pub(crate) enum Found<'d> {
    /// A part begins.
    Head(PartHead),
    /// Some of its bytes.
    Bytes(&'d [u8]),
    /// It is at its end.
    PartEnd,
    /// The form is at its end; what follows says nothing.
    End,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// What stands before the first boundary.
    Preamble,
    /// The rest of the line of a boundary.
    Boundary,
    Head,
    Content,
    /// A boundary, right here.
    PartEnd,
    End,
}

/// A form that is cut into parts.
#[derive(Debug)]
pub(crate) struct PartDecoder {
    /// A line's end and the boundary.
    delimiter: Vec<u8>,
    input: Buffer,
    /// How much of `input` is done with.
    start: usize,
    state: State,
}

impl PartDecoder {
    /// A decoder of what is of this type.
    ///
    /// # Errors
    /// When it names no boundary.
    pub(crate) fn new(content_type: &str) -> Result<Self, &'static str> {
        let media = MediaType::parse(content_type);
        let boundary = media.as_ref().and_then(|media| media.parameter("boundary"));
        let boundary = boundary.filter(|boundary| (1..=70).contains(&boundary.len()));
        let boundary = boundary.ok_or("has a type that names no boundary of its parts")?;
        Ok(Self {
            delimiter: format!("\r\n--{boundary}").into_bytes(),
            // The first boundary may be the first line.
            input: Buffer::copy(b"\r\n"),
            start: 0,
            state: State::Preamble,
        })
    }

    /// Takes more of the form.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let mut input = Buffer::with_capacity(self.rest().len().saturating_add(bytes.len()));
        input.push(self.rest());
        input.push(bytes);
        self.input = input;
        self.start = 0;
    }

    /// What is found next; nothing when more of the form is needed.
    ///
    /// # Errors
    /// When it is no form.
    pub(crate) fn next(&mut self) -> Result<Option<Found<'_>>, &'static str> {
        loop {
            match self.state {
                State::Preamble => {
                    let (length, is_delimited) = self.up_to_delimiter();
                    self.start += length;
                    if !is_delimited {
                        return Ok(None);
                    }
                    self.pass_delimiter();
                }
                State::Boundary => match self.boundary()? {
                    Some(state) => self.state = state,
                    None => return Ok(None),
                },
                State::Head => return Ok(self.head()?.map(Found::Head)),
                State::Content => {
                    let (length, is_delimited) = self.up_to_delimiter();
                    if is_delimited {
                        self.state = State::PartEnd;
                    }
                    if length == 0 && is_delimited {
                        continue;
                    }
                    let from = self.start;
                    self.start += length;
                    let bytes = self.input.as_slice().get(from..self.start).unwrap_or_default();
                    return Ok((!bytes.is_empty()).then_some(Found::Bytes(bytes)));
                }
                State::PartEnd => {
                    self.pass_delimiter();
                    return Ok(Some(Found::PartEnd));
                }
                State::End => return Ok(Some(Found::End)),
            }
        }
    }

    /// What is wrong when nothing more comes.
    pub(crate) fn broken_off(&self) -> &'static str {
        match self.state {
            State::Preamble => "lacks the boundary that its type names",
            State::Head => "has a part whose headers do not end",
            _ => "breaks off within a part",
        }
    }

    fn rest(&self) -> &[u8] {
        self.input.as_slice().get(self.start..).unwrap_or_default()
    }

    fn pass_delimiter(&mut self) {
        self.start += self.delimiter.len();
        self.state = State::Boundary;
    }

    /// How many bytes there are before a delimiter, or what may become one; and whether it is one.
    fn up_to_delimiter(&self) -> (usize, bool) {
        let rest = self.rest();
        let mut at = 0;
        while let Some(from) = rest.get(at..) {
            let Some(found) = from.iter().position(|byte| *byte == b'\r') else {
                break;
            };
            at += found;
            let candidate = rest.get(at..).unwrap_or_default();
            if candidate.starts_with(&self.delimiter) {
                return (at, true);
            }
            if self.delimiter.starts_with(candidate) {
                return (at, false);
            }
            at += 1;
        }
        (rest.len(), false)
    }

    /// What follows a boundary: the line's end, or the form's.
    fn boundary(&mut self) -> Result<Option<State>, &'static str> {
        let rest = self.rest();
        if rest.starts_with(b"--") {
            return Ok(Some(State::End));
        }
        let padding = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        if padding > HEAD_LIMIT {
            return Err("has something beside a boundary");
        }
        let state = match rest.get(padding..).unwrap_or_default() {
            [b'\r', b'\n', ..] => Some(State::Head),
            [] | [b'\r'] => None,
            [b'-'] if padding == 0 => None,
            _ => return Err("has something beside a boundary"),
        };
        if state.is_some() {
            // The line's end is the headers', of which there may be none.
            self.start += padding;
        }
        Ok(state)
    }

    fn head(&mut self) -> Result<Option<PartHead>, &'static str> {
        let rest = self.rest();
        let Some(length) = rest
            .windows(4)
            .take(HEAD_LIMIT)
            .position(|end| end == b"\r\n\r\n")
        else {
            return match rest.len() > HEAD_LIMIT {
                true => Err("has a part whose headers are too long"),
                false => Ok(None),
            };
        };
        let head = PartHead::parse(rest.get(2..length).unwrap_or_default())?;
        // The empty line's own end stays: a boundary may begin with it only after another.
        self.start += length + 4;
        self.state = State::Content;
        Ok(Some(head))
    }
}
