//! Types that another generated crate has already: a component schema that means the same there is not
//! made again, but shown from there, so that a value of one API is a value of the other.

mod difference;
mod meaning;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bindery_model::{Api, Object, Shape, SharedType, TypeDef, TypeId, TypeRef};

use crate::Lowered;
use difference::difference;
use meaning::{Meanings, Place};

/// The types of another generated crate.
#[derive(Clone, Copy, Debug)]
pub struct OtherTypes<'a> {
    /// The crate's name in code.
    pub library: &'a str,
    /// What it was made of.
    pub api: &'a Api,
}

/// Takes from `others` every type that means the same there, from the first that has it, and explains for each
/// schema of the same name why it is shared or not.
///
/// Meaning is structure and rules, of what a type refers to as well; descriptions, the places of schemas and
/// the order of members do not count. Types that refer to each other are shared whole or not at all.
///
/// Returns the components of which others have one of the same name, but not the same.
pub fn share_types(lowered: &mut Lowered, others: &[OtherTypes<'_>]) -> Vec<String> {
    if others.is_empty() {
        return Vec::new();
    }
    let apis: Vec<&Api> = std::iter::once(&lowered.api)
        .chain(others.iter().map(|other| other.api))
        .collect();
    let mut sharing = Sharing {
        meanings: Meanings::of(&apis),
        apis,
        others,
        pairs: BTreeMap::new(),
        refused: BTreeMap::new(),
    };
    sharing.pair();
    while sharing.refuse_one_round() {}
    sharing.keep_reachable();
    let Sharing {
        meanings,
        pairs,
        refused,
        ..
    } = sharing;
    let replaced: Vec<_> = pairs
        .iter()
        .map(|(index, there)| {
            (
                *index,
                shape_from(&lowered.api, others, &meanings, (*index, *there)),
            )
        })
        .collect();
    for (index, (shape, deprecated)) in replaced {
        let made = &mut lowered.api.types[index];
        made.shape = shape;
        made.docs.deprecated = deprecated;
    }
    for (index, there) in &pairs {
        let other = others[there.api - 1];
        let shared = SharedType {
            library: other.library.to_owned(),
            name: other.api.types[there.index].name.clone(),
        };
        let path = format!("`{}::types::{}`", shared.library, shared.name);
        explain(lowered, *index, format!("shared: it is {path}"));
        lowered.api.shared.insert(TypeId(*index), shared);
    }
    let mut names = Vec::new();
    for (index, reason) in refused {
        if let Some(name) = lowered.api.types[index].wire_name.clone() {
            explain(lowered, index, format!("not shared: {reason}"));
            names.push(name);
        }
    }
    names
}

/// Adds a line to what is said of a component.
fn explain(lowered: &mut Lowered, index: usize, line: String) {
    let made = &lowered.api.types[index];
    if made.wire_name.is_none() {
        return;
    }
    let mut found = lowered.explanations.iter_mut();
    if let Some(explanation) = found.find(|explanation| explanation.origin == made.origin) {
        explanation.lines.push(line);
    }
}

/// The shape of a shared type as the other crate has it (it may box something else), and whether it is deprecated.
fn shape_from(
    own: &Api,
    others: &[OtherTypes<'_>],
    meanings: &Meanings,
    (index, there): (usize, Place),
) -> (Shape, bool) {
    let other = others[there.api - 1].api;
    let deprecated = other.types[there.index].docs.deprecated;
    let here = Place { api: 0, index };
    let twin = meanings.resolved(there);
    // What stands at the same place in both is a pair.
    let types = meanings.types(here).iter().zip(meanings.types(there));
    let back: BTreeMap<usize, usize> = types.map(|(own, there)| (*there, *own)).collect();
    let mut def = other.types[twin.index].clone();
    def.visit_type_refs(&mut |type_ref| {
        type_ref.visit_named(&mut |id| id.0 = back.get(&id.0).copied().unwrap_or(index));
    });
    // Rules keep their own form: what is emitted of them refers to types of this crate.
    if let (Shape::Union(made), Shape::Union(union)) =
        (&mut def.shape, &own.types[meanings.resolved(here).index].shape)
    {
        for (variant, before) in made.variants.iter_mut().zip(&union.variants) {
            variant.schema = before.schema.clone();
        }
    }
    (def.shape, deprecated)
}

/// What is known so far of which types are shared. Own types are those of the first of `apis`.
struct Sharing<'a> {
    apis: Vec<&'a Api>,
    others: &'a [OtherTypes<'a>],
    meanings: Meanings,
    /// The own types that may be shared, and with which.
    pairs: BTreeMap<usize, Place>,
    /// The own types that another crate has by name or in what is shared, and why they are not shared.
    refused: BTreeMap<usize, String>,
}

impl Sharing<'_> {
    /// Pairs every component with the first of its name that means the same, and what these refer to.
    fn pair(&mut self) {
        let mut queue = VecDeque::new();
        for (index, made) in self.apis[0].types.iter().enumerate() {
            let Some(name) = &made.wire_name else { continue };
            let here = Place { api: 0, index };
            match self.component(here, name) {
                Some(Ok(there)) => queue.extend(self.directions(here, there)),
                Some(Err(reason)) => {
                    self.refused.insert(index, reason);
                }
                None => {}
            }
        }
        while let Some((index, there)) = queue.pop_front() {
            let there = self.home(there);
            match self.pairs.get(&index) {
                Some(before) if *before == there => continue,
                Some(_) => {
                    self.refuse(
                        index,
                        "other types refer to different ones in its place".to_owned(),
                    );
                    continue;
                }
                None => {
                    self.pairs.insert(index, there);
                }
            }
            let here = Place { api: 0, index };
            let types = self.meanings.types(here).iter().zip(self.meanings.types(there));
            queue.extend(types.map(|(own, theirs)| {
                (
                    *own,
                    Place {
                        index: *theirs,
                        ..there
                    },
                )
            }));
        }
    }

    /// The component `name` of another crate, or why it is not the same; `None` where no other has it.
    fn component(&self, here: Place, name: &str) -> Option<Result<Place, String>> {
        let mut reason = None;
        for (number, other) in self.others.iter().enumerate() {
            let mut types = other.api.types.iter();
            let Some(index) = types.position(|made| made.wire_name.as_deref() == Some(name)) else {
                continue;
            };
            let there = Place {
                api: number + 1,
                index,
            };
            match self.unlike(here, there) {
                None => return Some(Ok(there)),
                Some(found) => {
                    reason.get_or_insert(format!("`{}` {found}", other.library));
                }
            }
        }
        reason.map(Err)
    }

    /// How two components of one name differ.
    fn unlike(&self, here: Place, there: Place) -> Option<String> {
        let (own, theirs) = (self.made(here), self.made(there));
        if own.name != theirs.name {
            return Some(format!("calls it `{}`", theirs.name));
        }
        let required = format!("{}Required", own.name);
        if self.apis[here.api]
            .types
            .iter()
            .chain(&self.apis[there.api].types)
            .any(|made| has_name(made, &required))
        {
            return Some(format!(
                "or this crate calls another type `{required}`, like what its constructor takes"
            ));
        }
        (!self.meanings.are_equal(here, there)).then(|| difference(&self.apis, &self.meanings, here, there))
    }

    /// The pair, and the pairs of what requests and answers hold instead.
    fn directions(&self, here: Place, there: Place) -> Vec<(usize, Place)> {
        let mut pairs = vec![(here.index, there)];
        let split = |place: Place| {
            let mut splits = self.apis[place.api].splits.iter();
            splits.find(|split| split.full.0 == place.index).copied()
        };
        if let (Some(own), Some(theirs)) = (split(here), split(there)) {
            for (own, theirs) in [(own.request, theirs.request), (own.response, theirs.response)] {
                let theirs = Place {
                    index: theirs.0,
                    ..there
                };
                let own = Place { index: own.0, ..here };
                let is_other = own != here && self.made(own).name == self.made(theirs).name;
                if is_other && self.meanings.are_equal(own, theirs) {
                    pairs.push((own.index, theirs));
                }
            }
        }
        pairs
    }

    fn made(&self, place: Place) -> &TypeDef {
        &self.apis[place.api].types[place.index]
    }

    /// The same type in the crate that it is made in, where that is one of the others.
    fn home(&self, mut place: Place) -> Place {
        // Crates do not take types from each other in a circle; each is left once at most.
        for _ in self.others {
            let Some(shared) = self.apis[place.api].shared.get(&TypeId(place.index)) else {
                break;
            };
            let api = self
                .others
                .iter()
                .position(|other| other.library == shared.library);
            let found = api.and_then(|api| {
                let mut types = self.apis[api + 1].types.iter();
                let index = types.position(|made| made.name == shared.name)?;
                Some(Place { api: api + 1, index })
            });
            match found {
                Some(found) => place = found,
                None => break,
            }
        }
        place
    }

    fn refuse(&mut self, index: usize, reason: String) {
        self.refused.entry(index).or_insert(reason);
    }

    /// Takes out what refers to something that is not shared; whether there was any.
    fn refuse_one_round(&mut self) -> bool {
        let before = self.pairs.len();
        let refused = &self.refused;
        self.pairs.retain(|index, _| !refused.contains_key(index));
        let mut found = self.held_by_others();
        for index in self.pairs.keys() {
            let here = Place {
                api: 0,
                index: *index,
            };
            let types = self.meanings.types(here);
            if self.meanings.resolved(here) != here && !types.is_empty() {
                let twin = &self.made(self.meanings.resolved(here)).name;
                found.push((
                    *index,
                    format!("it is the same type as `{twin}`, which belongs to another schema"),
                ));
            } else if let Some(part) = types.iter().find(|part| !self.pairs.contains_key(part)) {
                let part = &self.apis[0].types[*part].name;
                found.push((*index, format!("it refers to `{part}`, which is not shared")));
            }
        }
        for (index, reason) in found {
            self.refuse(index, reason);
        }
        let refused = &self.refused;
        self.pairs.retain(|index, _| !refused.contains_key(index));
        self.pairs.len() != before
    }

    /// The unions whose variant the siblings of an own member choose: their tables are not for other crates.
    fn held_by_others(&self) -> Vec<(usize, String)> {
        let types = &self.apis[0].types;
        let own = types
            .iter()
            .enumerate()
            .filter(|(index, _)| !self.pairs.contains_key(index));
        let mut found = Vec::new();
        for (_, made) in own {
            let Shape::Object(object) = &made.shape else {
                continue;
            };
            for index in selected(types, object).filter(|index| self.pairs.contains_key(index)) {
                found.push((
                    index,
                    format!(
                        "members of `{}`, which is not shared, choose its variant",
                        made.name
                    ),
                ));
            }
        }
        found
    }

    /// Keeps what shared components lead to, and them.
    fn keep_reachable(&mut self) {
        let mut kept = BTreeSet::new();
        let components = self
            .pairs
            .keys()
            .filter(|index| self.apis[0].types[**index].wire_name.is_some());
        let mut waiting: Vec<usize> = components.copied().collect();
        for split in &self.apis[0].splits {
            if self.pairs.contains_key(&split.full.0) {
                let shapes = [split.request.0, split.response.0].into_iter();
                waiting.extend(shapes.filter(|index| self.pairs.contains_key(index)));
            }
        }
        while let Some(index) = waiting.pop() {
            if kept.insert(index) {
                waiting.extend(self.meanings.types(Place { api: 0, index }));
            }
        }
        self.pairs.retain(|index, _| kept.contains(index));
    }
}

/// Whether the type, or a companion of one of its members, is called `name`.
fn has_name(made: &TypeDef, name: &str) -> bool {
    let companion = match &made.shape {
        Shape::Object(object) => object.members.iter().any(|member| {
            let selected = member.selected.as_ref();
            selected.is_some_and(|selected| selected.companion.as_str() == name)
        }),
        _ => false,
    };
    companion || made.name.as_str() == name
}

/// The unions that stand, through boxes and aliases, in members whose siblings choose the variant.
fn selected<'a>(types: &'a [TypeDef], object: &'a Object) -> impl Iterator<Item = usize> + 'a {
    let members = object.members.iter().filter(|member| member.selected.is_some());
    members.flat_map(|member| {
        let mut found = Vec::new();
        let mut type_ref = &member.type_ref;
        // As many steps as there are types: a circle of aliases is a fault of ours.
        for _ in 0..=types.len() {
            match type_ref {
                TypeRef::Boxed(inner) | TypeRef::Nullable(inner) => type_ref = inner,
                TypeRef::Named(id) => {
                    found.push(id.0);
                    match types.get(id.0).map(|made| &made.shape) {
                        Some(Shape::Alias(target)) => type_ref = target,
                        _ => break,
                    }
                }
                _ => break,
            }
        }
        found
    })
}
