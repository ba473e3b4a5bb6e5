//! What stands in arrays and objects, and the text of values.

use std::borrow::Cow;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::{Fault, Reader};
use crate::json::RAW_TOKEN;
use crate::select::UNION_TOKEN;
use crate::text::scanner::Mark;

/// The elements of an array.
pub(super) struct Elements<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
}

impl<'a, 'de> Elements<'a, 'de> {
    pub(super) fn new(reader: &'a mut Reader<'de>) -> Self {
        Self {
            reader,
            is_first: true,
        }
    }
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        match self.reader.has_more(is_first, b']')? {
            true => seed.deserialize(&mut *self.reader).map(Some),
            false => Ok(None),
        }
    }
}

/// The members of an object.
pub(super) struct Entries<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
}

impl<'a, 'de> Entries<'a, 'de> {
    pub(super) fn new(reader: &'a mut Reader<'de>) -> Self {
        Self {
            reader,
            is_first: true,
        }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Fault;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        if let Some(name) = self.reader.scanner.plain_name(is_first) {
            return seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some);
        }
        match self.reader.name(is_first)? {
            Some(name) => seed.deserialize(Name(name)).map(Some),
            None => Ok(None),
        }
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        self.reader.scanner.colon()?;
        seed.deserialize(&mut *self.reader)
    }
}

impl<'de> Reader<'de> {
    /// Whether there is another element or member.
    fn has_more(&mut self, is_first: bool, closing: u8) -> Result<bool, Fault> {
        match self.scanner.peek() {
            Some(found) if found == closing => Ok(false),
            _ if is_first => Ok(true),
            _ => {
                self.scanner.expect(b',', "lacks a comma or an end")?;
                match self.scanner.peek() {
                    Some(found) if found == closing => Err(Fault::syntax("trailing comma")),
                    _ => Ok(true),
                }
            }
        }
    }

    /// The next member's name.
    fn name(&mut self, is_first: bool) -> Result<Option<Cow<'de, str>>, Fault> {
        if !self.has_more(is_first, b'}')? {
            return Ok(None);
        }
        Ok(Some(self.scanner.string()?.decode()?))
    }
}

/// The name of a member.
struct Name<'de>(Cow<'de, str>);

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Cow::Borrowed(name) => visitor.visit_borrowed_str(name),
            Cow::Owned(name) => visitor.visit_string(name),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit option
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// A value whose text is asked for, in serde_json's form: a map of its token to the text.
pub(super) struct Raw<'a, 'de> {
    reader: &'a mut Reader<'de>,
}

impl<'a, 'de> Raw<'a, 'de> {
    pub(super) fn new(reader: &'a mut Reader<'de>) -> Self {
        Self { reader }
    }
}

impl<'de> MapAccess<'de> for Raw<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        seed.deserialize(BorrowedStrDeserializer::new(RAW_TOKEN))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        seed.deserialize(RawValue(&mut *self.reader))
    }
}

/// The text of a value. For a union it is the place where it stands: the text from there on, to be looked at, and the
/// value, to be read where it is.
struct RawValue<'a, 'de>(&'a mut Reader<'de>);

impl<'de> Deserializer<'de> for RawValue<'_, 'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.0.raw()?)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match name == UNION_TOKEN {
            true => visitor.visit_map(Standing::new(self.0)),
            false => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit option
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The place where a value stands: as a value the value itself; as a key first the text from there on, and once that was
/// asked for or the value was read, the value's text.
struct Standing<'a, 'de> {
    reader: &'a mut Reader<'de>,
    start: Mark,
    /// Where the value ends, once it was read.
    end: Option<Mark>,
    is_looked_at: bool,
}

impl<'a, 'de> Standing<'a, 'de> {
    fn new(reader: &'a mut Reader<'de>) -> Self {
        reader.scanner.peek();
        Self {
            start: reader.scanner.mark(),
            end: None,
            reader,
            is_looked_at: false,
        }
    }
}

impl<'de> MapAccess<'de> for Standing<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let scanner = &mut self.reader.scanner;
        scanner.return_to(self.start);
        let text = match (self.end, std::mem::replace(&mut self.is_looked_at, true)) {
            (Some(end), _) => scanner.go_to(end),
            (None, false) => scanner.rest(),
            (None, true) => self.reader.raw()?,
        };
        seed.deserialize(BorrowedStrDeserializer::new(text)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        self.reader.scanner.return_to(self.start);
        let value = seed.deserialize(&mut *self.reader)?;
        self.end = Some(self.reader.scanner.mark());
        Ok(value)
    }
}
