//! Media types, and how a value becomes their bytes.

/// A media type that the document names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Media {
    /// The type as the document has it, e.g. `application/problem+json`.
    pub content_type: &'static str,
    /// How a value becomes bytes.
    pub encoding: Encoding,
}

/// How a value becomes a body's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// JSON (RFC 8259).
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data` (RFC 7578).
    Multipart,
    /// Text, as it is.
    Text,
    /// Bytes, as they are.
    Binary,
}

impl Media {
    /// JSON of this type.
    pub const fn json(content_type: &'static str) -> Self {
        Self {
            content_type,
            encoding: Encoding::Json,
        }
    }

    /// A form of this type.
    pub const fn form(content_type: &'static str) -> Self {
        Self {
            content_type,
            encoding: Encoding::Form,
        }
    }

    /// A multipart form of this type.
    pub const fn multipart(content_type: &'static str) -> Self {
        Self {
            content_type,
            encoding: Encoding::Multipart,
        }
    }

    /// Text of this type.
    pub const fn text(content_type: &'static str) -> Self {
        Self {
            content_type,
            encoding: Encoding::Text,
        }
    }

    /// Bytes of this type.
    pub const fn binary(content_type: &'static str) -> Self {
        Self {
            content_type,
            encoding: Encoding::Binary,
        }
    }

    /// Whether a body of the type `received` (a `Content-Type` header's value) can be read as this
    /// one. Lenient on purpose: every JSON type is read as JSON, every text as text, and any type
    /// as bytes; parameters such as `charset` do not matter.
    pub fn accepts(&self, received: &str) -> bool {
        let essence = essence(received);
        if essence.eq_ignore_ascii_case(self::essence(self.content_type)) {
            return true;
        }
        match self.encoding {
            Encoding::Json => is_json(essence),
            Encoding::Text => starts_with_ignore_case(essence, "text/"),
            Encoding::Binary => true,
            Encoding::Form | Encoding::Multipart => false,
        }
    }
}

/// A media type without its parameters.
pub fn essence(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

fn is_json(essence: &str) -> bool {
    let essence = essence.to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

fn starts_with_ignore_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_family_is_read_as_json() {
        let media = Media::json("application/json");
        for accepted in [
            "application/json",
            "Application/JSON; charset=utf-8",
            "application/problem+json",
            "text/json",
        ] {
            assert!(media.accepts(accepted), "{accepted}");
        }
        for refused in ["text/html", "application/xml", "", "application/jsonx"] {
            assert!(!media.accepts(refused), "{refused}");
        }
    }

    #[test]
    fn text_takes_text_and_bytes_take_anything() {
        assert!(Media::text("text/plain").accepts("TEXT/csv"));
        assert!(!Media::text("text/plain").accepts("application/json"));
        assert!(Media::binary("application/octet-stream").accepts("image/png"));
    }
}
