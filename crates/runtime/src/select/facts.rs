use crate::schema::JsonType;

/// What decoding as a type establishes of the value, so that it need not be tested beforehand.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Every JSON type that decoding accepts; none where that is not known.
    types: &'static [JsonType],
    /// The declared members, and whether each must be there.
    members: &'static [(bool, &'static str)],
    /// Whether members that are not declared are refused.
    closed: bool,
    /// Whether members that are not declared are dropped.
    drops: bool,
}

impl Facts {
    /// Nothing.
    pub const NONE: Self = Self::of_types(&[]);
    pub(crate) const NULL: Self = Self::of_types(&[JsonType::Null]);
    pub(crate) const BOOLEAN: Self = Self::of_types(&[JsonType::Boolean]);
    pub(crate) const INTEGER: Self = Self::of_types(&[JsonType::Integer]);
    pub(crate) const NUMBER: Self = Self::of_types(&[JsonType::Number]);
    /// It is a string.
    pub const STRING: Self = Self::of_types(&[JsonType::String]);
    pub(crate) const ARRAY: Self = Self::of_types(&[JsonType::Array]);
    pub(crate) const MAP: Self = Self::of_types(&[JsonType::Object]);

    const fn of_types(types: &'static [JsonType]) -> Self {
        Self {
            types,
            members: &[],
            closed: false,
            drops: false,
        }
    }

    /// It is an object of these members; `additional` is empty where no others may be, and says `dropped` where they are
    /// not kept.
    pub const fn object(
        members: &'static [(bool, &'static str)],
        additional: &'static [&'static str],
    ) -> Self {
        Self {
            types: &[JsonType::Object],
            members,
            closed: additional.is_empty(),
            drops: matches!(additional, [word] if is_dropped(word)),
        }
    }

    /// Whether decoding refuses each name that stands twice: a member that is dropped is not remembered.
    pub(crate) fn refuses_duplicates(&self) -> bool {
        matches!(self.types, [JsonType::Object]) && !self.drops
    }

    pub(crate) fn is_accepted_by(&self, accepts: &[JsonType]) -> bool {
        !self.types.is_empty() && self.types.iter().all(|found| found.is_one_of(accepts))
    }

    pub(crate) fn requires(&self, member: &str) -> bool {
        self.members
            .iter()
            .any(|(required, name)| *required && *name == member)
    }

    pub(crate) fn declares(&self, member: &str) -> bool {
        self.members.iter().any(|(_, name)| *name == member)
    }

    /// Whether every member but these is refused.
    pub(crate) fn refuses_all_but(&self, members: &[&str]) -> bool {
        self.closed && self.members.iter().all(|(_, name)| members.contains(name))
    }
}

/// Whether a table's word for a member's presence is `required`.
#[doc(hidden)]
pub const fn is_required(word: &str) -> bool {
    matches!(word.as_bytes(), [b'r', ..])
}

/// Whether a table's word for the members that are not declared is `dropped`.
const fn is_dropped(word: &str) -> bool {
    matches!(word.as_bytes(), b"dropped")
}
