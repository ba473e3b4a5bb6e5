//! The types of which values come in request bodies.

use std::collections::HashSet;

use bindery_model::{AdditionalMembers, Api, Shape, TypeId, TypeRef};

/// The types that bodies of requests hold, in the order of the model.
pub(super) fn types_in_bodies(api: &Api) -> Vec<TypeId> {
    let mut open: Vec<TypeId> = Vec::new();
    let bodies = api
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref());
    for media_type in bodies.flat_map(|body| &body.media_types) {
        named(&media_type.type_ref, &mut open);
    }
    let mut found = HashSet::new();
    while let Some(id) = open.pop() {
        let Some(made) = api.types.get(id.0).filter(|_| found.insert(id)) else {
            continue;
        };
        match &made.shape {
            Shape::Object(object) => {
                let members = object.members.iter();
                members.for_each(|member| named(&member.type_ref, &mut open));
                if let AdditionalMembers::Typed { type_ref, .. } = &object.additional {
                    named(type_ref, &mut open);
                }
            }
            Shape::Union(union) => {
                let variants = union.variants.iter();
                variants.for_each(|variant| named(&variant.type_ref, &mut open));
            }
            Shape::Newtype(newtype) => named(&newtype.inner, &mut open),
            Shape::Alias(target) => named(target, &mut open),
            Shape::Enum(_) => {}
        }
    }
    (0..api.types.len())
        .map(TypeId)
        .filter(|id| found.contains(id))
        .collect()
}

/// Adds the types that a reference names.
fn named(type_ref: &TypeRef, found: &mut Vec<TypeId>) {
    match type_ref {
        TypeRef::Named(id) => found.push(*id),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
            named(inner, found);
        }
        TypeRef::Tuple(items) => items.iter().for_each(|item| named(item, found)),
        TypeRef::Primitive(_) | TypeRef::Any | TypeRef::Existing(_) | TypeRef::Never => {}
    }
}
