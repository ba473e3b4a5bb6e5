//! The shape of a type in one direction.

use std::collections::HashMap;

use bindery_model::{
    AdditionalMembers, Api, Direction, Member, Object, Rule, Schema, SchemaRef, Several, Shape, Test,
    TypeDef, TypeId, TypeRef, Union,
};

use crate::access::optional;

/// How many aliases may lead from a variant to its struct.
const DEEPEST: usize = 32;

/// One direction, and the types that have a shape of their own in it.
pub(super) struct Turn {
    pub(super) direction: Direction,
    /// The shapes, by the types' indices.
    pub(super) shapes: HashMap<usize, TypeId>,
}

impl Turn {
    pub(super) fn new(direction: Direction, types: usize) -> Self {
        Self {
            direction,
            shapes: HashMap::with_capacity(types.min(64)),
        }
    }

    /// The shape of `id`.
    pub(super) fn of(&self, id: TypeId) -> TypeId {
        self.shapes.get(&id.0).copied().unwrap_or(id)
    }

    /// Makes `made`, a copy of `full`, the shape: without the other direction's members, where those
    /// that come all the same are kept as undeclared ones.
    pub(super) fn turn_copy(&self, api: &Api, full: TypeId, made: &mut TypeDef) {
        if let Shape::Object(object) = &mut made.shape {
            if matches!(object.additional, AdditionalMembers::Keep { .. }) {
                object.members.retain(|member| member.access.goes(self.direction));
            }
            self.relax(object);
        }
        self.turn_shape(api, &mut made.shape);
        made.schema = Schema {
            rules: vec![Rule::In(self.direction, SchemaRef::Named(full))],
        };
        let name = &api.types[full.0].name;
        let words = match self.direction {
            Direction::Request => format!("`{name}` as requests hold it."),
            Direction::Response => format!("`{name}` as answers hold it."),
        };
        let own = [made.docs.summary.take(), made.docs.description.take()];
        let own: Vec<String> = own.into_iter().flatten().collect();
        made.docs.description = (!own.is_empty()).then(|| own.join("\n\n"));
        made.docs.summary = Some(words);
    }

    /// Makes a type that goes in this direction only what it is there.
    pub(super) fn turn_in_place(&self, api: &Api, made: &mut TypeDef) {
        if let Shape::Object(object) = &mut made.shape {
            self.relax(object);
        }
        self.turn_shape(api, &mut made.shape);
        let rules = std::mem::take(&mut made.schema);
        made.schema = Schema {
            rules: vec![Rule::In(self.direction, SchemaRef::Inline(rules))],
        };
    }

    /// Requires nothing that goes the other way.
    fn relax(&self, object: &mut Object) {
        let goes = |member: &Member| member.access.goes(self.direction);
        for member in object.members.iter_mut().filter(|member| !goes(member)) {
            member.presence = optional(member.presence);
        }
    }

    fn turn_shape(&self, api: &Api, shape: &mut Shape) {
        match shape {
            Shape::Object(object) => {
                for member in &mut object.members {
                    self.turn_ref(&mut member.type_ref);
                }
                if let AdditionalMembers::Typed { type_ref, .. } = &mut object.additional {
                    self.turn_ref(type_ref);
                }
            }
            Shape::Union(union) => self.turn_union(api, union),
            Shape::Newtype(newtype) => self.turn_ref(&mut newtype.inner),
            Shape::Alias(target) => self.turn_ref(target),
            Shape::Enum(_) => {}
        }
    }

    fn turn_union(&self, api: &Api, union: &mut Union) {
        self.turn_tests(api, union);
        for variant in &mut union.variants {
            self.turn_ref(&mut variant.type_ref);
            self.turn_schema(&mut variant.schema);
        }
    }

    /// A member that need not be there rules nothing out by its absence.
    fn turn_tests(&self, api: &Api, union: &mut Union) {
        let variants: Vec<TypeRef> = union
            .variants
            .iter()
            .map(|variant| variant.type_ref.clone())
            .collect();
        let goes = |variant: usize, name: &str| {
            let object = variants
                .get(variant)
                .and_then(|type_ref| struct_of(api, type_ref));
            let member = object.and_then(|object| object.members.iter().find(|each| each.wire_name == name));
            member.is_none_or(|member| member.access.goes(self.direction))
        };
        for test in &mut union.tests {
            match test {
                Test::Required { member, variants } => {
                    let before = variants.len();
                    variants.retain(|variant| goes(*variant, member));
                    if variants.len() < before {
                        turn_by_turn(&mut union.several);
                    }
                }
                Test::Value {
                    path,
                    accepts,
                    absent,
                    ..
                } => {
                    let [name] = path.as_slice() else { continue };
                    for (variant, _) in accepts {
                        if !goes(*variant, name) && !absent.contains(variant) {
                            absent.push(*variant);
                            turn_by_turn(&mut union.several);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// The type with the shapes of this direction.
    pub(super) fn turn_ref(&self, type_ref: &mut TypeRef) {
        match type_ref {
            TypeRef::Named(id) => *id = self.of(*id),
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
                self.turn_ref(inner);
            }
            TypeRef::Tuple(parts) => parts.iter_mut().for_each(|part| self.turn_ref(part)),
            TypeRef::Primitive(_) | TypeRef::Existing(_) | TypeRef::Any | TypeRef::Never => {}
        }
    }

    /// The schema of a value that goes in this direction.
    pub(super) fn turn_schema(&self, schema: &mut SchemaRef) {
        let whole = std::mem::replace(schema, SchemaRef::Inline(Schema::default()));
        *schema = SchemaRef::Inline(Schema {
            rules: vec![Rule::In(self.direction, whole)],
        });
    }
}

/// The tests do not separate every pair any more.
fn turn_by_turn(several: &mut Several) {
    if *several == Several::Unknown {
        *several = Several::MostSpecific;
    }
}

/// The struct behind a variant.
fn struct_of<'a>(api: &'a Api, type_ref: &'a TypeRef) -> Option<&'a Object> {
    let mut type_ref = type_ref;
    for _ in 0..DEEPEST {
        match type_ref {
            TypeRef::Boxed(inner) | TypeRef::Nullable(inner) => type_ref = inner,
            TypeRef::Named(id) => match &api.types[id.0].shape {
                Shape::Object(object) => return Some(object),
                Shape::Alias(target) => type_ref = target,
                _ => return None,
            },
            _ => return None,
        }
    }
    None
}
