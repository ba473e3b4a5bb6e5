use crate::Primitive;

/// The index of a type in [`Api::types`](crate::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// The Rust type that stands where a schema is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// A type of [`Api::types`](crate::Api::types).
    Named(TypeId),
    /// A type of std or of the runtime.
    Primitive(Primitive),
    /// `Vec<T>`.
    List(Box<TypeRef>),
    /// A map from member names to `T`.
    Map(Box<TypeRef>),
    /// `(A, B)`, from `prefixItems`.
    Tuple(Vec<TypeRef>),
    /// A value or `null`. Never the type of a [`Member`](crate::Member): its presence says this.
    Nullable(Box<TypeRef>),
    /// `Box<T>`, where a type would hold itself otherwise.
    Boxed(Box<TypeRef>),
    /// A type that its user has already, by its path, e.g. `rust_decimal::Decimal`.
    Existing(String),
    /// Any JSON value, kept as the text that it came in.
    Any,
    /// No value at all (`false`, `not: {}`).
    Never,
}

impl TypeRef {
    /// Calls `visit` with every named type that it refers to.
    pub fn visit_named(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        match self {
            TypeRef::Named(id) => visit(id),
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
                inner.visit_named(visit);
            }
            TypeRef::Tuple(parts) => parts.iter_mut().for_each(|part| part.visit_named(visit)),
            TypeRef::Primitive(_) | TypeRef::Existing(_) | TypeRef::Any | TypeRef::Never => {}
        }
    }
}
