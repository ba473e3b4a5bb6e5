use std::error::Error;
use std::fmt;

/// A text that is not of the format that it should be of; it does not hold the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatError {
    expected: &'static str,
}

impl FormatError {
    pub(crate) const fn new(expected: &'static str) -> Self {
        Self { expected }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the text is not {}", self.expected)
    }
}

impl Error for FormatError {}

/// A type that is text of a format: what all of them have.
macro_rules! text_format {
    ($name:ident) => {
        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Takes the text as it is, if it is of the format.
            ///
            /// # Errors
            /// When it is not.
            pub fn parse(text: impl Into<String>) -> Result<Self, crate::FormatError> {
                let text = text.into();
                match crate::schema::is_of_format(crate::schema::Format::$name, &text) {
                    Ok(()) => Ok(Self(text)),
                    Err(expected) => Err(crate::FormatError::new(expected)),
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::FormatError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = crate::FormatError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = crate::FormatError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::parse(text)
            }
        }

        impl<'de> crate::Decode<'de> for $name {
            const FACTS: crate::select::Facts = crate::select::Facts::STRING;

            fn decode<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as crate::Decode>::decode(deserializer)?;
                match crate::schema::is_of_format(crate::schema::Format::$name, &text) {
                    Ok(()) => Ok(Self(text)),
                    Err(expected) => Err(crate::decode_error::fault(format_args!(
                        "is not {expected}"
                    ))),
                }
            }
        }

        crate::format::text::text_common!($name);
    };
}

/// What every type around a text has, whatever may stand in it.
macro_rules! text_common {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.0, formatter)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl crate::select::AsTag for $name {
            fn as_tag(&self) -> crate::select::TagValue<'_> {
                crate::select::TagValue::String(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Self as crate::Decode>::decode(deserializer)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

pub(crate) use {text_common, text_format};
