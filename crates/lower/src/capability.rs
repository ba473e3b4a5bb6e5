//! Which of std's comparing traits types can derive, by what they are made of.

use std::fmt;

use bindery_model::{AdditionalMembers, Api, Derive, Maps, Primitive, Shape, TypeId, TypeRef};

/// The traits that depend on a type's parts.
const TRAITS: [Derive; 4] = [Derive::Eq, Derive::Hash, Derive::PartialOrd, Derive::Ord];

/// The longest tuple for which std has the traits.
const LONGEST_TUPLE: usize = 12;

/// What keeps a type from deriving a trait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lack(String);

impl fmt::Display for Lack {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What each type lacks, of each of [`TRAITS`].
pub(crate) struct Capabilities {
    lacks: [Vec<Option<Lack>>; 4],
}

/// A part of a type, and what it is called there.
type Part<'a> = (String, &'a TypeRef);

impl Capabilities {
    /// Looks through all types.
    pub(crate) fn of(api: &Api) -> Self {
        Self {
            lacks: TRAITS.map(|derive| lacks_of(api, &derive)),
        }
    }

    /// What keeps the type from deriving `derive`; a path is the user's to judge.
    pub(crate) fn lack(&self, id: TypeId, derive: &Derive) -> Option<Lack> {
        let index = TRAITS.iter().position(|known| known == derive)?;
        self.lacks.get(index)?.get(id.0)?.clone()
    }
}

/// A type lacks a trait when a part of it does; what is only said of itself does not count.
fn lacks_of(api: &Api, derive: &Derive) -> Vec<Option<Lack>> {
    let mut lacks: Vec<Option<Lack>> = Vec::with_capacity(api.types.len());
    let mut users: Vec<Vec<(usize, String)>> = vec![Vec::new(); api.types.len()];
    for (index, made) in api.types.iter().enumerate() {
        let mut lack = own_lack(&made.shape, derive);
        for (name, type_ref) in parts(&made.shape) {
            let mut leaves = Vec::new();
            let own = leaf_lack(api, type_ref, derive, &mut leaves);
            lack = lack.or_else(|| own.map(|what| Lack(format!("{name} is {what}"))));
            for leaf in leaves {
                if let Some(users) = users.get_mut(leaf.0) {
                    users.push((index, name.clone()));
                }
            }
        }
        lacks.push(lack);
    }
    let mut queue: Vec<usize> = (0..lacks.len()).filter(|index| lacks[*index].is_some()).collect();
    while let Some(lacking) = queue.pop() {
        for (user, name) in &users[lacking] {
            if lacks[*user].is_none() {
                let what = &api.types[lacking].name;
                lacks[*user] = Some(Lack(format!("{name} is `{what}`, which is not `{derive}`")));
                queue.push(*user);
            }
        }
    }
    lacks
}

/// What the shape itself brings along, whatever its parts are.
fn own_lack(shape: &Shape, derive: &Derive) -> Option<Lack> {
    let ordered = matches!(derive, Derive::PartialOrd | Derive::Ord);
    let unordered = match shape {
        Shape::Object(object) if matches!(object.additional, AdditionalMembers::Keep { .. }) => {
            "its undeclared members have no order"
        }
        Shape::Union(_) => "shapes that are not described have no order",
        Shape::Enum(enumeration) if !enumeration.is_string() => "values that are not listed have no order",
        _ => return None,
    };
    ordered.then(|| Lack(unordered.to_owned()))
}

fn parts(shape: &Shape) -> Vec<Part<'_>> {
    match shape {
        Shape::Object(object) => {
            let members = object.members.iter();
            let mut parts: Vec<Part<'_>> = members
                .map(|member| (format!("`{}`", member.wire_name), &member.type_ref))
                .collect();
            if let AdditionalMembers::Typed { type_ref, .. } = &object.additional {
                parts.push(("an additional member".to_owned(), type_ref));
            }
            parts
        }
        Shape::Union(union) => union
            .variants
            .iter()
            .map(|variant| (format!("the variant `{}`", variant.name), &variant.type_ref))
            .collect(),
        Shape::Newtype(newtype) => vec![("what it holds".to_owned(), &newtype.inner)],
        Shape::Alias(target) => vec![("what it stands for".to_owned(), target)],
        Shape::Enum(_) => Vec::new(),
    }
}

/// What in `type_ref` lacks the trait by itself; named types are gathered in `named`.
fn leaf_lack(api: &Api, type_ref: &TypeRef, derive: &Derive, named: &mut Vec<TypeId>) -> Option<String> {
    let ordered = matches!(derive, Derive::PartialOrd | Derive::Ord);
    match type_ref {
        TypeRef::Named(id) => {
            named.push(*id);
            None
        }
        TypeRef::List(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
            leaf_lack(api, inner, derive, named)
        }
        TypeRef::Map(inner) => {
            let own = (api.maps == Maps::Index && *derive != Derive::Eq)
                .then(|| "a map in the order of its members".to_owned());
            own.or_else(|| leaf_lack(api, inner, derive, named))
        }
        TypeRef::Tuple(items) => {
            let long = (items.len() > LONGEST_TUPLE).then(|| "a long tuple".to_owned());
            items.iter().fold(long, |lack, item| {
                let own = leaf_lack(api, item, derive, named);
                lack.or(own)
            })
        }
        TypeRef::Any => ordered.then(|| "any JSON".to_owned()),
        TypeRef::Existing(path) => Some(format!("`{path}`, of which nothing is known")),
        TypeRef::Never => None,
        TypeRef::Primitive(primitive) => primitive_lack(*primitive, derive).map(str::to_owned),
    }
}

fn primitive_lack(primitive: Primitive, derive: &Derive) -> Option<&'static str> {
    let ordered = matches!(derive, Derive::PartialOrd | Derive::Ord);
    let what = match primitive {
        Primitive::F32 | Primitive::F64 => {
            return (*derive != Derive::PartialOrd).then_some("a floating-point number");
        }
        Primitive::Secret => "a secret",
        Primitive::DateTime => "a date-time",
        Primitive::Time => "a time",
        Primitive::Duration => "a duration",
        Primitive::Uuid => "a UUID",
        Primitive::DecimalText => "a decimal in a string",
        Primitive::Bytes | Primitive::Base64Url | Primitive::Binary => "bytes",
        _ => return None,
    };
    ordered.then_some(what)
}
