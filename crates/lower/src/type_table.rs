use std::collections::{HashMap, VecDeque};

use bindery_document::Cursor;
use bindery_model::{Ident, Json, TypeDef, TypeId};

use crate::names;

/// What an inline type is called after, outermost text first, and whose module it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameHint {
    texts: Vec<String>,
    owner: Option<TypeId>,
}

impl NameHint {
    /// A hint of a type that belongs to no other, e.g. `["CreatePaymentSession", "Request"]`.
    pub(crate) fn new<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self {
            texts: texts.into_iter().map(Into::into).collect(),
            owner: None,
        }
    }

    /// A hint of what stands within the type `id`, which is called `name`.
    pub(crate) fn within(id: TypeId, name: &Ident) -> Self {
        Self {
            texts: vec![name.to_string()],
            owner: Some(id),
        }
    }

    /// The hint one step further in.
    pub(crate) fn child(&self, text: impl Into<String>) -> Self {
        let mut texts = self.texts.clone();
        texts.push(text.into());
        Self {
            texts,
            owner: self.owner,
        }
    }

    /// The type in whose module the inline type is written.
    pub(crate) fn owner(&self) -> Option<TypeId> {
        self.owner
    }

    /// The name that it asks for.
    pub(crate) fn type_name(&self) -> String {
        names::joined_type_name(self.texts.iter().map(String::as_str))
    }
}

/// The types of the API while they are made.
///
/// A type's id is given out before its shape is known, so that schemas may refer to each other in
/// any order; what was referred to waits in a queue, so that a chain of references costs no stack.
#[derive(Debug, Default)]
pub(crate) struct TypeTable<'d> {
    slots: Vec<Slot>,
    by_node: HashMap<Node, TypeId>,
    waiting: VecDeque<Waiting<'d>>,
}

/// A type whose id was given out.
#[derive(Debug)]
pub(crate) struct Slot {
    /// Its name.
    pub(crate) name: Ident,
    /// The type, once it is made.
    pub(crate) made: Option<TypeDef>,
}

/// A schema that was given an id and is still to be lowered.
#[derive(Clone, Debug)]
pub(crate) struct Waiting<'d> {
    /// The type's id.
    pub(crate) id: TypeId,
    /// The schema.
    pub(crate) schema: Cursor<'d>,
    /// Its key under `components/schemas`.
    pub(crate) wire_name: Option<String>,
    /// In whose module it is written.
    pub(crate) owner: Option<TypeId>,
}

/// A node of the document, told from all others by where it lies in memory: an overlay may put the
/// same text, with the same origin, in many places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Node(usize);

impl Node {
    /// The node that `cursor` stands at.
    pub(crate) fn of(cursor: &Cursor<'_>) -> Self {
        Self(std::ptr::from_ref::<Json>(cursor.value()).addr())
    }
}

impl<'d> TypeTable<'d> {
    /// Gives out the next id.
    pub(crate) fn reserve(&mut self, name: Ident) -> TypeId {
        self.slots.push(Slot { name, made: None });
        TypeId(self.slots.len() - 1)
    }

    /// Gives out the next id to the schema at `schema` and puts it in the queue.
    pub(crate) fn enqueue(&mut self, name: Ident, schema: &Cursor<'d>, wire_name: Option<&str>) -> TypeId {
        let id = self.reserve(name);
        self.by_node.insert(Node::of(schema), id);
        self.waiting.push_back(Waiting {
            id,
            schema: schema.clone(),
            wire_name: wire_name.map(str::to_owned),
            owner: None,
        });
        id
    }

    /// The next schema that is still to be lowered.
    pub(crate) fn next_waiting(&mut self) -> Option<Waiting<'d>> {
        self.waiting.pop_front()
    }

    /// The type of the schema at `schema`, where it has one.
    pub(crate) fn of_node(&self, schema: &Cursor<'d>) -> Option<TypeId> {
        self.by_node.get(&Node::of(schema)).copied()
    }

    /// Says that the schema at `schema` is the type `id`, too.
    pub(crate) fn bind(&mut self, schema: &Cursor<'d>, id: TypeId) {
        self.by_node.entry(Node::of(schema)).or_insert(id);
    }

    /// The name of `id`.
    pub(crate) fn name(&self, id: TypeId) -> &Ident {
        &self.slots[id.0].name
    }

    /// Puts the type that was made where its id says.
    pub(crate) fn put(&mut self, id: TypeId, made: TypeDef) {
        self.slots[id.0].made = Some(made);
    }

    /// All types, in the order of their ids. Whatever was never made is handed to `missing`.
    pub(crate) fn into_types(self, missing: impl Fn(Ident) -> TypeDef) -> Vec<TypeDef> {
        let made = self.slots.into_iter();
        made.map(|slot| slot.made.unwrap_or_else(|| missing(slot.name))).collect()
    }
}
