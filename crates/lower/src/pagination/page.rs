use bindery_model::{Api, Object, Primitive, Shape, TypeRef};

/// How many aliases and wrappers are looked through.
const MOST_STEPS: usize = 32;

/// How deep within a page its parts are looked for.
const DEEPEST: usize = 3;

/// What types are beneath their names.
pub(super) struct Types<'a> {
    api: &'a Api,
}

/// A member of a page, however deep.
pub(super) struct Part<'a> {
    pub(super) path: Vec<String>,
    pub(super) type_ref: &'a TypeRef,
}

/// What a cursor is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Bool,
}

impl<'a> Types<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self { api }
    }

    /// The type without names, boxes and null.
    pub(super) fn beneath(&self, type_ref: &'a TypeRef) -> Option<Beneath<'a>> {
        let mut current = type_ref;
        for _ in 0..MOST_STEPS {
            current = match current {
                TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => inner,
                TypeRef::List(item) => return Some(Beneath::List(item)),
                TypeRef::Primitive(primitive) => return Some(Beneath::Primitive(*primitive)),
                TypeRef::Named(id) => match &self.api.types.get(id.0)?.shape {
                    Shape::Object(object) => return Some(Beneath::Object(object)),
                    Shape::Newtype(newtype) => &newtype.inner,
                    Shape::Alias(target) => target,
                    Shape::Enum(_) | Shape::Union(_) => return None,
                },
                _ => return None,
            };
        }
        None
    }

    pub(super) fn kind(&self, type_ref: &'a TypeRef) -> Option<Kind> {
        let Beneath::Primitive(primitive) = self.beneath(type_ref)? else {
            return None;
        };
        match primitive {
            Primitive::String | Primitive::Secret | Primitive::Uuid => Some(Kind::Text),
            Primitive::Bool => Some(Kind::Bool),
            Primitive::I8
            | Primitive::I16
            | Primitive::I32
            | Primitive::I64
            | Primitive::U8
            | Primitive::U16
            | Primitive::U32
            | Primitive::U64
            | Primitive::BigInteger => Some(Kind::Integer),
            _ => None,
        }
    }

    /// Whether it is a URL, or a text that may be one.
    pub(super) fn may_be_url(&self, type_ref: &'a TypeRef) -> bool {
        let beneath = self.beneath(type_ref);
        matches!(
            beneath,
            Some(Beneath::Primitive(
                Primitive::Uri | Primitive::String | Primitive::Secret
            ))
        )
    }

    pub(super) fn is_url(&self, type_ref: &'a TypeRef) -> bool {
        matches!(self.beneath(type_ref), Some(Beneath::Primitive(Primitive::Uri)))
    }

    /// What stands at the path; the type itself where it is empty.
    pub(super) fn at(&self, type_ref: &'a TypeRef, path: &[String]) -> Option<&'a TypeRef> {
        let mut current = type_ref;
        for name in path {
            let Beneath::Object(object) = self.beneath(current)? else {
                return None;
            };
            let member = object.members.iter().find(|member| member.wire_name == *name)?;
            current = &member.type_ref;
        }
        Some(current)
    }

    /// The members of the type, and of the objects within it, outermost first.
    pub(super) fn parts(&self, type_ref: &'a TypeRef) -> Vec<Part<'a>> {
        let root = Part {
            path: Vec::new(),
            type_ref,
        };
        let mut parts = self.members(&root);
        let mut first = 0;
        for _ in 1..DEEPEST {
            let last = parts.len();
            for index in first..last {
                let inner = self.members(&parts[index]);
                parts.extend(inner);
            }
            first = last;
        }
        parts
    }

    fn members(&self, part: &Part<'a>) -> Vec<Part<'a>> {
        let Some(Beneath::Object(object)) = self.beneath(part.type_ref) else {
            return Vec::new();
        };
        let within = |name: &str| part.path.iter().cloned().chain([name.to_owned()]).collect();
        let members = object.members.iter().map(|member| Part {
            path: within(&member.wire_name),
            type_ref: &member.type_ref,
        });
        members.collect()
    }

    /// Whether every value of the type has a text or a number as the member `name`.
    pub(super) fn always_has(&self, type_ref: &'a TypeRef, name: &str) -> bool {
        self.has(type_ref, name, 0)
    }

    fn has(&self, type_ref: &'a TypeRef, name: &str, depth: usize) -> bool {
        if let Some(Beneath::Object(object)) = self.beneath(type_ref) {
            let member = object.members.iter().find(|member| member.wire_name == name);
            return member.is_some_and(|member| {
                let kind = self.kind(&member.type_ref);
                member.presence == bindery_model::Presence::Required
                    && matches!(kind, Some(Kind::Text | Kind::Integer))
            });
        }
        let TypeRef::Named(id) = type_ref else {
            return false;
        };
        match self.api.types.get(id.0).map(|made| &made.shape) {
            Some(Shape::Union(union)) if depth < MOST_STEPS => {
                let mut variants = union.variants.iter();
                variants.all(|variant| self.has(&variant.type_ref, name, depth + 1))
            }
            _ => false,
        }
    }
}

/// A type without its names.
pub(super) enum Beneath<'a> {
    Object(&'a Object),
    List(&'a TypeRef),
    Primitive(Primitive),
}
