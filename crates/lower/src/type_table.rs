use std::collections::{HashMap, VecDeque};

use bindery_document::Cursor;
use bindery_model::{Ident, Json, Origin, TypeDef, TypeId, TypeRef};

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

    /// The same texts but the first, within the type `id`, which is called `name`.
    pub(crate) fn moved_to(&self, id: TypeId, name: &Ident) -> Self {
        let mut moved = Self::within(id, name);
        moved.texts.extend(self.texts.iter().skip(1).cloned());
        moved
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
#[derive(Default)]
pub(crate) struct TypeTable<'d> {
    slots: Vec<Slot>,
    /// The schemas that references lead to, components first among them.
    referred: HashMap<Node, TypeId>,
    /// The types of schemas in place.
    inline: HashMap<Node, TypeRef>,
    /// The types that were made of the whole of one schema in place.
    items: HashMap<Node, TypeId>,
    waiting: VecDeque<Waiting<'d>>,
}

/// A type whose id was given out.
struct Slot {
    name: Ident,
    made: Option<TypeDef>,
}

/// A schema that was given an id and is still to be lowered.
pub(crate) struct Waiting<'d> {
    /// The type's id.
    pub(crate) id: TypeId,
    /// The schema.
    pub(crate) schema: Cursor<'d>,
    /// Its key under `components/schemas`, and where that stands.
    pub(crate) component: Option<Component>,
    /// In whose module it is written.
    pub(crate) owner: Option<TypeId>,
}

/// A member of `components/schemas`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Component {
    /// Its key.
    pub(crate) wire_name: String,
    /// Where it stands, which may only be a reference to the schema.
    pub(crate) origin: Origin,
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

    /// Puts a schema whose type has an id in the queue.
    pub(crate) fn enqueue(&mut self, waiting: Waiting<'d>) {
        self.referred.insert(Node::of(&waiting.schema), waiting.id);
        self.waiting.push_back(waiting);
    }

    /// The next schema that is still to be lowered.
    pub(crate) fn next_waiting(&mut self) -> Option<Waiting<'d>> {
        self.waiting.pop_front()
    }

    /// The type of the schema at `schema`, where references lead to it.
    pub(crate) fn referred(&self, schema: &Cursor<'d>) -> Option<TypeId> {
        self.referred.get(&Node::of(schema)).copied()
    }

    /// Says that references to `schema` mean the type `id`.
    pub(crate) fn refer(&mut self, schema: &Cursor<'d>, id: TypeId) {
        self.referred.entry(Node::of(schema)).or_insert(id);
    }

    /// The type of the schema in place at `schema`.
    pub(crate) fn inline(&self, schema: &Cursor<'d>) -> Option<&TypeRef> {
        self.inline.get(&Node::of(schema))
    }

    /// Remembers the type of the schema in place at `schema`.
    pub(crate) fn remember(&mut self, schema: &Cursor<'d>, type_ref: TypeRef) {
        self.inline.insert(Node::of(schema), type_ref);
    }

    /// The named type that was made of the whole of `schema`, `null` taken off.
    pub(crate) fn item(&self, schema: &Cursor<'d>) -> Option<TypeId> {
        self.items.get(&Node::of(schema)).copied()
    }

    /// Says that `id` is made of the whole of `schema`.
    pub(crate) fn set_item(&mut self, schema: &Cursor<'d>, id: TypeId) {
        self.items.insert(Node::of(schema), id);
    }

    /// The name of `id`.
    pub(crate) fn name(&self, id: TypeId) -> &Ident {
        &self.slots[id.0].name
    }

    /// The type of `id`, once it is made.
    pub(crate) fn made(&mut self, id: TypeId) -> Option<&mut TypeDef> {
        self.slots[id.0].made.as_mut()
    }

    /// Puts the type that was made where its id says.
    pub(crate) fn put(&mut self, id: TypeId, made: TypeDef) {
        self.slots[id.0].made = Some(made);
    }

    /// All types, in the order of their ids. Whatever was never made is handed to `missing`.
    pub(crate) fn take(&mut self, missing: impl Fn(Ident) -> TypeDef) -> Vec<TypeDef> {
        let slots = std::mem::take(&mut self.slots);
        slots
            .into_iter()
            .map(|slot| slot.made.unwrap_or_else(|| missing(slot.name)))
            .collect()
    }
}
