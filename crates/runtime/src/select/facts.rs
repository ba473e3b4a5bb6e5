use crate::object::Declared;
use crate::schema::JsonType;

/// What decoding as a type establishes of the value, so that it need not be tested beforehand.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Every JSON type that decoding accepts; none where that is not known.
    types: &'static [JsonType],
    /// The declared members.
    members: &'static [Declared],
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

    /// It is an object of these members, which keeps others.
    pub const fn kept(members: &'static [Declared]) -> Self {
        Self { members, ..Self::MAP }
    }

    /// It is an object of these members, which reads others and keeps nothing of them.
    pub const fn dropped(members: &'static [Declared]) -> Self {
        Self {
            drops: true,
            ..Self::kept(members)
        }
    }

    /// It is an object of these members and no others.
    pub const fn refused(members: &'static [Declared]) -> Self {
        Self {
            closed: true,
            ..Self::kept(members)
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
            .any(|declared| declared.is_required && declared.name == member)
    }

    pub(crate) fn declares(&self, member: &str) -> bool {
        self.members.iter().any(|declared| declared.name == member)
    }

    /// Whether every member but these is refused.
    pub(crate) fn refuses_all_but(&self, members: &[&str]) -> bool {
        self.closed
            && self
                .members
                .iter()
                .all(|declared| members.contains(&declared.name))
    }
}
