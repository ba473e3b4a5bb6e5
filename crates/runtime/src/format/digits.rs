use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::FormatError;
use crate::decode::Decode;
use crate::json::{DecodeDigits, write_raw};
use crate::select::{AsTag, Facts, TagValue};
use crate::text::{Number, Scanner, is_integer};

/// A number of any precision, its digits kept as they came: `10.00` stays `10.00`.
///
/// Equality and order are those of the values: `10.00` equals `10`.
#[derive(Clone)]
pub struct Decimal(Box<str>);

/// An integer of any size, its digits kept as they came.
///
/// Equality and order are those of the values.
#[derive(Clone)]
pub struct BigInteger(Box<str>);

fn is_number(text: &str) -> bool {
    let mut scanner = Scanner::new(text);
    scanner.number().is_ok_and(|number| number.len() == text.len())
}

macro_rules! digits {
    ($name:ident, $expected:literal, $whole:literal, $facts:ident) => {
        impl $name {
            /// The number as JSON text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The float next to it; infinite when it is beyond all floats.
            pub fn to_f64(&self) -> f64 {
                self.0.parse().unwrap_or(f64::NAN)
            }

            /// The integer that it is, if 128 bits hold it.
            pub fn to_i128(&self) -> Option<i128> {
                let number = Number::parse(&self.0);
                number.is_integer().then(|| number.to_i128()).flatten()
            }
        }

        impl FromStr for $name {
            type Err = FormatError;

            /// Takes a number in JSON's grammar.
            fn from_str(text: &str) -> Result<Self, FormatError> {
                match is_number(text) && (!$whole || is_integer(text)) {
                    true => Ok(Self(text.into())),
                    false => Err(FormatError::new($expected)),
                }
            }
        }

        impl TryFrom<&str> for $name {
            type Error = FormatError;

            fn try_from(text: &str) -> Result<Self, FormatError> {
                text.parse()
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self("0".into())
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.cmp(other).is_eq()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                Number::parse(&self.0).cmp(&Number::parse(&other.0))
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                Number::parse(&self.0).hash(state);
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl<'de> Decode<'de> for $name {
            const FACTS: Facts = Facts::$facts;

            fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let digits = DecodeDigits {
                    expected: $expected,
                    whole: $whole,
                };
                digits.decode(deserializer).map(Self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::decode(deserializer)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                write_raw(&self.0, serializer)
            }
        }

        impl AsTag for $name {
            fn as_tag(&self) -> TagValue<'_> {
                TagValue::Number(Cow::Borrowed(&self.0))
            }
        }
    };
}

digits!(Decimal, "a number", false, NUMBER);
digits!(BigInteger, "an integer", true, INTEGER);

macro_rules! from_integers {
    ($($integer:ty),*) => { $(
        impl From<$integer> for Decimal {
            fn from(value: $integer) -> Self {
                Self(value.to_string().into())
            }
        }

        impl From<$integer> for BigInteger {
            fn from(value: $integer) -> Self {
                Self(value.to_string().into())
            }
        }
    )* };
}

from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);
