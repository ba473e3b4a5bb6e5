use std::borrow::Cow;
use std::collections::BTreeMap;

use zeroize::Zeroize;

use crate::schema::{JsonType, Literal};
use crate::text::Number;
use crate::{Json, Nullable, Secret};

/// What a member beside a union shows of itself.
#[derive(Clone, Debug)]
pub enum TagValue<'a> {
    /// It is not there.
    Absent,
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i128),
    /// Any other number, as JSON text.
    Number(Cow<'a, str>),
    /// A string.
    String(&'a str),
    /// A value that a table holds.
    Literal(Literal),
    /// A value that chooses nothing.
    Other,
}

impl TagValue<'_> {
    /// Whether it is the value that `literal` says.
    #[inline]
    pub(crate) fn is(&self, literal: &Literal) -> bool {
        match (self, literal) {
            (TagValue::String(found), Literal::String(text)) => found == text,
            (TagValue::Bool(found), Literal::Bool(value)) => found == value,
            (TagValue::Null, Literal::Null) => true,
            (TagValue::Integer(found), Literal::Number(text)) => match text.parse::<i128>() {
                Ok(value) => *found == value,
                Err(_) => Number::parse(text).to_i128() == Some(*found),
            },
            (TagValue::Number(found), Literal::Number(text)) => Number::parse(found) == Number::parse(text),
            (TagValue::Literal(found), literal) => found.same(literal),
            _ => false,
        }
    }
}

/// A type whose values may choose the variant of a union beside them.
pub trait AsTag {
    /// What the value shows of itself; an object or a list, nothing.
    fn as_tag(&self) -> TagValue<'_> {
        TagValue::Other
    }
}

/// What a member shows once it was read.
pub fn seen<T: AsTag>(slot: &Option<T>) -> Option<TagValue<'_>> {
    slot.as_ref().map(T::as_tag)
}

impl AsTag for String {
    fn as_tag(&self) -> TagValue<'_> {
        TagValue::String(self)
    }
}

impl AsTag for bool {
    fn as_tag(&self) -> TagValue<'_> {
        TagValue::Bool(*self)
    }
}

macro_rules! integers {
    ($($integer:ty),*) => { $(
        impl AsTag for $integer {
            fn as_tag(&self) -> TagValue<'_> {
                TagValue::Integer(i128::from(*self))
            }
        }
    )* };
}

integers!(i8, i16, i32, i64, u8, u16, u32, u64);

macro_rules! floats {
    ($($float:ty),*) => { $(
        impl AsTag for $float {
            fn as_tag(&self) -> TagValue<'_> {
                match self.is_finite() {
                    true => TagValue::Number(Cow::Owned(self.to_string())),
                    false => TagValue::Other,
                }
            }
        }
    )* };
}

floats!(f32, f64);

impl<T: AsTag> AsTag for Option<T> {
    fn as_tag(&self) -> TagValue<'_> {
        self.as_ref().map_or(TagValue::Absent, T::as_tag)
    }
}

impl<T: AsTag> AsTag for Nullable<T> {
    fn as_tag(&self) -> TagValue<'_> {
        match self {
            Nullable::Null => TagValue::Null,
            Nullable::Value(value) => value.as_tag(),
        }
    }
}

impl<T: AsTag> AsTag for Box<T> {
    fn as_tag(&self) -> TagValue<'_> {
        (**self).as_tag()
    }
}

impl<T: AsTag + Zeroize> AsTag for Secret<T> {
    fn as_tag(&self) -> TagValue<'_> {
        self.expose().as_tag()
    }
}

impl AsTag for Json {
    fn as_tag(&self) -> TagValue<'_> {
        match self.kind() {
            JsonType::Null => TagValue::Null,
            JsonType::Boolean => TagValue::Bool(self.as_bool() == Some(true)),
            JsonType::Integer | JsonType::Number => TagValue::Number(Cow::Borrowed(self.as_text())),
            JsonType::String => match self.as_str() {
                Some(Cow::Borrowed(text)) => TagValue::String(text),
                // A string with escapes: of no table's making, as far as a tag goes.
                _ => TagValue::Other,
            },
            JsonType::Array | JsonType::Object => TagValue::Other,
        }
    }
}

/// Values that choose nothing.
macro_rules! opaque {
    ($([$($generics:tt)*] $name:ty;)*) => { $(
        impl<$($generics)*> AsTag for $name {
            fn as_tag(&self) -> TagValue<'_> {
                TagValue::Other
            }
        }
    )* };
}

opaque!(
    [T] Vec<T>;
    [T] BTreeMap<String, T>;
    [A] (A,);
    [A, B] (A, B);
    [A, B, C] (A, B, C);
    [A, B, C, D] (A, B, C, D);
    [] crate::Never;
    [] std::net::Ipv4Addr;
    [] std::net::Ipv6Addr;
    [] crate::Binary;
);
