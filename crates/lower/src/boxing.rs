//! Recursive types: `Box` where a type would hold itself, and nowhere else.

use std::collections::HashSet;

use bindery_model::{Code, Diagnostic, Newtype, Shape, TypeDef, TypeId, TypeRef};

use crate::graph::{closing_edges, components};
use crate::lowering::Lowering;

impl Lowering<'_> {
    /// Makes aliases that lead back to themselves through a list or a map newtypes (Rust has no
    /// recursive alias); those that are nothing but each other are mistakes.
    pub(crate) fn break_alias_cycles(&mut self) {
        let direct: Vec<Vec<usize>> = self.alias_edges(direct_types);
        let cyclic = on_cycles(&direct);
        for index in cyclic {
            let name = &self.api.types[index].name;
            let message = format!("`{name}` is only a reference to itself");
            let origin = self.api.types[index].origin.clone();
            let diagnostic = Diagnostic::error(Code::ReferenceCycle, message, origin.clone())
                .help("say what it is: `type: object`, or another `type`");
            self.fault_at(&origin, diagnostic);
            self.api.types[index].shape = Shape::Alias(TypeRef::Any);
        }
        let any: Vec<Vec<usize>> = self.alias_edges(all_types);
        for index in on_cycles(&any) {
            let made = &mut self.api.types[index];
            if let Shape::Alias(target) = &made.shape {
                made.shape = Shape::Newtype(Newtype {
                    inner: target.clone(),
                });
            }
        }
    }

    /// The aliases that each alias names.
    fn alias_edges(&self, named: fn(&TypeRef, &mut Vec<TypeId>)) -> Vec<Vec<usize>> {
        let types = &self.api.types;
        let is_alias = |id: &TypeId| matches!(types[id.0].shape, Shape::Alias(_));
        types
            .iter()
            .map(|made| {
                let mut ids = Vec::new();
                if let Shape::Alias(target) = &made.shape {
                    named(target, &mut ids);
                }
                ids.into_iter().filter(is_alias).map(|id| id.0).collect()
            })
            .collect()
    }

    /// Puts a `Box` into every edge that closes a cycle of types which hold each other directly.
    pub(crate) fn box_recursion(&mut self) {
        let types = &self.api.types;
        let edges: Vec<Vec<usize>> = types.iter().map(|made| held(types, made)).collect();
        let closing: HashSet<(usize, usize)> = closing_edges(&edges).into_iter().collect();
        for index in 0..self.api.types.len() {
            let mut shape = self.api.types[index].shape.clone();
            let must_box = |id: TypeId| {
                reached(&self.api.types, id)
                    .into_iter()
                    .any(|target| closing.contains(&(index, target)))
            };
            match &mut shape {
                Shape::Object(object) => {
                    object
                        .members
                        .iter_mut()
                        .for_each(|member| box_at(&mut member.type_ref, &must_box));
                }
                Shape::Union(union) => {
                    union
                        .variants
                        .iter_mut()
                        .for_each(|variant| box_at(&mut variant.type_ref, &must_box));
                }
                Shape::Newtype(newtype) => box_at(&mut newtype.inner, &must_box),
                Shape::Enum(_) | Shape::Alias(_) => continue,
            }
            self.api.types[index].shape = shape;
        }
    }
}

/// The nodes that lead back to themselves.
fn on_cycles(edges: &[Vec<usize>]) -> Vec<usize> {
    let component = components(edges);
    let mut sizes = vec![0_usize; edges.len()];
    component.iter().for_each(|component| sizes[*component] += 1);
    (0..edges.len())
        .filter(|node| sizes[component[*node]] > 1 || edges[*node].contains(node))
        .collect()
}

/// The structs and enums that a type holds without a list or a map between, through aliases.
fn held(types: &[TypeDef], made: &TypeDef) -> Vec<usize> {
    let mut ids = Vec::new();
    match &made.shape {
        Shape::Object(object) => object
            .members
            .iter()
            .for_each(|member| direct_types(&member.type_ref, &mut ids)),
        Shape::Union(union) => union
            .variants
            .iter()
            .for_each(|variant| direct_types(&variant.type_ref, &mut ids)),
        Shape::Newtype(newtype) => direct_types(&newtype.inner, &mut ids),
        Shape::Enum(_) | Shape::Alias(_) => {}
    }
    ids.into_iter().flat_map(|id| reached(types, id)).collect()
}

/// What an alias comes to; anything else is itself.
fn reached(types: &[TypeDef], id: TypeId) -> Vec<usize> {
    let mut found = Vec::new();
    let mut waiting = vec![id];
    // Aliases lead nowhere twice: cycles of them were broken before.
    while let Some(id) = waiting.pop() {
        match &types[id.0].shape {
            Shape::Alias(target) => direct_types(target, &mut waiting),
            _ => found.push(id.0),
        }
    }
    found
}

/// The types that stand in `type_ref` without a list or a map between.
fn direct_types(type_ref: &TypeRef, ids: &mut Vec<TypeId>) {
    match type_ref {
        TypeRef::Named(id) => ids.push(*id),
        TypeRef::Nullable(inner) => direct_types(inner, ids),
        TypeRef::Tuple(parts) => parts.iter().for_each(|part| direct_types(part, ids)),
        _ => {}
    }
}

fn all_types(type_ref: &TypeRef, ids: &mut Vec<TypeId>) {
    match type_ref {
        TypeRef::Named(id) => ids.push(*id),
        TypeRef::Nullable(inner) | TypeRef::Boxed(inner) | TypeRef::List(inner) | TypeRef::Map(inner) => {
            all_types(inner, ids)
        }
        TypeRef::Tuple(parts) => parts.iter().for_each(|part| all_types(part, ids)),
        TypeRef::Primitive(_) | TypeRef::Existing(_) | TypeRef::Any | TypeRef::Never => {}
    }
}

fn box_at(type_ref: &mut TypeRef, must_box: &impl Fn(TypeId) -> bool) {
    match type_ref {
        TypeRef::Named(id) if must_box(*id) => *type_ref = TypeRef::Boxed(Box::new(TypeRef::Named(*id))),
        TypeRef::Nullable(inner) => box_at(inner, must_box),
        TypeRef::Tuple(parts) => parts.iter_mut().for_each(|part| box_at(part, must_box)),
        _ => {}
    }
}
