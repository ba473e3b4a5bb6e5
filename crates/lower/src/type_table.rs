use std::collections::{HashMap, VecDeque};

use bindery_document::Cursor;
use bindery_model::{Ident, Json, Origin, TypeDef, TypeId, TypeRef};

use crate::names;

/// What an inline type is called after, outermost text first, and whose module it belongs to.
///
/// It holds no name of the owner: names are settled when all types are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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

    /// A hint of what stands within the type `id`.
    pub(crate) fn within(id: TypeId) -> Self {
        Self {
            texts: Vec::new(),
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

    /// The same texts within the type `id`.
    pub(crate) fn moved_to(&self, id: TypeId) -> Self {
        let own = usize::from(self.owner.is_none());
        Self {
            texts: self.texts.iter().skip(own).cloned().collect(),
            owner: Some(id),
        }
    }

    /// The type in whose module the inline type is written.
    pub(crate) fn owner(&self) -> Option<TypeId> {
        self.owner
    }

    /// How many steps it is from its owner.
    pub(crate) fn steps(&self) -> usize {
        self.texts.len()
    }

    /// The name that it asks for, where its owner is called `owner`.
    pub(crate) fn type_name(&self, owner: Option<&Ident>) -> String {
        let owner = owner.map(Ident::as_str);
        names::joined_type_name(owner.into_iter().chain(self.texts.iter().map(String::as_str)))
    }

    /// The same, the other way round: `StatusOfPet`.
    pub(crate) fn reversed_name(&self, owner: Option<&Ident>) -> Option<String> {
        let owner = owner?;
        let own = names::joined_type_name(self.texts.iter().map(String::as_str));
        (!self.texts.is_empty()).then(|| format!("{own}Of{owner}"))
    }
}

/// What an inline type would be called, and where its schema stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wish {
    /// What it is called after.
    pub(crate) hint: NameHint,
    /// Where it stands, as overlays have left the document.
    pub(crate) place: Origin,
    /// Whether only a reference led there so far: then its place alone says what it is called.
    pub(crate) by_reference: bool,
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
    place: Origin,
    /// What an inline type would be called; a component has its name.
    wish: Option<Wish>,
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
    /// Gives out the next id, to a component that has its name.
    pub(crate) fn reserve(&mut self, name: Ident, place: Origin) -> TypeId {
        self.push(Slot {
            name,
            place,
            wish: None,
            made: None,
        })
    }

    /// Gives out the next id, to an inline type that is called `name` until names are settled.
    pub(crate) fn reserve_inline(&mut self, name: Ident, wish: Wish) -> TypeId {
        self.push(Slot {
            name,
            place: wish.place.clone(),
            wish: Some(wish),
            made: None,
        })
    }

    fn push(&mut self, slot: Slot) -> TypeId {
        self.slots.push(slot);
        TypeId(self.slots.len() - 1)
    }

    /// Another way led to the inline type `id`: the best hint names it, whichever came first.
    pub(crate) fn offer(&mut self, id: TypeId, hint: &NameHint) {
        let Some(wish) = self.slots.get_mut(id.0).and_then(|slot| slot.wish.as_mut()) else {
            return;
        };
        let rank = |hint: &NameHint| (hint.texts.len(), hint.texts.clone());
        if hint.owner != Some(id) && (wish.by_reference || rank(hint) < rank(&wish.hint)) {
            wish.hint = hint.clone();
            wish.by_reference = false;
        }
    }

    /// The inline types and what they would be called.
    pub(crate) fn wishes(&self) -> impl Iterator<Item = (TypeId, &Wish)> {
        let slots = self.slots.iter().enumerate();
        slots.filter_map(|(index, slot)| Some((TypeId(index), slot.wish.as_ref()?)))
    }

    /// What the inline type `id` would be called.
    pub(crate) fn wish(&self, id: TypeId) -> Option<&Wish> {
        self.slots.get(id.0)?.wish.as_ref()
    }

    /// Calls `id` by its settled name; returns what it was called before.
    pub(crate) fn rename(&mut self, id: TypeId, name: Ident) -> Option<Ident> {
        let slot = self.slots.get_mut(id.0)?;
        if let Some(made) = &mut slot.made {
            made.name = name.clone();
        }
        Some(std::mem::replace(&mut slot.name, name))
    }

    /// How many types there are.
    pub(crate) fn count(&self) -> usize {
        self.slots.len()
    }

    /// Where the schemas of all types stand, in the order of their ids.
    pub(crate) fn places(&self) -> Vec<Origin> {
        self.slots.iter().map(|slot| slot.place.clone()).collect()
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

    /// The type that was made of the whole of a schema, or that references to it mean.
    pub(crate) fn of_node(&self, node: Node) -> Option<TypeId> {
        self.items
            .get(&node)
            .or_else(|| self.referred.get(&node))
            .copied()
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
