use std::net::Ipv6Addr;

use crate::schema::Format;

use super::demand::Bounds;
use super::maker::Maker;

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl Maker {
    /// A text of this format.
    pub(super) fn of_format(&mut self, format: Format, lengths: Bounds) -> Option<String> {
        Some(match format {
            Format::DateTime => format!("{}T{}", self.date(), self.time()),
            Format::Date => self.date(),
            Format::Time => self.time(),
            Format::Duration => format!("P{}DT{}M", self.random.below(30), self.random.below(60)),
            Format::Uuid => self.uuid(),
            Format::Uri | Format::Iri => format!("https://{}/{}", self.host(), self.lowercase()),
            Format::UriReference | Format::IriReference => format!("/{}", self.lowercase()),
            Format::Ipv4 => format!("192.0.2.{}", self.random.below(256)),
            Format::Ipv6 => self.ipv6().to_string(),
            Format::Byte => self.base64(lengths),
            Format::Base64Url => self.base64(lengths).replace('+', "-").replace('/', "_"),
            Format::Email => format!("{}@{}", self.lowercase(), self.host()),
            Format::Hostname => self.host(),
            Format::Regex => format!("^[a-z]{{1,{}}}$", self.random.between(1, 9)),
            Format::JsonPointer => format!("/{}/{}", self.lowercase(), self.random.below(10)),
            Format::RelativeJsonPointer => format!("{}/{}", self.random.below(3), self.lowercase()),
            Format::Char => self.letter().to_string(),
            Format::Decimal => format!("{}.{:02}", self.random.below(10_000), self.random.below(100)),
            Format::Int8 | Format::Int16 | Format::Int32 | Format::Int64 => return None,
            Format::Uint8 | Format::Uint16 | Format::Uint32 | Format::Uint64 => return None,
        })
    }

    fn date(&mut self) -> String {
        let (year, month, day) = (
            self.random.between(1990, 2040),
            self.random.between(1, 12),
            self.random.between(1, 28),
        );
        format!("{year}-{month:02}-{day:02}")
    }

    fn time(&mut self) -> String {
        let (hour, minute, second) = (
            self.random.below(24),
            self.random.below(60),
            self.random.below(60),
        );
        let fraction = match self.random.is(30) {
            true => format!(".{:03}", self.random.below(1_000)),
            false => String::new(),
        };
        let offset = if self.random.is(80) { "Z" } else { "+05:30" };
        format!("{hour:02}:{minute:02}:{second:02}{fraction}{offset}")
    }

    /// Of version 4 (RFC 9562, section 5.4).
    fn uuid(&mut self) -> String {
        let (high, low) = (self.random.next(), self.random.next());
        let variant = 0x8 | (low >> 60 & 0x3);
        format!(
            "{:08x}-{:04x}-4{:03x}-{variant:x}{:03x}-{:012x}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xfff,
            low >> 48 & 0xfff,
            low & 0xffff_ffff_ffff,
        )
    }

    fn host(&mut self) -> String {
        format!("{}.example", self.lowercase())
    }

    /// Of the documentation's network (RFC 3849).
    fn ipv6(&mut self) -> Ipv6Addr {
        let last = u16::try_from(self.random.below(0x1_0000)).unwrap_or(1);
        Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, last)
    }

    /// Whole groups of three bytes, and one byte more at times.
    fn base64(&mut self, lengths: Bounds) -> String {
        let least = lengths.least.div_ceil(4).clamp(1, 1_000);
        let groups = self
            .random
            .between(least, least + 3)
            .min((lengths.most / 4).max(1));
        let is_whole = self.random.is(60) || groups == least;
        let whole = if is_whole {
            groups
        } else {
            groups.saturating_sub(1)
        };
        let characters = (0..whole * 4).map(|_| self.random.pick(BASE64).copied().map_or('A', char::from));
        let text: String = characters.collect();
        if is_whole { text } else { format!("{text}QQ==") }
    }
}
