//! `additionalProperties` and `patternProperties`: what holds of members that are not declared by name.

use crate::lowering::Lowering;
use crate::view::{Additional, Sub, View};

/// The members that are not declared by name.
pub(crate) enum OtherMembers<'v, 'd> {
    /// There are none.
    None,
    /// Any.
    Any,
    /// Each is of this schema: those that match a pattern, or all of them. Whether their names match is
    /// for validation to say.
    Of(&'v Sub<'d>),
    /// Some match one pattern, others another or none, and the schemas differ.
    Several,
}

impl<'d> Lowering<'d> {
    /// What a schema says of members that it does not declare by name.
    pub(crate) fn other_members<'v>(&self, view: &'v View<'d>) -> OtherMembers<'v, 'd> {
        let mut schemas = view.patterns.iter().map(|(_, sub)| sub);
        let first = match &view.additional {
            Additional::Open if view.patterns.is_empty() => return OtherMembers::Any,
            Additional::Open => return OtherMembers::Several,
            Additional::Schema(sub) => Some(sub),
            Additional::Closed => schemas.next(),
        };
        let Some(first) = first else {
            return OtherMembers::None;
        };
        let is_first = |sub: &Sub<'d>| {
            sub.cursor.value() == first.cursor.value() || self.is_same_schema(&sub.cursor, &first.cursor)
        };
        match schemas.all(is_first) {
            true => OtherMembers::Of(first),
            false => OtherMembers::Several,
        }
    }
}
