use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use crate::decode::DecodeOwned;
use crate::{DecodeError, Json};

/// A value of a union that is none of the variants that the document describes, kept as it came.
///
/// It is written back byte for byte. `Debug` shows the tags that led here and how long the value is,
/// never what it holds.
#[derive(Clone)]
pub struct UnknownVariant {
    json: Json,
    tags: String,
}

impl UnknownVariant {
    /// A variant that the document does not describe.
    pub fn new(json: impl Into<Json>) -> Self {
        Self {
            json: json.into(),
            tags: String::new(),
        }
    }

    pub(crate) fn tagged(json: Json, tags: String) -> Self {
        Self { json, tags }
    }

    /// The value.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// The value.
    pub fn into_json(self) -> Json {
        self.json
    }

    /// The tags that were seen, in words: `paymentProvider = "KLARNA"`; empty where there are none.
    pub fn tags(&self) -> &str {
        &self.tags
    }

    /// Reads it as a `T`.
    ///
    /// # Errors
    /// When it is not what `T` is.
    pub fn decode<T: DecodeOwned>(&self) -> Result<T, DecodeError> {
        self.json.decode()
    }
}

impl PartialEq for UnknownVariant {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl Eq for UnknownVariant {}

impl Hash for UnknownVariant {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.json.hash(state);
    }
}

impl fmt::Debug for UnknownVariant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = if self.tags.is_empty() { "" } else { "; " };
        write!(
            formatter,
            "UnknownVariant({}{separator}{:?})",
            self.tags, self.json
        )
    }
}

impl Serialize for UnknownVariant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}
