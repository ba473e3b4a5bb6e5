//! JSON text as a deserializer, with the same answers as serde_json's, errors included.

mod access;
mod fault;
mod scalar;
mod syntax;

use std::borrow::Cow;

use serde::de::{Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;

use self::access::{Elements, Entries, Raw};
use super::Scanner;
use crate::json::RAW_TOKEN;

pub(crate) use fault::Fault;
pub(crate) use syntax::syntax_error;

/// Reads values from a text, one after the other. What it reads at once (names, numbers, whole texts) is not
/// generic, so that a type that is read adds little code.
///
/// It stops at the first thing that is not JSON without saying what: [`syntax_error`] does.
pub(crate) struct Reader<'de> {
    scanner: Scanner<'de>,
}

/// A value, or how one begins.
enum Token<'de> {
    Null,
    Boolean(bool),
    Unsigned(u64),
    Signed(i64),
    Large(i128),
    Float(f64),
    Text(Cow<'de, str>),
    Array,
    Object,
}

impl<'de> Reader<'de> {
    pub(crate) fn new(text: &'de str) -> Self {
        Self {
            scanner: Scanner::new(text),
        }
    }

    /// Nothing but white space may follow.
    pub(crate) fn end(&mut self) -> Result<(), Fault> {
        Ok(self.scanner.end()?)
    }

    fn plain_string(&mut self) -> Option<&'de str> {
        self.scanner.plain_string()
    }

    /// Reads a value, of an array or an object its beginning.
    fn token(&mut self) -> Result<Token<'de>, Fault> {
        Ok(match self.scanner.peek() {
            Some(b'"') => match self.scanner.string()?.decode() {
                Ok(text) => Token::Text(text),
                Err(error) => return Err(error.into()),
            },
            Some(b'{') => self.scanner.enter(b'{').map(|()| Token::Object)?,
            Some(b'[') => self.scanner.enter(b'[').map(|()| Token::Array)?,
            Some(b't') => self.scanner.word("true").map(|()| Token::Boolean(true))?,
            Some(b'f') => self.scanner.word("false").map(|()| Token::Boolean(false))?,
            Some(b'n') => self.scanner.word("null").map(|()| Token::Null)?,
            _ => scalar::number(self.scanner.number()?)?,
        })
    }

    /// The text of the value that comes next.
    fn raw(&mut self) -> Result<&'de str, Fault> {
        match self.scanner.skip_apart() {
            Ok(text) => Ok(text),
            // It may be nested as deeply as it likes where nobody looks into it.
            Err(error) => match syntax::skip_any(self.scanner.rest()) {
                Some(length) => Ok(self.scanner.advance(length)),
                None => Err(error.into()),
            },
        }
    }

    /// Reads the end of an array or an object, of which `read` was made.
    fn leave<T>(&mut self, read: Result<T, Fault>, closing: u8) -> Result<T, Fault> {
        let end = self.close(closing);
        match read {
            Ok(value) => end.map(|()| value),
            Err(fault) => Err(self.placed(fault)),
        }
    }

    fn close(&mut self, closing: u8) -> Result<(), Fault> {
        match self.scanner.peek() {
            Some(found) if found == closing => {
                self.scanner.leave();
                Ok(())
            }
            _ => Err(self.placed(Fault::custom("#: was not read to its end"))),
        }
    }

    /// A fault that has no place yet is here.
    #[cold]
    fn placed(&self, fault: Fault) -> Fault {
        fault.or_at(self.scanner.text(), self.scanner.position())
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        // Most values are strings.
        if let Some(text) = self.plain_string() {
            return visitor
                .visit_borrowed_str(text)
                .map_err(|fault| self.placed(fault));
        }
        let read = match self.token()? {
            Token::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Token::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Token::Null => visitor.visit_unit(),
            Token::Boolean(value) => visitor.visit_bool(value),
            Token::Unsigned(value) => visitor.visit_u64(value),
            Token::Signed(value) => visitor.visit_i64(value),
            Token::Large(value) => visitor.visit_i128(value),
            Token::Float(value) => visitor.visit_f64(value),
            Token::Array => {
                let read = visitor.visit_seq(Elements::new(self));
                return self.leave(read, b']');
            }
            Token::Object => {
                let read = visitor.visit_map(Entries::new(self));
                return self.leave(read, b'}');
            }
        };
        read.map_err(|fault| self.placed(fault))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.scanner.peek() {
            Some(b'n') => {
                self.scanner.word("null")?;
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == RAW_TOKEN {
            let read = visitor.visit_map(Raw::new(self));
            return read.map_err(|fault| self.placed(fault));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.raw()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum identifier
    }
}
