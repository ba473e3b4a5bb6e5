//! Media types and ranges as headers write them (RFC 9110, sections 8.3.1 and 12.5.1).

/// `type/subtype; name=value`: names in lower case, values as they are meant.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MediaType {
    kind: String,
    subtype: String,
    parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Reads one; `None` when it is not one.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = split_outside_quotes(text, ';').into_iter();
        let (kind, subtype) = parts.next()?.trim().split_once('/')?;
        if !is_token(kind) || !is_token(subtype) {
            return None;
        }
        let mut parameters = Vec::new();
        for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            parameters.push((name.trim().to_ascii_lowercase(), unquote(value.trim())?));
        }
        Some(Self {
            kind: kind.to_ascii_lowercase(),
            subtype: subtype.to_ascii_lowercase(),
            parameters,
        })
    }

    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut named = self.parameters.iter().filter(|(key, _)| key == name);
        named.next().map(|(_, value)| value.as_str())
    }

    /// Whether the text that follows is UTF-8: no charset says so, too.
    pub(super) fn is_utf8(&self) -> bool {
        self.parameter("charset").is_none_or(|charset| {
            ["utf-8", "utf8", "us-ascii"]
                .iter()
                .any(|known| charset.eq_ignore_ascii_case(known))
        })
    }

    /// Whether it is text to be read.
    #[cfg(feature = "server")]
    pub(super) fn is_text(&self) -> bool {
        self.kind == "text"
            || self.subtype == "json"
            || self.subtype.ends_with("+json")
            || self.subtype == "x-www-form-urlencoded"
    }

    /// Whether `other` is among what this range names; `application/*` and `*/*` are ranges.
    pub(super) fn includes(&self, other: &MediaType) -> bool {
        match (self.kind.as_str(), self.subtype.as_str()) {
            ("*", "*") => true,
            (kind, "*") => kind == other.kind,
            (kind, subtype) => kind == other.kind && subtype == other.subtype,
        }
    }

    /// How narrow the range is; the narrowest that includes a type speaks for it.
    pub(super) fn precision(&self) -> (u8, usize) {
        let named = match (self.kind.as_str(), self.subtype.as_str()) {
            ("*", _) => 0,
            (_, "*") => 1,
            _ => 2,
        };
        (
            named,
            self.parameters.iter().filter(|(name, _)| name != "q").count(),
        )
    }

    #[cfg(feature = "server")]
    fn quality(&self) -> f32 {
        self.parameter("q").and_then(|q| q.parse().ok()).unwrap_or(1.0)
    }
}

#[cfg(feature = "server")]
/// Whether `accept`, the values of all `Accept` headers joined, lets an answer be `media`.
pub(super) fn accepts(accept: &str, media: &str) -> bool {
    quality(accept, media) > 0.0
}

#[cfg(feature = "server")]
/// How much the caller wants an answer to be `media`: from 0, not at all, to 1 (RFC 9110, section 12.4.2).
/// `accept` is the values of all `Accept` headers, joined by commas.
///
/// A header that cannot be read says nothing, and nothing said lets everything be.
pub fn quality(accept: &str, media: &str) -> f32 {
    let ranges = split_outside_quotes(accept, ',')
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let ranges: Option<Vec<MediaType>> = ranges.map(MediaType::parse).collect();
    let (Some(ranges), Some(media)) = (ranges, MediaType::parse(media)) else {
        return 1.0;
    };
    let speaks = ranges
        .iter()
        // What is declared may be a range itself.
        .filter(|range| range.includes(&media) || media.includes(range))
        .max_by_key(|range| range.precision());
    match speaks {
        _ if ranges.is_empty() => 1.0,
        Some(range) => range.quality(),
        None => 0.0,
    }
}

pub(super) fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut quoted, mut escaped, mut start) = (false, false, 0);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if character == separator && !quoted => {
                parts.push(&text[start..at]);
                start = at + separator.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn is_token(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

fn unquote(text: &str) -> Option<String> {
    let Some(inner) = text.strip_prefix('"') else {
        return is_token(text).then(|| text.to_owned());
    };
    let inner = inner.strip_suffix('"')?;
    let mut value = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        value.push(if character == '\\' {
            characters.next()?
        } else {
            character
        });
    }
    Some(value)
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_with_their_parameters() {
        let media = MediaType::parse(r#"Application/JSON ; Charset="UTF-8";;x=1"#).unwrap();
        assert!(MediaType::parse("application/json").unwrap().includes(&media));
        assert!(media.is_utf8());
        assert_eq!(media.parameter("x"), Some("1"));
        assert!(
            !MediaType::parse("text/plain; charset=iso-8859-1")
                .unwrap()
                .is_utf8()
        );
        for wrong in [
            "",
            "json",
            "a/",
            "/b",
            "a/b; c",
            "a/b; c=\"d",
            "a b/c",
            "a/b;c=d e",
            "\"",
            "a/b;c=\"\\",
        ] {
            assert_eq!(MediaType::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_narrowest_range_speaks() {
        let json = |accept| accepts(accept, "application/json");
        for yes in [
            "",
            "*/*",
            "application/*",
            "text/html, application/json;q=0.1",
            "text/html, */*;q=0.1",
            "garbage",
        ] {
            assert!(json(yes), "{yes}");
        }
        for no in [
            "text/html",
            "application/json;q=0, */*",
            "application/*;q=0.0",
            "text/*, image/png",
        ] {
            assert!(!json(no), "{no}");
        }
    }
}
