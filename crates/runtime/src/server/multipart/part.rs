//! A part of a form: the value of a field, or one of its values.

use super::super::media_type::{MediaType, split_outside_quotes};
#[cfg(feature = "server")]
use super::spool::Spooled;
use crate::http::{Body, Buffer};

/// What the headers of a part say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PartHead {
    /// The field's name.
    pub(crate) name: String,
    /// The name of the file, where it is one.
    pub(crate) file_name: Option<String>,
    /// Its media type, where it says so.
    pub(crate) content_type: Option<String>,
}

/// A part that has arrived.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) head: PartHead,
    /// The value, or the beginning of one that is spooled.
    pub(crate) bytes: Buffer,
    /// All of a value that is too long to be held in memory.
    #[cfg(feature = "server")]
    pub(crate) spooled: Option<Spooled>,
}

impl Part {
    /// A part that is in memory.
    pub(crate) fn whole(head: PartHead, bytes: Buffer) -> Self {
        Self {
            head,
            bytes,
            #[cfg(feature = "server")]
            spooled: None,
        }
    }

    /// Its value as text; nothing where it is none, or in another charset than UTF-8.
    pub(crate) fn text(&self) -> Option<&str> {
        let text = std::str::from_utf8(self.bytes.as_slice()).ok()?;
        (self.head.is_utf8() && !self.is_spooled()).then_some(text)
    }

    /// All of its bytes, where they are not in memory.
    pub(crate) fn stream(&self) -> Option<Body> {
        #[cfg(feature = "server")]
        return self.spooled.as_ref().map(Spooled::body);
        #[cfg(not(feature = "server"))]
        None
    }

    /// How many bytes it has, where they are not in memory.
    pub(crate) fn spooled_length(&self) -> Option<u64> {
        #[cfg(feature = "server")]
        return self.spooled.as_ref().map(Spooled::length);
        #[cfg(not(feature = "server"))]
        None
    }

    /// Whether it is too long to be held in memory.
    pub(crate) fn is_spooled(&self) -> bool {
        #[cfg(feature = "server")]
        return self.spooled.is_some();
        #[cfg(not(feature = "server"))]
        false
    }
}

impl PartHead {
    /// Reads the headers of a part, without the empty line after them.
    pub(super) fn parse(headers: &[u8]) -> Result<Self, &'static str> {
        let headers = std::str::from_utf8(headers).map_err(|_| "has a part whose headers are not UTF-8")?;
        let mut head = Self::default();
        let mut is_named = false;
        for header in headers.split("\r\n").filter(|header| !header.is_empty()) {
            let (key, value) = header
                .split_once(':')
                .ok_or("has a part whose headers cannot be read")?;
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "content-disposition" if is_named => return Err("has a part with two names"),
                "content-disposition" => {
                    head.name = parameter(value, "name").ok_or("has a part without a name")?;
                    head.file_name = parameter(value, "filename");
                    is_named = true;
                }
                "content-type" => head.content_type = Some(value.to_owned()),
                // RFC 7578, section 4.7: no longer in use, and what it says changes the bytes.
                "content-transfer-encoding" if !is_identity(value) => {
                    return Err("has a part in a transfer encoding");
                }
                _ => {}
            }
        }
        match is_named {
            true => Ok(head),
            false => Err("has a part without a name"),
        }
    }

    /// Whether it is a file: something that need not be in memory.
    #[cfg(feature = "server")]
    pub(super) fn is_file(&self) -> bool {
        let content_type = self.content_type.as_deref();
        let is_text = |text: &str| MediaType::parse(text).is_some_and(|media| media.is_text());
        self.file_name.is_some() || content_type.is_some_and(|text| !is_text(text))
    }

    fn is_utf8(&self) -> bool {
        let content_type = self.content_type.as_deref().and_then(MediaType::parse);
        content_type.is_none_or(|content_type| content_type.is_utf8())
    }
}

fn is_identity(encoding: &str) -> bool {
    ["7bit", "8bit", "binary"]
        .iter()
        .any(|identity| encoding.eq_ignore_ascii_case(identity))
}

/// What `form-data; name="…"` says of a parameter.
fn parameter(disposition: &str, name: &str) -> Option<String> {
    let mut parts = split_outside_quotes(disposition, ';').into_iter().map(str::trim);
    parts.next()?.eq_ignore_ascii_case("form-data").then_some(())?;
    let value = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then_some(value.trim())
    })?;
    let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    Some(quoted.map_or_else(|| value.to_owned(), unquoted))
}

/// What browsers encode in names and nothing else (WHATWG HTML, "Multipart form data"), and what others
/// escape.
fn unquoted(text: &str) -> String {
    text.replace("\\\"", "\"")
        .replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}
