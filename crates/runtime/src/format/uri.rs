use std::ops::Deref;

use serde::Deserializer;

use super::text::text_common;
use crate::decode::Decode;
use crate::select::Facts;

/// A URI (RFC 3986), as text, written back as it came.
///
/// Any text is accepted; `validate` says whether it is a URI.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uri(String);

impl Uri {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Uri {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Uri {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Uri {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<Uri> for String {
    fn from(uri: Uri) -> Self {
        uri.0
    }
}

impl std::str::FromStr for Uri {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(text))
    }
}

impl<'de> Decode<'de> for Uri {
    const FACTS: Facts = Facts::STRING;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::decode(deserializer).map(Self)
    }
}

text_common!(Uri);
