//! JSON text (RFC 8259) to events with their places.
//!
//! Written here because the same walk serves two readers: one that keeps the digits of numbers,
//! which serde_json rounds, and one that finds lines and columns.

use super::json_string;
use std::borrow::Cow;
use std::ops::Range;

/// A piece of JSON text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum JsonEvent<'t> {
    ObjectStart,
    ObjectEnd,
    ArrayStart,
    ArrayEnd,
    Key(Cow<'t, str>),
    String(Cow<'t, str>),
    Number(&'t str),
    Bool(bool),
    Null,
}

/// Where the text stops being JSON, and why.
#[derive(Debug, PartialEq)]
pub(crate) struct JsonFault {
    pub(crate) offset: usize,
    pub(crate) message: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
enum Container {
    Object,
    Array,
}

#[derive(Clone, Copy, PartialEq)]
enum Expect {
    Value,
    /// Right after `[`.
    ValueOrEnd,
    /// Right after `{`.
    KeyOrEnd,
    Key,
    /// After a key.
    Colon,
    /// After a value within a container.
    CommaOrEnd,
    /// After the outermost value.
    Nothing,
}

/// The events of a text, one after the other; it holds its nesting on the heap.
pub(crate) struct JsonScanner<'t> {
    text: &'t str,
    offset: usize,
    open: Vec<Container>,
    expect: Expect,
    depth: usize,
}

pub(crate) type Step<'t> = Result<(JsonEvent<'t>, Range<usize>), JsonFault>;

pub(crate) const TOO_DEEP: &str = "values nest too deeply";

impl<'t> JsonScanner<'t> {
    pub(crate) fn new(text: &'t str, depth: usize) -> Self {
        Self {
            text,
            offset: 0,
            open: Vec::new(),
            expect: Expect::Value,
            depth,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.offset += 1;
        }
    }

    fn fault<T>(&self, message: &'static str) -> Result<T, JsonFault> {
        Err(JsonFault {
            offset: self.offset,
            message,
        })
    }

    fn after_value(&mut self) {
        self.expect = if self.open.is_empty() {
            Expect::Nothing
        } else {
            Expect::CommaOrEnd
        };
    }

    /// The next event and its place; nothing after the last one.
    pub(crate) fn step(&mut self) -> Option<Step<'t>> {
        if let Err(fault) = self.separator() {
            return Some(Err(fault));
        }
        let start = self.offset;
        let event = match (self.expect, self.peek()) {
            (Expect::Nothing, None) => return None,
            (Expect::Nothing, Some(_)) => self.fault("there is more text after the document's value"),
            (_, None) => self.fault("the text ends before the document does"),
            (Expect::KeyOrEnd, Some(b'}')) => self.close(),
            (Expect::ValueOrEnd, Some(b']')) => self.close(),
            (Expect::CommaOrEnd, Some(byte)) => self.end(byte),
            (Expect::Key | Expect::KeyOrEnd, Some(b'"')) => self.key(),
            (Expect::Key, Some(b'}')) => self.fault("a comma must be followed by another member"),
            (Expect::Key | Expect::KeyOrEnd, Some(_)) => {
                self.fault("expected a member's name in double quotes")
            }
            (Expect::Value, Some(b']')) if !self.open.is_empty() => {
                self.fault("a comma must be followed by another item")
            }
            (Expect::Colon | Expect::Value | Expect::ValueOrEnd, Some(byte)) => self.value(byte),
        };
        Some(event.map(|event| (event, start..self.offset)))
    }

    fn end(&mut self, byte: u8) -> Result<JsonEvent<'t>, JsonFault> {
        match (self.open.last(), byte) {
            (Some(Container::Object), b'}') | (Some(Container::Array), b']') => self.close(),
            (Some(Container::Object), _) => self.fault("expected `,` or `}` after a member"),
            _ => self.fault("expected `,` or `]` after an item"),
        }
    }

    fn close(&mut self) -> Result<JsonEvent<'t>, JsonFault> {
        self.offset += 1;
        let closed = self.open.pop();
        self.after_value();
        Ok(match closed {
            Some(Container::Array) => JsonEvent::ArrayEnd,
            _ => JsonEvent::ObjectEnd,
        })
    }

    fn key(&mut self) -> Result<JsonEvent<'t>, JsonFault> {
        let name = self.string()?;
        self.expect = Expect::Colon;
        Ok(JsonEvent::Key(name))
    }

    fn string(&mut self) -> Result<Cow<'t, str>, JsonFault> {
        let (value, end) = json_string::read(self.text, self.offset)?;
        self.offset = end;
        Ok(value)
    }

    /// Takes a comma or a colon; neither is an event.
    fn separator(&mut self) -> Result<(), JsonFault> {
        self.skip_space();
        match (self.expect, self.peek()) {
            (Expect::CommaOrEnd, Some(b',')) => {
                self.expect = match self.open.last() {
                    Some(Container::Object) => Expect::Key,
                    _ => Expect::Value,
                };
            }
            (Expect::Colon, Some(b':')) => self.expect = Expect::Value,
            (Expect::Colon, _) => return self.fault("expected `:` after a member's name"),
            _ => return Ok(()),
        }
        self.offset += 1;
        self.skip_space();
        Ok(())
    }

    fn open(&mut self, container: Container) -> Result<(), JsonFault> {
        if self.open.len() >= self.depth {
            return self.fault(TOO_DEEP);
        }
        self.open.push(container);
        self.offset += 1;
        Ok(())
    }

    fn value(&mut self, byte: u8) -> Result<JsonEvent<'t>, JsonFault> {
        match byte {
            b'{' => {
                self.open(Container::Object)?;
                self.expect = Expect::KeyOrEnd;
                return Ok(JsonEvent::ObjectStart);
            }
            b'[' => {
                self.open(Container::Array)?;
                self.expect = Expect::ValueOrEnd;
                return Ok(JsonEvent::ArrayStart);
            }
            _ => {}
        }
        let event = match byte {
            b'"' => JsonEvent::String(self.string()?),
            b'-' | b'0'..=b'9' => JsonEvent::Number(self.number()?),
            _ => self.word()?,
        };
        self.after_value();
        Ok(event)
    }

    fn word(&mut self) -> Result<JsonEvent<'t>, JsonFault> {
        let rest = self.text.get(self.offset..).unwrap_or_default();
        let words = [
            ("null", JsonEvent::Null),
            ("true", JsonEvent::Bool(true)),
            ("false", JsonEvent::Bool(false)),
        ];
        for (word, event) in words {
            if rest.starts_with(word) {
                self.offset += word.len();
                return Ok(event);
            }
        }
        self.fault("expected a value")
    }

    fn digits(&mut self) -> Result<(), JsonFault> {
        let start = self.offset;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.offset += 1;
        }
        if self.offset == start {
            return self.fault("expected a digit");
        }
        Ok(())
    }

    fn number(&mut self) -> Result<&'t str, JsonFault> {
        let start = self.offset;
        if self.peek() == Some(b'-') {
            self.offset += 1;
        }
        if self.peek() == Some(b'0') {
            self.offset += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.offset += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.offset += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.offset += 1;
            }
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.fault("a number may not begin with a zero");
        }
        Ok(self.text.get(start..self.offset).unwrap_or_default())
    }
}
