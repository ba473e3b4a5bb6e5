use std::convert::Infallible;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decode::Decode;
use crate::decode_error::fault;

/// No value at all: what a schema that nothing satisfies describes (`false`, `not: {}`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Never(Infallible);

impl<'de> Decode<'de> for Never {
    fn decode<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(fault("must not be there"))
    }
}

impl<'de> Deserialize<'de> for Never {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Serialize for Never {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match self.0 {}
    }
}
