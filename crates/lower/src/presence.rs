//! Says `null` where it is meant: at a member, not in the type that it refers to.

use bindery_model::{Presence, Shape, TypeDef, TypeRef};

use crate::lowering::Lowering;

impl Lowering<'_> {
    /// A member whose type is an alias of something nullable gets the type without `null`, and a
    /// presence that says the rest. A union's variants hold no `null` either: the union does.
    pub(crate) fn settle_presence(&mut self) {
        for index in 0..self.api.types.len() {
            let mut shape = self.api.types[index].shape.clone();
            match &mut shape {
                Shape::Object(object) => {
                    for member in &mut object.members {
                        if let Some(value) = without_null(&self.api.types, &member.type_ref) {
                            member.type_ref = value;
                            member.presence = nullable(member.presence);
                        }
                    }
                }
                Shape::Union(union) => {
                    for variant in &mut union.variants {
                        if let Some(value) = without_null(&self.api.types, &variant.type_ref) {
                            variant.type_ref = value;
                        }
                    }
                }
                _ => continue,
            }
            self.api.types[index].shape = shape;
        }
    }
}

/// The type behind an alias (of an alias …) of a nullable one, `null` taken off.
fn without_null(types: &[TypeDef], type_ref: &TypeRef) -> Option<TypeRef> {
    let mut type_ref = type_ref;
    for _ in 0..32 {
        match type_ref {
            TypeRef::Nullable(inner) => return Some((**inner).clone()),
            TypeRef::Named(id) => match &types[id.0].shape {
                Shape::Alias(target) => type_ref = target,
                _ => return None,
            },
            _ => return None,
        }
    }
    None
}

fn nullable(presence: Presence) -> Presence {
    match presence {
        Presence::Required | Presence::Nullable => Presence::Nullable,
        Presence::Optional | Presence::OptionalNullable => Presence::OptionalNullable,
    }
}
