use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use base64::alphabet;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use base64::engine::{DecodePaddingMode, Engine};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decode::{Decode, parsed_text};
use crate::select::{AsTag, Facts, TagValue};

/// Bytes that stand in JSON as base64 (RFC 4648, section 4).
///
/// What others write without padding, with bits left over at the end or in the alphabet for URLs (section 5)
/// is read, too, and written back as it came.
#[derive(Clone, Default)]
pub struct Bytes {
    bytes: Vec<u8>,
    /// The text, where it is not the one that the bytes are written as.
    text: Option<Box<str>>,
}

/// Whatever padding and trailing bits there are.
const TOLERANT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

impl Bytes {
    /// Reads base64; `None` where it is none.
    fn parse(text: String) -> Option<Self> {
        if let Ok(bytes) = STANDARD.decode(&text) {
            return Some(Self::from(bytes));
        }
        let alphabets = [&alphabet::STANDARD, &alphabet::URL_SAFE];
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
impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Bytes {}

impl Hash for Bytes {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, text: None }
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self::from(bytes.to_vec())
    }
}

impl From<Bytes> for Vec<u8> {
    fn from(bytes: Bytes) -> Self {
        bytes.bytes
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Bytes({} bytes)", self.bytes.len())
    }
}

impl<'de> Decode<'de> for Bytes {
    const FACTS: Facts = Facts::STRING;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed_text(deserializer, "base64", Self::parse)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.text {
            Some(text) => serializer.serialize_str(text),
            None => serializer.serialize_str(&STANDARD.encode(&self.bytes)),
        }
    }
}

impl AsTag for Bytes {
    fn as_tag(&self) -> TagValue<'_> {
        TagValue::Other
    }
}
