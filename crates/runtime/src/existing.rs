use std::any::type_name;
use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decode::Decode;
use crate::decode_error::fault;
use crate::json::RawText;
use crate::select::{AsTag, TagValue};
use crate::{Validate, Violations};

/// A value of a type that no document describes: one of the user's own, which is read and written by
/// its serde implementations.
///
/// What the schema demands is checked by the type around it: validation reads what is written. Of an error
/// of the type's own only the type's name is told, for the rest may quote the value.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Existing<T>(pub T);

impl<T> Existing<T> {
    /// The value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Existing<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for Existing<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Existing<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Existing<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<'de, T: DeserializeOwned> Decode<'de> for Existing<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = RawText::capture(deserializer)?;
        match serde_json::from_str(text.as_str()) {
            Ok(value) => Ok(Self(value)),
            Err(_) => Err(fault(format!("is not a {}", type_name::<T>()))),
        }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Existing<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl<T: Serialize> Serialize for Existing<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T> Validate for Existing<T> {
    fn validate(&self) -> Result<(), Violations> {
        Ok(())
    }
}

impl<T> AsTag for Existing<T> {
    fn as_tag(&self) -> TagValue<'_> {
        TagValue::Other
    }
}
