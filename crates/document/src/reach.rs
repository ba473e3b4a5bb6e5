//! What a part of a document leads to: the components that it refers to, and those that they refer to.

use std::collections::{BTreeSet, HashMap, HashSet};

use bindery_model::{FileId, Json, Pointer};

use crate::cursor::Cursor;
use crate::document::Document;
use crate::places::Place;

/// What some places of a document lead to, those places among it.
#[derive(Default)]
pub struct Reached<'d> {
    /// The members of `components` and what stands elsewhere, each with the reference that led there first.
    nodes: HashMap<Node, Option<Cursor<'d>>>,
    files: BTreeSet<FileId>,
}

/// A node of a tree, told from others by where it lies in memory.
type Node = usize;

fn node(value: &Json) -> Node {
    std::ptr::from_ref(value).addr()
}

impl<'d> Reached<'d> {
    /// Whether `cursor` stands at one of the places, or at a component that they lead to. A reference into a
    /// component leads to all of it.
    pub fn contains(&self, cursor: &Cursor<'_>) -> bool {
        self.nodes.contains_key(&node(cursor.value()))
    }

    /// The reference that leads to `cursor`, the first that was met.
    pub fn reference_to(&self, cursor: &Cursor<'_>) -> Option<&Cursor<'d>> {
        self.nodes.get(&node(cursor.value()))?.as_ref()
    }

    /// Whether anything in `file` was reached.
    pub fn has_file(&self, file: FileId) -> bool {
        self.files.contains(&file)
    }
}

impl Document {
    /// What `places` lead to by references, discriminators and schemas that extend a base with a discriminator;
    /// a reference that leads nowhere counts for nothing.
    pub fn reach<'d>(&'d self, places: impl IntoIterator<Item = Cursor<'d>>) -> Reached<'d> {
        let mut reach = Reach {
            document: self,
            reached: Reached::default(),
            followed: HashMap::new(),
            heirs: self.extending(),
            named: self.named_elsewhere(),
            waiting: Vec::new(),
        };
        for place in places {
            reach.arrive(place, None);
        }
        while let Some(next) = reach.waiting.pop() {
            let place = self.place_of(next.file(), &next.pointer());
            reach.look_through(place, &next);
        }
        reach.reached
    }

    /// For each schema those that name it in their `allOf`.
    fn extending(&self) -> HashMap<Node, Vec<Cursor<'_>>> {
        let mut heirs: HashMap<Node, Vec<Cursor<'_>>> = HashMap::new();
        for schema in self.component_schemas() {
            for part in schema.get("allOf").iter().flat_map(Cursor::items) {
                if let Ok(base) = self.resolve(&part)
                    && part.is_reference()
                {
                    heirs.entry(node(base.value())).or_default().push(schema.clone());
                }
            }
        }
        heirs
    }

    /// The components that only refer to what stands elsewhere, by what that is: they give it its name.
    fn named_elsewhere(&self) -> HashMap<Node, Vec<Cursor<'_>>> {
        let mut named: HashMap<Node, Vec<Cursor<'_>>> = HashMap::new();
        for schema in self.component_schemas() {
            let mut reached = schema.clone();
            // Chains of references are as long as they are; those that go round end here.
            for _ in 0..CHAIN {
                let Ok(Some(next)) = self.reference_target(&reached) else {
                    break;
                };
                if next.file() != schema.file() {
                    named.entry(node(next.value())).or_default().push(schema.clone());
                }
                reached = next;
            }
        }
        named
    }

    fn component_schemas(&self) -> impl Iterator<Item = Cursor<'_>> {
        let root = self.root();
        let components = root.get("components").and_then(|all| all.get("schemas"));
        let schemas = components.or_else(|| root.get("definitions"));
        schemas
            .into_iter()
            .flat_map(|schemas| schemas.members())
            .map(|(_, schema)| schema)
    }

    /// What the value at `pointer` is: within data, a node.
    pub(crate) fn place_of(&self, file: FileId, pointer: &Pointer) -> Place {
        let mut place = Place::Node;
        let Some(mut value) = self.trees.get(&file) else {
            return place;
        };
        for segment in pointer.segments() {
            let (next, inner) = match value {
                Json::Array(items) => (
                    segment.parse().ok().and_then(|index: usize| items.get(index)),
                    place,
                ),
                _ => {
                    let next = value.get(segment);
                    let inner = next.and_then(|next| place.member(segment, next));
                    (next, inner.unwrap_or(Place::Node))
                }
            };
            let Some(next) = next else { break };
            (value, place) = (next, inner);
        }
        place
    }
}

/// How many references a component may be away from what it names.
const CHAIN: usize = 8;

struct Reach<'d> {
    document: &'d Document,
    reached: Reached<'d>,
    /// Where each reference of a file leads.
    followed: HashMap<(FileId, &'d str), Option<Cursor<'d>>>,
    heirs: HashMap<Node, Vec<Cursor<'d>>>,
    named: HashMap<Node, Vec<Cursor<'d>>>,
    waiting: Vec<Cursor<'d>>,
}

impl<'d> Reach<'d> {
    /// Takes in `place`, which `reference` leads to.
    fn arrive(&mut self, place: Cursor<'d>, reference: Option<&Cursor<'d>>) {
        let place = self.unit(&place).unwrap_or(place);
        if self.reached.nodes.contains_key(&node(place.value())) {
            return;
        }
        self.reached.nodes.insert(node(place.value()), reference.cloned());
        self.reached.files.insert(place.file());
        for component in self.named.remove(&node(place.value())).unwrap_or_default() {
            self.arrive(component, reference);
        }
        self.waiting.push(place);
    }

    /// The component that holds `place`.
    fn unit(&self, place: &Cursor<'d>) -> Option<Cursor<'d>> {
        let root = self.document.root();
        if place.file() != root.file() {
            return None;
        }
        let pointer = place.pointer();
        let depth = match pointer.segments().first()?.as_str() {
            "components" => 3,
            "definitions" | "parameters" | "responses" | "securityDefinitions" => 2,
            _ => return None,
        };
        let segments = pointer.segments().get(..depth)?;
        segments
            .iter()
            .try_fold(root, |holder, segment| holder.get(segment))
    }

    fn look_through(&mut self, place: Place, value: &Cursor<'d>) {
        value.items().for_each(|item| self.look_through(place, &item));
        for (name, member) in value.members() {
            let is_text = member.as_str().is_some();
            match (place, name) {
                (_, "$ref" | "$dynamicRef") if is_text && place.refers() => self.follow(&member),
                (Place::Mapping, _) if is_text => self.follow(&member),
                (Place::Node, "discriminator") if member.get("propertyName").is_some() => {
                    self.arrive_at_heirs(value);
                    self.look_through(Place::Node, &member);
                }
                _ => {
                    if let Some(inner) = place.member(name, member.value()) {
                        self.look_through(inner, &member);
                    }
                }
            }
        }
    }

    fn follow(&mut self, text: &Cursor<'d>) {
        let Some(written) = text.as_str() else { return };
        // Where schemas have bases of their own the same text may lead elsewhere.
        let is_divided = self.document.has_embedded_resources(text.file());
        let key = (text.file(), written);
        let target = match self.followed.get(&key).filter(|_| !is_divided) {
            Some(known) => known.clone(),
            None => {
                let target = self.target(text, written);
                self.followed.insert(key, target.clone());
                target
            }
        };
        if let Some(target) = target {
            self.arrive(target, Some(text));
        }
    }

    /// What a reference names; in a discriminator's mapping that may be a component's key.
    fn target(&self, text: &Cursor<'d>, written: &str) -> Option<Cursor<'d>> {
        let by_key = || {
            let components = self.document.root().get("components")?;
            components.get("schemas")?.get(written)
        };
        self.document.follow(text).ok().or_else(by_key)
    }

    /// A base with a discriminator is a choice between the schemas that extend it, directly or not.
    fn arrive_at_heirs(&mut self, base: &Cursor<'d>) {
        let mut met = HashSet::new();
        let mut bases = vec![node(base.value())];
        while let Some(next) = bases.pop() {
            for heir in self.heirs.get(&next).cloned().unwrap_or_default() {
                if met.insert(node(heir.value())) {
                    bases.push(node(heir.value()));
                    self.arrive(heir, None);
                }
            }
        }
    }
}
