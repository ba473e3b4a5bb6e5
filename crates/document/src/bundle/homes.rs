//! Where what stands in other files is moved to.

use std::collections::{BTreeSet, HashMap};

use bindery_model::{FileId, Pointer};

use super::Bundle;
use super::kind::{Kind, Site};
use super::target::{Home, Lead, node};
use crate::cursor::Cursor;
use crate::document::ROOT;

/// Gives every target its home: the place of a reference, a place within another target, or a name of its own.
pub(super) fn settle_homes(bundle: &mut Bundle<'_, '_>) {
    let root = bundle.document.root();
    bundle.adopt_in(Site::One(Kind::Document), &root, 0);
    bundle.nest();
    bundle.name_components();
}

impl<'d> Bundle<'d, '_> {
    /// Lets components and path items that are nothing but a reference become what they refer to: the first
    /// of those that refer to the same.
    fn adopt_in(&mut self, site: Site, cursor: &Cursor<'d>, depth: usize) {
        for (_, member, inner) in super::collecting::members(site, cursor) {
            if self.hidden.has(&member) || !self.hidden.methods(&member).is_empty() {
                continue;
            }
            match (site, inner) {
                (Site::Map(kind), _) => self.adopt(kind, &member),
                // No further in than `components/schemas`.
                (_, Site::Map(_) | Site::One(Kind::Components)) if depth < 2 => {
                    self.adopt_in(inner, &member, depth + 1);
                }
                _ => {}
            }
        }
    }

    fn adopt(&mut self, kind: Kind, place: &Cursor<'d>) {
        let mut reference = place.clone();
        let mut adopted = None;
        while let Some(Lead::Target(index)) = self.lone_reference(&reference) {
            let is_shared_item = kind == Kind::PathItem && kind.section(self.document.version()).is_some();
            let Some(target) = self.targets.get_mut(index) else {
                break;
            };
            if target.home.is_some() || target.kind != kind || (is_shared_item && target.uses > 1) {
                break;
            }
            target.home = Some(Home::At(place.pointer()));
            reference = target.cursor.clone();
            adopted = Some(index);
        }
        if let Some(index) = adopted {
            self.adopted.insert(node(place), index);
        }
    }

    /// Where an object leads that is a reference and nothing else.
    fn lone_reference(&self, cursor: &Cursor<'d>) -> Option<Lead> {
        let text = cursor.get("$ref")?;
        if cursor.members().count() > 1 {
            return None;
        }
        self.leads.get(&node(&text)).cloned()
    }

    /// Leaves what stands within another target there.
    fn nest(&mut self) {
        let mut known: HashMap<(FileId, Pointer), Vec<usize>> = HashMap::new();
        for (index, target) in self.targets.iter().enumerate() {
            known
                .entry((target.cursor.file(), target.cursor.pointer()))
                .or_default()
                .push(index);
        }
        for index in 0..self.targets.len() {
            let Some(target) = self.targets.get(index).filter(|target| target.home.is_none()) else {
                continue;
            };
            let (file, pointer, kind) = (target.cursor.file(), target.cursor.pointer(), target.kind);
            let mut outer = pointer.parent();
            while let Some(place) = outer {
                let holders = known.get(&(file, place.clone())).into_iter().flatten().copied();
                let steps = pointer
                    .segments()
                    .get(place.segments().len()..)
                    .unwrap_or_default();
                let mut holders =
                    holders.filter(|holder| *holder != index && self.holds(*holder, steps, kind));
                if let Some(holder) = holders.next() {
                    let home = Home::Within(holder, steps.to_vec());
                    if let Some(target) = self.targets.get_mut(index) {
                        target.home = Some(home);
                    }
                    break;
                }
                outer = place.parent();
            }
        }
    }

    /// Whether the steps lead from a target to a `kind` that is a part of it, and not a definition beside it.
    fn holds(&self, holder: usize, steps: &[String], kind: Kind) -> bool {
        let Some(holder) = self
            .targets
            .get(holder)
            .filter(|holder| holder.cursor.file() != ROOT)
        else {
            return false;
        };
        let mut cursor = holder.cursor.clone();
        let mut site = Site::One(holder.kind);
        for step in steps {
            // What is written as a reference holds nothing.
            if matches!(step.as_str(), "$defs" | "definitions") || cursor.is_reference() {
                return false;
            }
            let Some(next) = cursor.step(step) else {
                return false;
            };
            let inner = match site {
                _ if cursor.is_array() => Some(super::collecting::of_item(site)),
                Site::One(kind) => kind.member(step, next.value()),
                Site::Map(kind) | Site::List(kind) => kind.is_key(step).then_some(Site::One(kind)),
            };
            let Some(inner) = inner else { return false };
            (cursor, site) = (next, inner);
        }
        site == Site::One(kind)
    }

    /// Makes components of the rest: in the order of their places, so that no order of references counts.
    fn name_components(&mut self) {
        let version = self.document.version();
        let mut rest: Vec<(String, Pointer, Kind, usize)> = Vec::new();
        for (index, target) in self.targets.iter().enumerate() {
            if target.home.is_none() {
                let file = self.document.file_name(target.cursor.file()).to_owned();
                rest.push((file, target.cursor.pointer(), target.kind, index));
            }
        }
        rest.sort();
        let mut taken: HashMap<Kind, BTreeSet<String>> = HashMap::new();
        for (file, pointer, kind, index) in rest {
            let home = match kind.section(version) {
                None => Home::InPlace,
                Some(section) => {
                    let taken = taken.entry(kind).or_insert_with(|| self.keys(section));
                    let wishes = wishes(&file, &pointer);
                    let key = free_key(&wishes, taken);
                    taken.insert(key.clone());
                    let section = section.iter().map(|name| (*name).to_owned());
                    Home::Component(section.chain([key]).collect())
                }
            };
            if let Some(target) = self.targets.get_mut(index) {
                target.home = Some(home);
            }
        }
    }

    /// The keys that the document has in a section.
    fn keys(&self, section: &[&str]) -> BTreeSet<String> {
        let root = self.document.root();
        let holder = section.iter().try_fold(root, |holder, name| holder.get(name));
        holder
            .iter()
            .flat_map(Cursor::members)
            .map(|(key, _)| key.to_owned())
            .collect()
    }

    /// The place of a target in the bundle; nothing, where it is written wherever it is referred to.
    pub(super) fn home(&self, index: usize) -> Option<Pointer> {
        match self.targets.get(index)?.home.as_ref()? {
            Home::At(place) | Home::Component(place) => Some(place.clone()),
            // The holder's place is shorter than its own, so this ends.
            Home::Within(holder, steps) => {
                let outer = self.home(*holder)?;
                Some(outer.segments().iter().chain(steps).cloned().collect())
            }
            Home::InPlace => None,
        }
    }
}

/// What a component may be called, the better first: after its key, or its file; after both.
fn wishes(file: &str, pointer: &Pointer) -> [String; 2] {
    let stem = stem(file);
    let key = pointer.last().filter(|key| !key.is_empty());
    let folder = file.rsplit('/').nth(1).unwrap_or_default();
    let parts = match key {
        Some(key) => [stem, key],
        None => [folder, stem],
    };
    [plain_key(key.unwrap_or(stem)), plain_key(&parts.join("_"))]
}

/// `models/pet.v1.yaml` as `pet.v1`.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The text as a key of `components` (OpenAPI 3.1, section 4.8.7).
fn plain_key(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    let key: String = text
        .chars()
        .map(|letter| if is_plain(letter) { letter } else { '_' })
        .collect();
    if key.is_empty() {
        "component".to_owned()
    } else {
        key
    }
}

fn free_key(wishes: &[String], taken: &BTreeSet<String>) -> String {
    if let Some(free) = wishes.iter().find(|wish| !taken.contains(*wish)) {
        return free.clone();
    }
    let last = wishes.last().map_or("component", String::as_str);
    let numbered = (2..).map(|number: usize| format!("{last}_{number}"));
    numbered
        .into_iter()
        .find(|key| !taken.contains(key))
        .unwrap_or_default()
}
