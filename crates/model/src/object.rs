use crate::{Access, Docs, Ident, Origin, TypeRef};

/// A struct: `type: object` with `properties`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Object {
    /// The declared members, in document order (`allOf` parts in their order).
    pub members: Vec<Member>,
    /// What becomes of members that are not declared.
    pub additional: AdditionalMembers,
}

/// A declared member of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// The field's name, unique in the struct.
    pub name: Ident,
    /// The member's name in JSON.
    pub wire_name: String,
    /// The member's type without what [`Presence`] says.
    pub type_ref: TypeRef,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// In which direction it goes.
    pub access: Access,
    /// Where it is declared.
    pub origin: Origin,
    /// What the document says of it.
    pub docs: Docs,
    /// Set when this member holds a union whose variant is chosen by siblings (`x-select-by`).
    pub selected: Option<SelectedMember>,
}

/// Whether a member may be absent, and whether it may be null. The four states never merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always there, never null: `T`.
    Required,
    /// May be absent, never null: `Option<T>`.
    Optional,
    /// Always there, may be null: `Nullable<T>`.
    Nullable,
    /// May be absent, may be null: `Option<Nullable<T>>`.
    OptionalNullable,
}

impl Presence {
    /// Whether the member must be there.
    pub fn is_required(self) -> bool {
        matches!(self, Presence::Required | Presence::Nullable)
    }
}

/// A member whose union is chosen by its siblings.
///
/// Every tag of the union's [`SelectBy`](crate::SelectBy) is a member of the same object; their
/// order here is the order of the tags there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SelectedMember {
    /// The name of the struct that holds the value together with its tags, so that a constructor
    /// cannot take one without the other, e.g. `PaymentSessionProvider`.
    pub companion: Ident,
    /// For each tag, the index of its member in [`Object::members`].
    pub tags: Vec<usize>,
}

/// What becomes of members that the schema does not declare.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AdditionalMembers {
    /// Kept as they came, in a field of this name, and written back.
    Keep {
        /// The field's name.
        field: Ident,
    },
    /// Kept with this type beside the declared ones (`additionalProperties` with a schema).
    Typed {
        /// The field's name.
        field: Ident,
        /// The type of every additional member.
        type_ref: TypeRef,
    },
    /// Accepted and forgotten.
    Drop,
    /// Refused (`additionalProperties: false`).
    Deny,
}
