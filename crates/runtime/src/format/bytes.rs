use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use base64::alphabet;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD, URL_SAFE_NO_PAD};
use base64::engine::{DecodePaddingMode, Engine};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decode::{Decode, parsed_text};
use crate::select::{AsTag, Facts, TagValue};

/// Whatever padding and trailing bits there are.
const TOLERANT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

/// Bytes that stand in JSON as base64: what both alphabets have.
macro_rules! base64_bytes {
    ($(#[$docs:meta])* $name:ident, $engine:ident, $first:ident, $second:ident) => {
        $(#[$docs])*
        #[derive(Clone, Default)]
        pub struct $name {
            bytes: Vec<u8>,
            /// The text, where it is not the one that the bytes are written as.
            text: Option<Box<str>>,
        }

        impl $name {
            /// Reads base64; `None` where it is none.
            pub(super) fn parse(text: String) -> Option<Self> {
                if let Ok(bytes) = $engine.decode(&text) {
                    return Some(Self::from(bytes));
                }
                let alphabets = [&alphabet::$first, &alphabet::$second];
                let mut engines = alphabets
                    .map(|alphabet| GeneralPurpose::new(alphabet, TOLERANT))
                    .into_iter();
                let bytes = engines.find_map(|engine| engine.decode(&text).ok())?;
                let text = Some(text.into_boxed_str());
                Some(Self { bytes, text })
            }

            /// The text that is not the one that the bytes are written as.
            pub(crate) fn odd_text(&self) -> Option<&str> {
                self.text.as_deref()
            }
        }

        /// Two are equal when their bytes are, however they were written.
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.bytes == other.bytes
            }
        }

        impl Eq for $name {}

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.bytes.hash(state);
            }
        }

        impl Deref for $name {
            type Target = [u8];

            fn deref(&self) -> &[u8] {
                &self.bytes
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self { bytes, text: None }
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                Self::from(bytes.to_vec())
            }
        }

        impl From<$name> for Vec<u8> {
            fn from(bytes: $name) -> Self {
                bytes.bytes
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($name), "({} bytes)"), self.bytes.len())
            }
        }

        impl<'de> Decode<'de> for $name {
            const FACTS: Facts = Facts::STRING;

            fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                parsed_text(deserializer, "base64", Self::parse)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::decode(deserializer)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match &self.text {
                    Some(text) => serializer.serialize_str(text),
                    None => serializer.serialize_str(&$engine.encode(&self.bytes)),
                }
            }
        }

        impl AsTag for $name {
            fn as_tag(&self) -> TagValue<'_> {
                TagValue::Other
            }
        }
    };
}

base64_bytes! {
    /// Bytes that stand in JSON as base64 (RFC 4648, section 4).
    ///
    /// What others write without padding, with bits left over at the end or in the alphabet for URLs (section 5)
    /// is read, too, and written back as it came.
    Bytes, STANDARD, STANDARD, URL_SAFE
}

base64_bytes! {
    /// Bytes that stand in JSON as base64 in the alphabet for URLs, without padding (RFC 4648, section 5).
    ///
    /// What others write with padding, with bits left over at the end or in the other alphabet is read, too, and
    /// written back as it came.
    Base64Url, URL_SAFE_NO_PAD, URL_SAFE, STANDARD
}
