use std::fmt;

/// A JSON pointer (RFC 6901): the path from a document's root to one of its values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer {
    segments: Vec<String>,
}

impl Pointer {
    /// The pointer to the whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads the string form (`/a/b`) or the fragment form (`#/a/b`, percent-encoded).
    ///
    /// Returns `None` when the text is neither empty nor begins with a slash.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = match text.strip_prefix('#') {
            Some(fragment) => Self::percent_decode(fragment)?,
            None => text.to_owned(),
        };
        if plain.is_empty() {
            return Some(Self::root());
        }
        let segments = plain.strip_prefix('/')?.split('/').map(unescape).collect();
        Some(Self { segments })
    }

    /// Undoes the percent-encoding of a URI's part (RFC 3986, section 2.1).
    ///
    /// Returns `None` when an escape is incomplete or the bytes are not UTF-8.
    pub fn percent_decode(text: &str) -> Option<String> {
        let mut bytes = Vec::with_capacity(text.len());
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            if byte != b'%' {
                bytes.push(byte);
                continue;
            }
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push((high * 16 + low) as u8);
        }
        String::from_utf8(bytes).ok()
    }

    /// The unescaped segments, outermost first.
    pub fn segments(&self) -> &[String] {
        &self.segments
    }

    /// The innermost segment, unescaped.
    pub fn last(&self) -> Option<&str> {
        self.segments.last().map(String::as_str)
    }

    /// This pointer with one more segment.
    pub fn child(&self, segment: impl Into<String>) -> Self {
        let mut segments = self.segments.clone();
        segments.push(segment.into());
        Self { segments }
    }

    /// This pointer without its innermost segment; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        let (_, outer) = self.segments.split_last()?;
        Some(Self {
            segments: outer.to_vec(),
        })
    }

    /// Whether `other` is this place or lies within it.
    pub fn contains(&self, other: &Pointer) -> bool {
        other.segments.starts_with(&self.segments)
    }
}

impl FromIterator<String> for Pointer {
    fn from_iter<I: IntoIterator<Item = String>>(segments: I) -> Self {
        Self {
            segments: segments.into_iter().collect(),
        }
    }
}

/// The fragment form with readable segments: `#/components/schemas/Pet`.
impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("#")?;
        for segment in &self.segments {
            formatter.write_str("/")?;
            match segment.contains(['~', '/']) {
                true => formatter.write_str(&segment.replace('~', "~0").replace('/', "~1"))?,
                false => formatter.write_str(segment)?,
            }
        }
        Ok(())
    }
}

fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read_and_escapes_undone() {
        let pointer = Pointer::parse("#/paths/~1pets~1%7Bid%7D/a~0b").unwrap();
        assert_eq!(pointer.segments(), ["paths", "/pets/{id}", "a~b"]);
        assert_eq!(Pointer::parse("/paths/~1pets~1{id}/a~0b"), Some(pointer.clone()));
        assert_eq!(pointer.to_string(), "#/paths/~1pets~1{id}/a~0b");
    }

    #[test]
    fn what_is_no_pointer_is_refused() {
        assert_eq!(Pointer::parse("pets"), None);
        assert_eq!(Pointer::parse("#anchor"), None);
        assert_eq!(Pointer::parse("#/%zz"), None);
    }
}
