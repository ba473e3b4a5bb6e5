//! `readOnly: true` and `writeOnly: true`.

use bindery_document::Cursor;
use bindery_model::{Access, Member, Object, Presence, Rule};

use crate::lowering::Lowering;
use crate::view::Property;

/// How many `allOf`s within `allOf`s are looked into.
const DEEPEST: usize = 8;

impl<'d> Lowering<'d> {
    /// In which direction a member goes: one that is marked both ways goes in both.
    pub(crate) fn access(&self, property: &Property<'d>) -> Access {
        let marked = |mark: &str| {
            let mut schemas = property.schemas.iter();
            schemas.any(|sub| self.is_marked(&sub.cursor, mark, 0))
        };
        match (marked("readOnly"), marked("writeOnly")) {
            (true, false) => Access::ReadOnly,
            (false, true) => Access::WriteOnly,
            _ => Access::Both,
        }
    }

    /// Whether the schema, what it refers to, or a part of it says so.
    fn is_marked(&self, schema: &Cursor<'d>, mark: &str, depth: usize) -> bool {
        let says = |schema: &Cursor<'d>| schema.get(mark).and_then(|value| value.as_bool()) == Some(true);
        if schema.is_reference() {
            let beside = self.reads_beside_references() && says(schema);
            return beside
                || depth < DEEPEST
                    && self
                        .resolved(schema)
                        .is_some_and(|target| self.is_marked(&target, mark, depth + 1));
        }
        let parts = schema.get("allOf");
        let mut parts = parts.iter().flat_map(|parts| parts.items());
        says(schema) || depth < DEEPEST && parts.any(|part| self.is_marked(&part, mark, depth + 1))
    }
}

/// Which of an object's required members are required in one direction only; where others are `named`, too, whoever
/// makes values knows to leave them out.
pub(crate) fn rules_of_access(
    object: &Object,
    named: impl Fn(&Member) -> bool,
) -> impl Iterator<Item = Rule> {
    let names = |access: Access| -> Vec<String> {
        let members = object.members.iter();
        members
            .filter(|member| member.access == access && named(member))
            .map(|member| member.wire_name.clone())
            .collect()
    };
    let read_only = Some(names(Access::ReadOnly)).filter(|names| !names.is_empty());
    let write_only = Some(names(Access::WriteOnly)).filter(|names| !names.is_empty());
    let read_only = read_only.map(Rule::ReadOnly);
    read_only.into_iter().chain(write_only.map(Rule::WriteOnly))
}

/// The presence of a member that is not required.
pub(crate) fn optional(presence: Presence) -> Presence {
    match presence {
        Presence::Required | Presence::Optional => Presence::Optional,
        Presence::Nullable | Presence::OptionalNullable => Presence::OptionalNullable,
    }
}
