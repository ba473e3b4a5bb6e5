use std::fmt;
use std::hash::{Hash, Hasher};
use std::net::Ipv6Addr;
use std::ops::Deref;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::FormatError;
use crate::decode::{Decode, parsed_text};
use crate::select::{AsTag, Facts, TagValue};

/// An IPv6 address (`format: ipv6`), its text kept: `2001:DB8::0:1` stays so.
///
/// Equality and order are those of the addresses.
#[derive(Clone)]
pub struct Ipv6 {
    address: Ipv6Addr,
    /// The text, where it is not the one that the address is written as.
    text: Option<Box<str>>,
}

impl Ipv6 {
    fn of(text: &str) -> Option<Self> {
        let address: Ipv6Addr = text.parse().ok()?;
        let text = (address.to_string() != text).then(|| text.into());
        Some(Self { address, text })
    }
}

impl FromStr for Ipv6 {
    type Err = FormatError;

    fn from_str(text: &str) -> Result<Self, FormatError> {
        Self::of(text).ok_or(FormatError::new("an IPv6 address"))
    }
}

impl TryFrom<&str> for Ipv6 {
    type Error = FormatError;

    fn try_from(text: &str) -> Result<Self, FormatError> {
        text.parse()
    }
}

impl From<Ipv6Addr> for Ipv6 {
    fn from(address: Ipv6Addr) -> Self {
        Self { address, text: None }
    }
}

impl From<Ipv6> for Ipv6Addr {
    fn from(ipv6: Ipv6) -> Self {
        ipv6.address
    }
}

impl Deref for Ipv6 {
    type Target = Ipv6Addr;

    fn deref(&self) -> &Ipv6Addr {
        &self.address
    }
}

impl PartialEq for Ipv6 {
    fn eq(&self, other: &Self) -> bool {
        self.address == other.address
    }
}

impl Eq for Ipv6 {}

impl PartialOrd for Ipv6 {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ipv6 {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.address.cmp(&other.address)
    }
}

impl Hash for Ipv6 {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.address.hash(state);
    }
}

impl fmt::Debug for Ipv6 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl fmt::Display for Ipv6 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => formatter.write_str(text),
            None => self.address.fmt(formatter),
        }
    }
}

impl<'de> Decode<'de> for Ipv6 {
    const FACTS: Facts = Facts::STRING;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed_text(deserializer, "an IPv6 address", |text| Self::of(&text))
    }
}

impl<'de> Deserialize<'de> for Ipv6 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Serialize for Ipv6 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl AsTag for Ipv6 {
    fn as_tag(&self) -> TagValue<'_> {
        TagValue::Other
    }
}
