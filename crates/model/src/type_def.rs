use std::fmt;

use crate::{AdditionalMembers, Docs, Enumeration, Ident, Object, Origin, Schema, TypeId, TypeRef, Union};

/// A named Rust type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TypeDef {
    /// Its name in Rust, unique among all types of the API.
    pub name: Ident,
    /// Its key under `components/schemas` (2.0: `definitions`), verbatim; `None` for an inline schema.
    pub wire_name: Option<String>,
    /// Where its schema stands.
    pub origin: Origin,
    /// For an inline schema: the type in whose module it is written. Components have none.
    pub owner: Option<TypeId>,
    /// What the document says of it.
    pub docs: Docs,
    /// What it derives beyond `Clone`, `Debug` and `PartialEq`.
    pub derives: Vec<Derive>,
    /// What kind of type it is.
    pub shape: Shape,
    /// All that the schema demands, for `validate()`.
    pub schema: Schema,
}

impl TypeDef {
    /// Calls `visit` with every type that stands directly in the shape: of members, variants, or what it is made of.
    pub fn visit_type_refs(&mut self, visit: &mut impl FnMut(&mut TypeRef)) {
        match &mut self.shape {
            Shape::Object(object) => {
                let members = object.members.iter_mut();
                members.for_each(|member| visit(&mut member.type_ref));
                if let AdditionalMembers::Typed { type_ref, .. } = &mut object.additional {
                    visit(type_ref);
                }
            }
            Shape::Union(union) => {
                let variants = union.variants.iter_mut();
                variants.for_each(|variant| visit(&mut variant.type_ref));
            }
            Shape::Newtype(newtype) => visit(&mut newtype.inner),
            Shape::Alias(target) => visit(target),
            Shape::Enum(_) => {}
        }
    }
}

/// A trait that a type derives because its user wants it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Derive {
    /// `Eq`.
    Eq,
    /// `Hash`.
    Hash,
    /// `PartialOrd`.
    PartialOrd,
    /// `Ord`.
    Ord,
    /// Another trait's derive macro by its path, e.g. `schemars::JsonSchema`.
    Path(String),
}

impl fmt::Display for Derive {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Derive::Eq => "Eq",
            Derive::Hash => "Hash",
            Derive::PartialOrd => "PartialOrd",
            Derive::Ord => "Ord",
            Derive::Path(path) => path,
        })
    }
}

/// What kind of Rust item a schema becomes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A struct.
    Object(Object),
    /// An enum of known strings, integers or both, and the unknown ones.
    Enum(Enumeration),
    /// An enum of shapes, and the unknown ones.
    Union(Union),
    /// A struct around one value, whose schema demands more than the value's type does.
    Newtype(Newtype),
    /// `type Name = …;`.
    Alias(TypeRef),
}

/// A struct around one value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Newtype {
    /// The value's type.
    pub inner: TypeRef,
}
