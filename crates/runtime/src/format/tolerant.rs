use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decode::Decode;
use crate::select::{AsTag, Facts, TagValue};
use crate::{Date, DateTime, Duration, FormatError, Ipv6, Time, Uuid};

/// A type that is made of text of a format.
pub trait TextFormat: Sized {
    /// What a text should be, in words: `a UUID`.
    #[doc(hidden)]
    const EXPECTED: &'static str;

    /// Reads the text, or gives it back.
    ///
    /// # Errors
    /// The text, when it is not of the format.
    fn from_text(text: String) -> Result<Self, String>;
}

/// A value of a format, or the text that came instead of one (setting `formats = "tolerant"`).
///
/// Both are written back as they came; `validate` refuses the text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tolerant<T> {
    /// A value of the format.
    Right(T),
    /// A text that is not of the format.
    Odd(String),
}

impl<T> Tolerant<T> {
    /// The value, where the text was of the format.
    pub fn right(&self) -> Option<&T> {
        match self {
            Tolerant::Right(value) => Some(value),
            Tolerant::Odd(_) => None,
        }
    }

    /// The text that is not of the format.
    pub fn odd(&self) -> Option<&str> {
        match self {
            Tolerant::Right(_) => None,
            Tolerant::Odd(text) => Some(text),
        }
    }

    /// The value.
    ///
    /// # Errors
    /// The text, where it was not of the format.
    pub fn into_right(self) -> Result<T, String> {
        match self {
            Tolerant::Right(value) => Ok(value),
            Tolerant::Odd(text) => Err(text),
        }
    }
}

impl<T> From<T> for Tolerant<T> {
    fn from(value: T) -> Self {
        Tolerant::Right(value)
    }
}

impl<T: TextFormat> FromStr for Tolerant<T> {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(T::from_text(text.to_owned()).map_or_else(Tolerant::Odd, Tolerant::Right))
    }
}

impl<T: fmt::Debug> fmt::Debug for Tolerant<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tolerant::Right(value) => value.fmt(formatter),
            Tolerant::Odd(text) => formatter.debug_tuple("Odd").field(text).finish(),
        }
    }
}

impl<T: fmt::Display> fmt::Display for Tolerant<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tolerant::Right(value) => value.fmt(formatter),
            Tolerant::Odd(text) => formatter.write_str(text),
        }
    }
}

impl<'de, T: TextFormat> Decode<'de> for Tolerant<T> {
    const FACTS: Facts = Facts::STRING;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::decode(deserializer)?;
        Ok(T::from_text(text).map_or_else(Tolerant::Odd, Tolerant::Right))
    }
}

impl<'de, T: TextFormat> Deserialize<'de> for Tolerant<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl<T: Serialize> Serialize for Tolerant<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Tolerant::Right(value) => value.serialize(serializer),
            Tolerant::Odd(text) => serializer.serialize_str(text),
        }
    }
}

impl<T: AsTag> AsTag for Tolerant<T> {
    fn as_tag(&self) -> TagValue<'_> {
        match self {
            Tolerant::Right(value) => value.as_tag(),
            Tolerant::Odd(text) => text.as_tag(),
        }
    }
}

macro_rules! text_formats {
    ($($name:ident: $expected:literal),*) => { $(
        impl TextFormat for $name {
            const EXPECTED: &'static str = $expected;

            fn from_text(text: String) -> Result<Self, String> {
                let value: Result<Self, FormatError> = Self::parse(text.as_str());
                value.map_err(|_| text)
            }
        }
    )* };
}

text_formats!(
    DateTime: "a date and time with its offset (RFC 3339)",
    Date: "a date (RFC 3339)",
    Time: "a time with its offset (RFC 3339)",
    Duration: "a duration (ISO 8601)",
    Uuid: "a UUID"
);

macro_rules! addresses {
    ($($name:ident: $expected:literal),*) => { $(
        impl TextFormat for $name {
            const EXPECTED: &'static str = $expected;


            fn from_text(text: String) -> Result<Self, String> {
                text.parse().map_err(|_| text)
            }
        }
    )* };
}

addresses!(Ipv4Addr: "an IPv4 address", Ipv6: "an IPv6 address");

#[cfg(feature = "base64")]
macro_rules! bytes {
    ($($name:ident: $expected:literal),*) => { $(
        impl TextFormat for crate::$name {
            const EXPECTED: &'static str = $expected;

            fn from_text(text: String) -> Result<Self, String> {
                Self::parse(text.clone()).ok_or(text)
            }
        }
    )* };
}

#[cfg(feature = "base64")]
bytes!(Bytes: "base64", Base64Url: "base64 in the alphabet for URLs");
