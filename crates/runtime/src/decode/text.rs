use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use serde::Deserializer;
use serde::de;

use super::{Decode, Leaf, leaf, parsed_text};
use crate::select::Facts;

/// `String`.
struct Text;

impl Leaf<'_> for Text {
    type Value = String;
    const EXPECTED: &'static str = "a string";

    #[inline]
    fn text<E: de::Error>(self, text: Cow<'_, str>) -> Result<String, E> {
        Ok(text.into_owned())
    }
}

impl<'de> Decode<'de> for String {
    const FACTS: Facts = Facts::STRING;

    #[inline]
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        leaf(Text, deserializer)
    }
}

impl<'de> Decode<'de> for Ipv4Addr {
    const FACTS: Facts = Facts::STRING;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed_text(deserializer, "an IPv4 address", |text| text.parse().ok())
    }
}

impl<'de> Decode<'de> for Ipv6Addr {
    const FACTS: Facts = Facts::STRING;

    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed_text(deserializer, "an IPv6 address", |text| text.parse().ok())
    }
}
