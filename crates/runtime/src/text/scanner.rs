use super::MAX_DEPTH;
use super::raw_string::{RawString, plain_length};

/// Walks JSON text (RFC 8259), value by value; it neither copies nor recurses.
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

/// A place in a text.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    at: usize,
    depth: u32,
}

/// Why a text is not JSON, and after how many bytes that shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) detail: &'static str,
    pub(crate) at: usize,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
        }
    }

    /// The first byte of what comes next, white space left out.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        let next = self.text.as_bytes().get(self.at).copied();
        match next {
            Some(b' ' | b'\n' | b'\r' | b'\t') => self.peek_past_space(),
            _ => next,
        }
    }

    fn peek_past_space(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    #[cold]
    pub(crate) fn error(&self, detail: &'static str) -> SyntaxError {
        SyntaxError { detail, at: self.at }
    }

    /// Nothing but white space may follow.
    pub(crate) fn end(&mut self) -> Result<(), SyntaxError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error("has more text after its end")),
        }
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// How many bytes were read.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// What was not read yet.
    #[inline]
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes over `length` bytes more, and returns them.
    pub(super) fn advance(&mut self, length: usize) -> &'a str {
        let start = self.at;
        self.at = start.saturating_add(length).min(self.text.len());
        self.slice(start)
    }

    /// Where it is, to return to.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
        }
    }

    /// Goes on to where it was, and returns what stands before that.
    pub(super) fn go_to(&mut self, mark: Mark) -> &'a str {
        let start = self.at;
        self.return_to(mark);
        self.slice(start)
    }

    /// Goes back to where it was.
    pub(super) fn return_to(&mut self, mark: Mark) {
        (self.at, self.depth) = (mark.at, mark.depth);
    }

    #[inline]
    pub(super) fn expect(&mut self, byte: u8, detail: &'static str) -> Result<(), SyntaxError> {
        if self.peek() == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        Err(self.error(detail))
    }

    fn slice(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Reads an object: `member` is given each name and must read the value that follows.
    pub(crate) fn object<E: From<SyntaxError>>(
        &mut self,
        mut member: impl FnMut(RawString<'a>, &mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        self.enter(b'{')?;
        if self.peek() == Some(b'}') {
            self.leave();
            return Ok(());
        }
        loop {
            let name = self.string()?;
            self.colon()?;
            member(name, self)?;
            if self.is_last(b'}')? {
                return Ok(());
            }
        }
    }

    /// Reads what stands between a name and its value.
    #[inline]
    pub(super) fn colon(&mut self) -> Result<(), SyntaxError> {
        self.expect(b':', "lacks a colon")
    }

    /// Reads an array: `item` must read the value that follows.
    pub(crate) fn array<E: From<SyntaxError>>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        self.enter(b'[')?;
        if self.peek() == Some(b']') {
            self.leave();
            return Ok(());
        }
        loop {
            item(self)?;
            if self.is_last(b']')? {
                return Ok(());
            }
        }
    }

    pub(super) fn enter(&mut self, opening: u8) -> Result<(), SyntaxError> {
        self.expect(opening, "expected an object or an array")?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("is nested too deeply"));
        }
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.at += 1;
        self.depth = self.depth.saturating_sub(1);
    }

    #[inline]
    fn is_last(&mut self, closing: u8) -> Result<bool, SyntaxError> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(false)
            }
            Some(found) if found == closing => {
                self.leave();
                Ok(true)
            }
            _ => Err(self.error("lacks a comma or an end")),
        }
    }

    /// The text of the value that comes next.
    pub(crate) fn skip(&mut self) -> Result<&'a str, SyntaxError> {
        let first = self.peek();
        let start = self.at;
        match first {
            Some(b'"') => drop(self.string()?),
            Some(b'{' | b'[') => self.skip_nested()?,
            _ => self.skip_scalar()?,
        }
        Ok(self.slice(start))
    }

    /// The same, as deeply nested as a text of its own may be.
    pub(super) fn skip_apart(&mut self) -> Result<&'a str, SyntaxError> {
        let mark = self.mark();
        self.depth = 0;
        let skipped = self.skip();
        match skipped {
            Ok(_) => self.depth = mark.depth,
            Err(_) => self.return_to(mark),
        }
        skipped
    }

    fn skip_scalar(&mut self) -> Result<(), SyntaxError> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            _ => self.number().map(drop),
        }
    }

    /// An array or object, whose nesting is kept in the bits of a number: 1 for an object.
    fn skip_nested(&mut self) -> Result<(), SyntaxError> {
        let (outside, mut kinds) = (self.depth, 0u128);
        loop {
            // At the beginning of a value.
            match self.peek() {
                Some(opening @ (b'{' | b'[')) => {
                    self.enter(opening)?;
                    kinds = kinds << 1 | u128::from(opening == b'{');
                    let closing = if opening == b'{' { b'}' } else { b']' };
                    if self.peek() == Some(closing) {
                        self.leave();
                        kinds >>= 1;
                    } else {
                        self.skip_name(kinds)?;
                        continue;
                    }
                }
                _ => self.skip_scalar()?,
            }
            // At the end of a value.
            loop {
                if self.depth == outside {
                    return Ok(());
                }
                let closing = if kinds & 1 == 1 { b'}' } else { b']' };
                if !self.is_last(closing)? {
                    break;
                }
                kinds >>= 1;
            }
            self.skip_name(kinds)?;
        }
    }

    fn skip_name(&mut self, kinds: u128) -> Result<(), SyntaxError> {
        if kinds & 1 == 1 {
            self.string()?;
            self.colon()?;
        }
        Ok(())
    }

    /// Reads `true`, `false` or `null`.
    pub(crate) fn word(&mut self, word: &str) -> Result<(), SyntaxError> {
        match self.text.as_bytes().get(self.at..self.at + word.len()) {
            Some(found) if found == word.as_bytes() => {
                self.at += word.len();
                Ok(())
            }
            _ => Err(self.error("is not a value")),
        }
    }

    /// Reads a string.
    pub(crate) fn string(&mut self) -> Result<RawString<'a>, SyntaxError> {
        if let Some(text) = self.plain_string() {
            return Ok(RawString::new(text, false));
        }
        self.expect(b'"', "expected a string")?;
        self.escaped_string(0)
    }

    /// Reads a string that has no escapes, if one comes next.
    #[inline]
    pub(super) fn plain_string(&mut self) -> Option<&'a str> {
        match self.peek() {
            Some(b'"') => self.plain_rest(),
            _ => None,
        }
    }

    /// Reads a string that has no escapes, whose quote comes next.
    #[inline]
    fn plain_rest(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let end = start + plain_length(bytes.get(start..)?);
        if bytes.get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    /// Reads the name of a member, if what comes next is a name without escapes, after a comma unless it is the first.
    pub(super) fn plain_name(&mut self, is_first: bool) -> Option<&'a str> {
        let start = self.at;
        if !is_first {
            match self.peek() {
                Some(b',') => self.at += 1,
                _ => return None,
            }
        }
        let name = self.plain_string();
        if name.is_none() {
            self.at = start;
        }
        name
    }

    /// Reads a string, after its quote, of which so many bytes are plain.
    #[cold]
    fn escaped_string(&mut self, plain: usize) -> Result<RawString<'a>, SyntaxError> {
        let start = self.at;
        self.at += plain;
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => {
                    let text = self.slice(start);
                    self.at += 1;
                    return Ok(RawString::new(text, true));
                }
                Some(b'\\') => self.escape()?,
                Some(0..=0x1f) => return Err(self.error("has a control character in a string")),
                Some(_) => self.at += plain_length(self.rest().as_bytes()),
                None => return Err(self.error("ends within a string")),
            }
        }
    }

    fn escape(&mut self) -> Result<(), SyntaxError> {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => match bytes.get(self.at + 2..self.at + 6) {
                Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => self.at += 6,
                _ => return Err(self.error("has a wrong escape")),
            },
            _ => return Err(self.error("has a wrong escape")),
        }
        Ok(())
    }

    /// Reads a number.
    pub(crate) fn number(&mut self) -> Result<&'a str, SyntaxError> {
        self.peek();
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += usize::from(bytes.get(self.at) == Some(&b'-'));
        match bytes.get(self.at) {
            Some(b'0') if matches!(bytes.get(self.at + 1), Some(b'0'..=b'9')) => {
                return Err(self.error("is not a number"));
            }
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits()?,
            _ => return Err(self.error("is not a value")),
        }
        if bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = bytes.get(self.at) {
            self.at += 1;
            self.at += usize::from(matches!(bytes.get(self.at), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(self.slice(start))
    }

    fn digits(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            self.at += 1;
        }
        if self.at == start {
            return Err(self.error("is not a number"));
        }
        Ok(())
    }
}
