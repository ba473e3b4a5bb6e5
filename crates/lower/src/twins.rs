//! Inline schemas that are the same word for word, of which documents have many: a body of `post` and
//! of `put`, an address here and there.
//!
//! Each keeps its name, for what is called after its place must not depend on what other places say.
//! But only the first is a type of its own; the others are aliases of it.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

use bindery_model::{
    AdditionalMembers, Operation, Origin, Rule, Schema, SchemaRef, Shape, TypeDef, TypeId, TypeRef,
};

use crate::lowering::Lowering;

/// A type without what tells it from its twins: its name, its place, and which types it names.
struct Outline {
    def: TypeDef,
    /// The types that it names, in the order in which they stand in it.
    named: Vec<usize>,
}

impl Lowering<'_> {
    /// Makes an alias of every inline type that is the same as an earlier one, and lets every schema
    /// refer to the first.
    pub(crate) fn share_twins(&mut self) {
        let classes = self.classes();
        let mut first: HashMap<usize, TypeId> = HashMap::new();
        let firsts: Vec<TypeId> = classes
            .into_iter()
            .enumerate()
            .map(|(index, class)| *first.entry(class).or_insert(TypeId(index)))
            .collect();
        let first_of = |id: &mut TypeId| *id = firsts.get(id.0).copied().unwrap_or(*id);
        for (index, made) in self.api.types.iter_mut().enumerate() {
            let twin = firsts.get(index).copied().filter(|first| first.0 != index);
            match twin {
                Some(first) if !matches!(made.shape, Shape::Alias(_)) => {
                    made.shape = Shape::Alias(TypeRef::Named(first));
                    made.schema = Schema {
                        rules: vec![Rule::AllOf(vec![SchemaRef::Named(first)])],
                    };
                }
                _ => {
                    made.schema.visit_named(&mut { first_of });
                    if let Shape::Union(union) = &mut made.shape {
                        let variants = union.variants.iter_mut();
                        variants.for_each(|variant| variant.schema.visit_named(&mut { first_of }));
                    }
                }
            }
        }
        let sent = self.api.webhooks.iter_mut().map(|webhook| &mut webhook.operation);
        for operation in self.api.operations.iter_mut().chain(sent) {
            visit_schemas(operation, &mut { first_of });
        }
    }

    /// For each type the number of its class: twins, and only they, have the same.
    ///
    /// Twins are called the same by the document, too (`kind` here and `kind` there): what only happens to be
    /// equal, such as two enums of the value 1, is not one type to those who read it.
    ///
    /// Types that are the same but for the names in them begin in one class; it is split for as long as
    /// two of its types name types of different classes at the same place.
    fn classes(&self) -> Vec<usize> {
        let types = &self.api.types;
        let mut alike: HashMap<Likeness<'_>, usize> = HashMap::new();
        for made in types.iter().filter(|made| may_have_twins(made)) {
            *alike.entry(Likeness::of(made)).or_default() += 1;
        }
        let has_alike = |made: &TypeDef| alike.get(&Likeness::of(made)).is_some_and(|count| *count > 1);
        let mut outlines = Vec::new();
        let mut kinds = HashMap::new();
        let mut classes = Vec::new();
        let mut count = 0;
        for made in types {
            let mut class = count;
            let mut named = Vec::new();
            if may_have_twins(made) && has_alike(made) {
                let outline = Outline::of(made);
                class = *kinds.entry((outline.def, word_of(made))).or_insert(count);
                named = outline.named;
            }
            count = count.max(class + 1);
            classes.push(class);
            outlines.push(named);
        }
        loop {
            let mut split = HashMap::new();
            let mut finer = Vec::with_capacity(classes.len());
            for (class, named) in classes.iter().zip(&outlines) {
                let named: Vec<usize> = named.iter().filter_map(|id| classes.get(*id).copied()).collect();
                let next = split.len();
                finer.push(*split.entry((*class, named)).or_insert(next));
            }
            let finer_count = split.len();
            classes = finer;
            if finer_count == count {
                return classes;
            }
            count = finer_count;
        }
    }
}

/// What is seen at once of a type; twins have it in common. Few types have, and only these are compared.
#[derive(PartialEq, Eq, Hash)]
struct Likeness<'a> {
    word: Option<&'a String>,
    kind: Discriminant<Shape>,
    parts: usize,
    rules: usize,
}

impl<'a> Likeness<'a> {
    fn of(made: &'a TypeDef) -> Self {
        let parts = match &made.shape {
            Shape::Object(object) => object.members.len(),
            Shape::Union(union) => union.variants.len(),
            Shape::Enum(values) => values.values.len(),
            Shape::Newtype(_) | Shape::Alias(_) => 0,
        };
        Self {
            word: word_of(made),
            kind: discriminant(&made.shape),
            parts,
            rules: made.schema.rules.len(),
        }
    }
}

/// What the document calls a type.
fn word_of(made: &TypeDef) -> Option<&String> {
    made.origin.pointer.segments().last()
}

impl Outline {
    fn of(made: &TypeDef) -> Self {
        let nowhere = Origin::new(Default::default(), Default::default());
        let mut def = made.clone();
        def.name = bindery_model::Ident::new("Twin");
        def.origin = nowhere.clone();
        def.owner = None;
        if let Shape::Object(object) = &mut def.shape {
            let members = object.members.iter_mut();
            members.for_each(|member| member.origin = nowhere.clone());
        }
        let mut named = Vec::new();
        visit_named(&mut def, &mut |id| named.push(std::mem::replace(&mut id.0, 0)));
        Self { def, named }
    }
}

/// Components are types of their own, whatever others are like; so is what siblings choose from.
fn may_have_twins(made: &TypeDef) -> bool {
    let selected = match &made.shape {
        Shape::Object(object) => object.members.iter().any(|member| member.selected.is_some()),
        Shape::Union(union) => union.select_by.is_some(),
        Shape::Enum(_) | Shape::Newtype(_) | Shape::Alias(_) => false,
    };
    made.wire_name.is_none() && !selected
}

/// Calls `visit` with every type that `def` names.
fn visit_named(def: &mut TypeDef, visit: &mut impl FnMut(&mut TypeId)) {
    def.schema.visit_named(visit);
    match &mut def.shape {
        Shape::Object(object) => {
            let members = object.members.iter_mut();
            members.for_each(|member| member.type_ref.visit_named(visit));
            if let AdditionalMembers::Typed { type_ref, .. } = &mut object.additional {
                type_ref.visit_named(visit);
            }
        }
        Shape::Union(union) => {
            for variant in &mut union.variants {
                variant.type_ref.visit_named(visit);
                variant.schema.visit_named(visit);
            }
        }
        Shape::Newtype(newtype) => newtype.inner.visit_named(visit),
        Shape::Alias(target) => target.visit_named(visit),
        Shape::Enum(_) => {}
    }
}

/// Calls `visit` with every type that a schema of `operation` refers to.
fn visit_schemas(operation: &mut Operation, visit: &mut impl FnMut(&mut TypeId)) {
    for parameter in &mut operation.parameters {
        parameter.schema.visit_named(visit);
    }
    let bodies = operation.body.iter_mut().flat_map(|body| &mut body.media_types);
    bodies.for_each(|media_type| media_type.schema.visit_named(visit));
    for answer in operation.answers.iter_mut() {
        for media_type in &mut answer.bodies {
            media_type.schema.visit_named(visit);
        }
        for header in &mut answer.headers {
            header.schema.visit_named(visit);
        }
    }
    for alternate in &mut operation.alternates {
        alternate.media_type.schema.visit_named(visit);
    }
}
