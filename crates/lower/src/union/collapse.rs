//! Scalars of one kind in one union are one Rust type: `anyOf: [{type: string}, {enum: [a, b]}]` is
//! an enum that keeps what it does not know, and two formats of a string are a string.

use bindery_model::{Json, Primitive, Rule, Schema, SchemaRef, Shape, TypeRef};

use crate::docs::docs_of;
use crate::enum_words::EnumWords;
use crate::enumeration::{Value, is_variant};
use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::make::Making;
use crate::primitive::primitive;
use crate::union::Leaf;
use crate::view::{Part, Seed};

/// What several scalars became.
#[derive(Clone)]
pub(crate) struct Collapsed<'d> {
    /// Their schemas, of which at least one holds.
    seeds: Vec<Seed<'d>>,
    form: Form,
}

#[derive(Clone)]
enum Form {
    /// One type that holds them all.
    Primitive(Primitive),
    /// An enum of all their values, with what is said of each.
    Enumeration(Vec<Value>),
}

impl<'d> Lowering<'d> {
    /// The type of scalars that became one.
    pub(crate) fn collapsed_type(&mut self, making: &Making<'_, 'd>, collapsed: &Collapsed<'d>) -> TypeRef {
        match &collapsed.form {
            Form::Primitive(primitive) => TypeRef::Primitive(*primitive),
            Form::Enumeration(values) => {
                let values = values.clone();
                self.item(making, |lowering, _| {
                    Shape::Enum(lowering.enumeration_of(making, values))
                })
            }
        }
    }

    /// What collapsed scalars demand.
    pub(crate) fn collapsed_schema(&mut self, collapsed: &Collapsed<'d>) -> Schema {
        let rules = |seed: &Seed<'d>| match seed.single() {
            Some(schema) => self.schema_ref(schema),
            None => SchemaRef::Inline(self.rules_of_seed(seed)),
        };
        Schema {
            rules: vec![Rule::AnyOf(collapsed.seeds.iter().map(rules).collect())],
        }
    }
}

impl<'d> Collapsed<'d> {
    /// All schemas as one seed, for what only needs a place.
    pub(crate) fn seed(&self) -> Seed<'d> {
        let parts: Vec<Part<'d>> = self
            .seeds
            .iter()
            .flat_map(|seed| seed.parts.iter().cloned())
            .collect();
        Seed {
            parts,
            types: Types::ALL,
        }
    }
}

/// Puts scalars of one kind together, at the place of the first.
pub(crate) fn collapse(leaves: Vec<Leaf<'_>>) -> Vec<Leaf<'_>> {
    let mut kept = Vec::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for leaf in leaves {
        let Some(kind) = scalar_kind(&leaf) else {
            kept.push(leaf);
            continue;
        };
        match groups.iter_mut().find(|group| group.kind == kind) {
            Some(group) => group.others.push(leaf),
            None => groups.push(Group {
                kind,
                place: kept.len(),
                first: leaf,
                others: Vec::new(),
            }),
        }
    }
    for (earlier, group) in groups.into_iter().enumerate() {
        kept.insert(group.place + earlier, together(group));
    }
    kept
}

fn scalar_kind(leaf: &Leaf<'_>) -> Option<Types> {
    if !leaf.view.choices.is_empty() || leaf.seed.types != Types::ALL {
        return None;
    }
    let types = leaf.view.value_types();
    let kinds = [Types::STRING, Types::NUMBER, Types::BOOLEAN];
    kinds.into_iter().find(|kind| kind.contains(types))
}

struct Group<'d> {
    kind: Types,
    /// Where the first stood among what is kept.
    place: usize,
    first: Leaf<'d>,
    others: Vec<Leaf<'d>>,
}

fn together(group: Group<'_>) -> Leaf<'_> {
    let kind = group.kind;
    if group.others.is_empty() {
        return group.first;
    }
    let all: Vec<&Leaf<'_>> = std::iter::once(&group.first).chain(&group.others).collect();
    let collapsed = Collapsed {
        seeds: all.iter().map(|leaf| leaf.seed.clone()).collect(),
        form: form_of(kind, &all),
    };
    let literals = match &collapsed.form {
        Form::Enumeration(values) if all.iter().all(|leaf| leaf.view.literals.is_some()) => {
            Some(values.iter().map(|value| value.value.clone()).collect())
        }
        _ => None,
    };
    let types = all
        .iter()
        .fold(Types::NONE, |types, leaf| types.or(leaf.view.value_types()));
    let mut first = group.first;
    first.view.types = types;
    first.view.typed = true;
    first.view.literals = literals;
    first.collapsed = Some(collapsed);
    first
}

fn form_of(kind: Types, group: &[&Leaf<'_>]) -> Form {
    let secret = group
        .iter()
        .any(|leaf| primitive(&leaf.view, kind) == Primitive::Secret);
    let enumerated = group.iter().filter(|leaf| is_enumerated(leaf)).count();
    let open = group.iter().filter(|leaf| !is_enumerated(leaf));
    let plain = open
        .clone()
        .all(|leaf| primitive(&leaf.view, leaf.view.value_types()) == Primitive::String);
    if !secret
        && enumerated > 0
        && (enumerated == group.len() || (kind == Types::STRING && plain))
        && kind != Types::BOOLEAN
    {
        return Form::Enumeration(values_of(group));
    }
    let mut primitives = group
        .iter()
        .map(|leaf| primitive(&leaf.view, leaf.view.value_types()));
    let first = primitives.next().unwrap_or(Primitive::String);
    if !secret && primitives.all(|other| other == first) {
        return Form::Primitive(first);
    }
    Form::Primitive(match kind {
        _ if secret => Primitive::Secret,
        Types::STRING => Primitive::String,
        // Integers beside other numbers keep their digits only where all numbers do.
        Types::NUMBER if group.iter().all(|leaf| leaf.view.value_types() == Types::INTEGER) => {
            Primitive::BigInteger
        }
        Types::NUMBER => Primitive::Decimal,
        _ => Primitive::Bool,
    })
}

fn is_enumerated(leaf: &Leaf<'_>) -> bool {
    leaf.view
        .values()
        .is_some_and(|values| values.iter().all(|value| is_variant(value)))
}

/// The values of all, each once, with what its branch says where that is of one value. What a number
/// means only its title tells.
fn values_of(group: &[&Leaf<'_>]) -> Vec<Value> {
    let mut seen = std::collections::HashSet::new();
    let mut all = Vec::new();
    for leaf in group {
        let values = leaf.view.values().unwrap_or_default();
        let words = leaf.branch().map(EnumWords::of).unwrap_or_default();
        let only = leaf.branch().filter(|_| values.len() == 1);
        let described = only.map(docs_of);
        for value in values {
            if seen.insert(value.to_text()) {
                let title = leaf
                    .title()
                    .filter(|_| only.is_some() && !matches!(value, Json::String(_)));
                let docs = described.clone();
                all.push(Value {
                    value: value.clone(),
                    name: words.name(value).or_else(|| title.map(str::to_owned)),
                    docs: words
                        .docs(value)
                        .or_else(|| docs.and_then(|docs| docs.description.or(docs.summary))),
                });
            }
        }
    }
    all
}
