use std::hash::{Hash, Hasher};

use super::text::text_format;

/// A UUID (RFC 9562), as text, written back as it came; upper and lower case are equal.
#[derive(Clone, Eq)]
pub struct Uuid(String);

text_format!(Uuid);

impl PartialEq for Uuid {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Hash for Uuid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_ascii_lowercase().hash(state);
    }
}

#[cfg(feature = "uuid")]
impl From<uuid::Uuid> for Uuid {
    fn from(uuid: uuid::Uuid) -> Self {
        Self(uuid.to_string())
    }
}

#[cfg(feature = "uuid")]
impl From<&Uuid> for uuid::Uuid {
    fn from(uuid: &Uuid) -> Self {
        // The form was checked when the text was taken.
        uuid::Uuid::try_parse(&uuid.0).unwrap_or_default()
    }
}
