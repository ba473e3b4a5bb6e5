//! What types mean, apart from their names, their places and what they say in words.

use std::collections::HashMap;

use bindery_model::{
    AdditionalMembers, Api, Derive, Docs, Formats, Ident, Maps, Origin, Rule, Schema, SchemaRef, Shape,
    TypeDef, TypeId, TypeRef,
};

/// A type of one of several APIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) api: usize,
    pub(super) index: usize,
}

/// A type without its name, and which types it names.
#[derive(Debug)]
pub(super) struct Outline {
    /// The type; all ids in it are 0.
    pub(super) def: TypeDef,
    /// The types that its shape names, in the order in which they stand there.
    pub(super) types: Vec<usize>,
    /// The types that it and its rules name.
    pub(super) named: Vec<usize>,
    /// What maps are, where it has some.
    pub(super) maps: Option<Maps>,
    /// What becomes of texts that are not of their format, where it has some.
    pub(super) formats: Option<Formats>,
    /// The API that alone can say it: a path that begins with `crate` means another thing elsewhere.
    only_in: Option<usize>,
}

/// The meanings of all types of several APIs: equal ones have the same class.
#[derive(Debug)]
pub(super) struct Meanings {
    outlines: Vec<Vec<Outline>>,
    /// For each type the type that it is another name of, for an inline schema that is said twice.
    twins: Vec<Vec<usize>>,
    classes: Vec<Vec<usize>>,
}

impl Meanings {
    pub(super) fn of(apis: &[&Api]) -> Self {
        let mut meanings = Self {
            outlines: Vec::new(),
            twins: Vec::new(),
            classes: Vec::new(),
        };
        for (number, api) in apis.iter().enumerate() {
            let outlines = api.types.iter().map(|made| Outline::of(made, number, api));
            meanings.outlines.push(outlines.collect());
            let twins = (0..api.types.len()).map(|index| twin_of(&api.types, index));
            meanings.twins.push(twins.collect());
        }
        meanings.classify();
        meanings
    }

    /// The type that `place` is another name of; itself mostly.
    pub(super) fn resolved(&self, place: Place) -> Place {
        let index = self.twins[place.api][place.index];
        Place { index, ..place }
    }

    pub(super) fn outline(&self, place: Place) -> &Outline {
        let place = self.resolved(place);
        &self.outlines[place.api][place.index]
    }

    /// The types that the shape of `place` names.
    pub(super) fn types(&self, place: Place) -> &[usize] {
        &self.outline(place).types
    }

    pub(super) fn are_equal(&self, left: Place, right: Place) -> bool {
        self.class(left) == self.class(right)
    }

    fn class(&self, place: Place) -> usize {
        let place = self.resolved(place);
        self.classes[place.api][place.index]
    }

    /// Types that are the same but for the types that they name begin in one class; it is split for as long
    /// as two of its types name types of different classes at the same place.
    fn classify(&mut self) {
        let mut kinds = HashMap::new();
        let mut classes = Vec::new();
        for outlines in &self.outlines {
            let each = outlines.iter().map(|outline| {
                let next = kinds.len();
                let kind = (&outline.def, outline.maps, outline.formats, outline.only_in);
                *kinds.entry(kind).or_insert(next)
            });
            classes.push(each.collect());
        }
        let mut count = kinds.len();
        self.classes = classes;
        loop {
            let mut split = HashMap::new();
            let mut finer = Vec::new();
            for (api, outlines) in self.outlines.iter().enumerate() {
                let each = outlines.iter().enumerate().map(|(index, outline)| {
                    let named = outline.named.iter();
                    let named: Vec<usize> = named.map(|id| self.class(Place { api, index: *id })).collect();
                    let next = split.len();
                    let own = self.classes[api][index];
                    *split.entry((own, named)).or_insert(next)
                });
                finer.push(each.collect());
            }
            self.classes = finer;
            if split.len() == count {
                return;
            }
            count = split.len();
        }
    }
}

impl Outline {
    fn of(made: &TypeDef, number: usize, api: &Api) -> Self {
        let mut def = made.clone();
        def.name = Ident::new("Type");
        def.wire_name = None;
        def.origin = nowhere();
        def.owner = None;
        silence(&mut def.docs);
        order_schema(&mut def.schema);
        order_shape(&mut def.shape);
        let (mut types, mut named) = (Vec::new(), Vec::new());
        let mut has_formats = false;
        let (mut has_maps, mut is_local) = (false, def.derives.iter().any(is_local_derive));
        if let Shape::Object(object) = &def.shape {
            has_maps = matches!(object.additional, AdditionalMembers::Typed { .. });
        }
        def.visit_type_refs(&mut |type_ref| {
            plain(type_ref, &mut |part| {
                has_maps |= matches!(part, TypeRef::Map(_));
                has_formats |= matches!(part, TypeRef::Primitive(primitive) if primitive.refuses_text());
                is_local |= matches!(part, TypeRef::Existing(path) if is_local_path(path));
            });
            type_ref.visit_named(&mut |id| types.push(std::mem::replace(&mut id.0, 0)));
        });
        named.extend(&types);
        let mut take = |id: &mut TypeId| named.push(std::mem::replace(&mut id.0, 0));
        def.schema.visit_named(&mut take);
        if let Shape::Union(union) = &mut def.shape {
            for variant in &mut union.variants {
                variant.schema.visit_named(&mut take);
            }
        }
        Self {
            def,
            types,
            named,
            maps: has_maps.then_some(api.maps),
            formats: has_formats.then_some(api.format_types.formats),
            only_in: is_local.then_some(number),
        }
    }
}

/// The type that `index` is a second name of, as lowering lets an inline schema be that is said twice.
fn twin_of(types: &[TypeDef], index: usize) -> usize {
    let mut found = index;
    // As many steps as there are types: a circle of aliases is a fault of ours.
    for _ in 0..types.len() {
        match types.get(found) {
            Some(made) if made.wire_name.is_none() => match (&made.shape, made.schema.rules.as_slice()) {
                (Shape::Alias(TypeRef::Named(first)), [Rule::AllOf(parts)])
                    if parts.as_slice() == [SchemaRef::Named(*first)] =>
                {
                    found = first.0;
                }
                _ => return found,
            },
            _ => return found,
        }
    }
    index
}

fn nowhere() -> Origin {
    Origin::new(Default::default(), Default::default())
}

/// Leaves of what is said in words what changes code.
fn silence(docs: &mut Docs) {
    *docs = Docs {
        default: docs.default.take(),
        ..Docs::default()
    };
}

/// Takes boxes away, which depend on where a recursion is entered, and shows every part to `see`.
fn plain(type_ref: &mut TypeRef, see: &mut impl FnMut(&TypeRef)) {
    while let TypeRef::Boxed(inner) = type_ref {
        let inner = std::mem::replace(&mut **inner, TypeRef::Any);
        *type_ref = inner;
    }
    see(type_ref);
    match type_ref {
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => plain(inner, see),
        TypeRef::Tuple(parts) => parts.iter_mut().for_each(|part| plain(part, see)),
        TypeRef::Named(_)
        | TypeRef::Primitive(_)
        | TypeRef::Boxed(_)
        | TypeRef::Existing(_)
        | TypeRef::Any
        | TypeRef::Never => {}
    }
}

fn is_local_derive(derive: &Derive) -> bool {
    matches!(derive, Derive::Path(path) if is_local_path(path))
}

fn is_local_path(path: &str) -> bool {
    ["crate::", "self::", "super::"]
        .iter()
        .any(|start| path.starts_with(start))
}

/// Puts members in the order of their names, and takes away words and places.
fn order_shape(shape: &mut Shape) {
    match shape {
        Shape::Object(object) => {
            let names: Vec<String> = object
                .members
                .iter()
                .map(|member| member.wire_name.clone())
                .collect();
            object
                .members
                .sort_by(|left, right| left.wire_name.cmp(&right.wire_name));
            let places: HashMap<String, usize> = object
                .members
                .iter()
                .enumerate()
                .map(|(index, member)| (member.wire_name.clone(), index))
                .collect();
            for member in &mut object.members {
                member.origin = nowhere();
                silence(&mut member.docs);
                for tag in member.selected.iter_mut().flat_map(|selected| &mut selected.tags) {
                    let place = names.get(*tag).and_then(|name| places.get(name));
                    *tag = place.copied().unwrap_or(*tag);
                }
            }
        }
        Shape::Enum(enumeration) => enumeration.values.iter_mut().for_each(|value| value.docs = None),
        Shape::Union(union) => {
            union.separations.clear();
            let variants = union.variants.iter_mut();
            variants.for_each(|variant| order_ref(&mut variant.schema));
        }
        Shape::Newtype(_) | Shape::Alias(_) => {}
    }
}

/// Puts the rules of a schema in one order.
fn order_schema(schema: &mut Schema) {
    for rule in &mut schema.rules {
        match rule {
            Rule::Properties(members) | Rule::PatternProperties(members) => {
                members.sort_by(|left, right| left.0.cmp(&right.0))
            }
            Rule::Required(names) | Rule::ReadOnly(names) | Rule::WriteOnly(names) => names.sort(),
            Rule::Type(types) => types.sort(),
            _ => {}
        }
        rule.schemas_mut().into_iter().for_each(order_ref);
    }
    schema.rules.sort_by_key(super::difference::keyword);
}

fn order_ref(schema: &mut SchemaRef) {
    if let SchemaRef::Inline(schema) = schema {
        order_schema(schema);
    }
}
