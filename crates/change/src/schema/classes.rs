//! Which types of two versions are the same, whatever they are called and wherever they stand.

use std::collections::HashMap;

use bindery_model::{Access, Api, Json, Schema, SchemaRef, SelectBy, Shape, TypeDef, TypeId};

use super::part::Part;

/// A number for each type of both versions: types that say the same, they and all that they lead to, and only
/// they, have the same.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    old: Vec<usize>,
    new: Vec<usize>,
}

/// Which version a part is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Age {
    Old,
    New,
}

/// A schema, with classes in the place of types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Meaning {
    Named(usize),
    Inline(Schema),
}

/// All of a type that is compared, without what tells it from its like: which types it names.
#[derive(PartialEq, Eq, Hash)]
struct Outline<'a> {
    schema: Schema,
    default: Option<&'a Json>,
    members: Vec<(&'a str, Access, bool, Option<&'a Json>)>,
    selection: Option<(&'a SelectBy, Vec<&'a str>)>,
}

impl Classes {
    /// Types that are alike but for the names in them begin in one class; it is split for as long as two of its types
    /// name types of different classes at the same place.
    pub(crate) fn of(old: &Api, new: &Api) -> Self {
        let mut kinds = HashMap::new();
        let mut named = Vec::new();
        let mut classes = Vec::new();
        let offset = old.types.len();
        let shifted = old.types.iter().map(|def| (0, def));
        for (shift, def) in shifted.chain(new.types.iter().map(|def| (offset, def))) {
            let (outline, names) = Outline::of(def);
            let next = kinds.len();
            classes.push(*kinds.entry(outline).or_insert(next));
            named.push(names.into_iter().map(|id| id + shift).collect::<Vec<_>>());
        }
        let mut count = kinds.len();
        loop {
            let mut split = HashMap::new();
            let mut finer = Vec::with_capacity(classes.len());
            for (class, names) in classes.iter().zip(&named) {
                let names: Vec<usize> = names.iter().filter_map(|id| classes.get(*id).copied()).collect();
                let next = split.len();
                finer.push(*split.entry((*class, names)).or_insert(next));
            }
            let is_stable = split.len() == count;
            count = split.len();
            classes = finer;
            if is_stable {
                let new = classes.split_off(offset);
                return Self { old: classes, new };
            }
        }
    }

    /// What a part means: equal for parts that say the same.
    pub(crate) fn meaning(&self, age: Age, part: &Part<'_>) -> Meaning {
        let classes = match age {
            Age::Old => &self.old,
            Age::New => &self.new,
        };
        let class = |id: TypeId| classes.get(id.0).copied().unwrap_or(usize::MAX);
        match part.id {
            Some(id) => Meaning::Named(class(id)),
            None => {
                let mut schema = part.schema.clone();
                schema.visit_named(&mut |id: &mut TypeId| *id = TypeId(class(*id)));
                Meaning::Inline(schema)
            }
        }
    }

    /// Whether parts say the same.
    pub(crate) fn are_same(&self, old: &[Part<'_>], new: &[Part<'_>]) -> bool {
        let pairs = || old.iter().zip(new);
        old.len() == new.len()
            && pairs().all(|(old, new)| self.meaning(Age::Old, old) == self.meaning(Age::New, new))
    }
}

impl<'a> Outline<'a> {
    fn of(def: &'a TypeDef) -> (Self, Vec<usize>) {
        let mut schema = SchemaRef::Inline(def.schema.clone());
        let mut named = Vec::new();
        schema.visit_named(&mut |id: &mut TypeId| named.push(std::mem::replace(&mut id.0, 0)));
        let members = match &def.shape {
            Shape::Object(object) => object.members.iter().collect(),
            _ => Vec::new(),
        };
        let outline = Self {
            schema: match schema {
                SchemaRef::Inline(schema) => schema,
                SchemaRef::Named(_) => Schema::default(),
            },
            default: def.docs.default.as_ref(),
            members: members
                .into_iter()
                .map(|member| {
                    let docs = &member.docs;
                    (
                        member.wire_name.as_str(),
                        member.access,
                        docs.deprecated,
                        docs.default.as_ref(),
                    )
                })
                .collect(),
            selection: match &def.shape {
                Shape::Union(union) => union.select_by.as_ref().map(|select| {
                    let labels = union.variants.iter().map(|variant| variant.label.as_str());
                    (select, labels.collect())
                }),
                _ => None,
            },
        };
        (outline, named)
    }
}
