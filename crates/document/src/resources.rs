//! What `$id` and `$anchor` name (JSON Schema 2020-12, section 8.2): schema resources, the bases that
//! they set for the references within them, and the places that have a name of their own.

use std::collections::BTreeMap;

use bindery_model::{FileId, Json, Pointer};

use crate::location::Location;
use crate::places::Place;

/// A place within a file.
pub(crate) type Spot = (FileId, Pointer);

/// The resources of all files that were read: a file is one, and so is a schema with an `$id`.
#[derive(Debug, Default)]
pub(crate) struct Resources {
    roots: BTreeMap<Location, Spot>,
    /// Where each file itself is, whatever its `$id` says.
    files: BTreeMap<FileId, Location>,
    /// The resources of each file by their roots, the whole file among them.
    within: BTreeMap<FileId, BTreeMap<Pointer, Location>>,
    /// What anchors name, by the root of their resource.
    anchors: BTreeMap<(Spot, String), Anchor>,
    /// `$id`s and anchors whose name was taken.
    pub(crate) duplicates: Vec<Spot>,
}

/// A place that has a name within its resource.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Anchor {
    pub(crate) pointer: Pointer,
    /// Whether `$dynamicAnchor` names it.
    pub(crate) is_dynamic: bool,
}

/// A reference that a tree holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found<'t> {
    /// The root of the resource that holds it.
    pub(crate) resource: Pointer,
    pub(crate) text: &'t str,
}

impl Resources {
    /// Takes a file that was read from `location` into the index.
    pub(crate) fn add_file(&mut self, file: FileId, location: Location) {
        self.within
            .insert(file, BTreeMap::from([(Pointer::root(), location.clone())]));
        self.roots
            .entry(location.clone())
            .or_insert((file, Pointer::root()));
        self.files.insert(file, location);
    }

    /// The root of the resource at `location`.
    pub(crate) fn root(&self, location: &Location) -> Option<&Spot> {
        self.roots.get(location)
    }

    /// Where a file was read from.
    pub(crate) fn location(&self, file: FileId) -> Option<&Location> {
        self.files.get(&file)
    }

    /// Whether a schema within the file is a resource of its own.
    pub(crate) fn is_divided(&self, file: FileId) -> bool {
        self.within.get(&file).is_some_and(|within| within.len() > 1)
    }

    /// The root of the resource that holds the place, and its base.
    pub(crate) fn around(&self, file: FileId, place: &Pointer) -> Option<(Pointer, &Location)> {
        let within = self.within.get(&file)?;
        let mut root = if within.len() > 1 {
            place.clone()
        } else {
            Pointer::root()
        };
        loop {
            if let Some(location) = within.get(&root) {
                return Some((root, location));
            }
            root = root.parent()?;
        }
    }

    /// What `name` names in the resource whose root is `root`.
    pub(crate) fn anchor(&self, root: &Spot, name: &str) -> Option<&Anchor> {
        self.anchors.get(&(root.clone(), name.to_owned()))
    }

    /// The names of a resource's anchors.
    pub(crate) fn anchors_of<'r>(&'r self, root: &'r Spot) -> impl Iterator<Item = &'r str> {
        self.anchors
            .keys()
            .filter(move |(holder, _)| holder == root)
            .map(|(_, name)| name.as_str())
    }

    /// How many schemas declare each dynamic anchor.
    pub(crate) fn dynamic_anchors(&self) -> BTreeMap<String, usize> {
        let declared = self.anchors.iter().filter(|(_, anchor)| anchor.is_dynamic);
        declared.fold(BTreeMap::new(), |mut counts, ((_, name), _)| {
            *counts.entry(name.clone()).or_default() += 1;
            counts
        })
    }

    fn add_id(&mut self, spot: Spot, location: Location) {
        if let Some(within) = self.within.get_mut(&spot.0) {
            within.insert(spot.1.clone(), location.clone());
        }
        match self.roots.get(&location) {
            Some(known) if *known != spot => self.duplicates.push((spot.0, spot.1.child("$id"))),
            _ => {
                self.roots.insert(location, spot);
            }
        }
    }

    fn add_anchor(&mut self, root: Spot, name: &str, anchor: Anchor, keyword: &str) {
        let place = (root.0, anchor.pointer.child(keyword));
        match self.anchors.get(&(root.clone(), name.to_owned())) {
            Some(known) if known.pointer != anchor.pointer => self.duplicates.push(place),
            Some(known) if known.is_dynamic => {}
            _ => {
                self.anchors.insert((root, name.to_owned()), anchor);
            }
        }
    }
}

/// A walk through the part of a tree that is no data.
pub(crate) struct Scan<'t, 'r> {
    resources: &'r mut Resources,
    file: FileId,
    /// Whether `$id` and anchors are keywords: since 3.1.
    has_ids: bool,
    path: Vec<String>,
    resource: Pointer,
    found: Vec<Found<'t>>,
}

impl<'t, 'r> Scan<'t, 'r> {
    pub(crate) fn new(resources: &'r mut Resources, file: FileId, has_ids: bool) -> Self {
        Self {
            resources,
            file,
            has_ids,
            path: Vec::new(),
            resource: Pointer::root(),
            found: Vec::new(),
        }
    }

    /// Indexes what is at `start`, whose value is `value`, and returns the references in it.
    pub(crate) fn run(mut self, start: &Pointer, value: &'t Json) -> Vec<Found<'t>> {
        self.path = start.segments().to_vec();
        if let Some((root, _)) = self.resources.around(self.file, start) {
            self.resource = root;
        }
        self.value(Place::Node, value);
        self.found.sort();
        self.found.dedup();
        self.found
    }

    fn value(&mut self, place: Place, value: &'t Json) {
        match value {
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.push(index.to_string());
                    self.value(place, item);
                    self.path.pop();
                }
            }
            Json::Object(members) => self.object(place, value, members),
            _ => {}
        }
    }

    fn object(&mut self, place: Place, value: &'t Json, members: &'t [(String, Json)]) {
        let outer = self.enter(place, value);
        for (name, member) in members {
            match (place, name.as_str(), member) {
                (_, "$ref" | "$dynamicRef", Json::String(text)) if place.refers() => self.reference(text),
                (Place::Mapping, _, Json::String(text)) => self.reference(text),
                (_, _, Json::Array(_) | Json::Object(_)) => {
                    if let Some(inner) = place.member(name, member) {
                        self.path.push(name.clone());
                        self.value(inner, member);
                        self.path.pop();
                    }
                }
                _ => {}
            }
        }
        if let Some(outer) = outer {
            self.resource = outer;
        }
    }

    fn reference(&mut self, text: &'t str) {
        self.found.push(Found {
            resource: self.resource.clone(),
            text,
        });
    }

    /// Takes in what an object is called; the resource around it, if it is one itself.
    fn enter(&mut self, place: Place, value: &Json) -> Option<Pointer> {
        if !self.has_ids || place != Place::Node {
            return None;
        }
        let text = |keyword: &str| value.get(keyword).and_then(Json::as_str);
        let own = if self.path.is_empty() { text("$self") } else { None };
        let mut outer = None;
        // A fragment alone was an anchor in older drafts.
        if let Some(id) = text("$id").or(own).filter(|id| !id.starts_with('#')) {
            let here: Pointer = self.path.iter().cloned().collect();
            let base = self.resources.around(self.file, &self.resource);
            let location = base.map(|(_, base)| base.join_id(id));
            outer = Some(std::mem::replace(&mut self.resource, here.clone()));
            if let Some(location) = location {
                self.resources.add_id((self.file, here), location);
            }
        }
        for (keyword, is_dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
            if let Some(name) = text(keyword) {
                let anchor = Anchor {
                    pointer: self.path.iter().cloned().collect(),
                    is_dynamic,
                };
                let root = (self.file, self.resource.clone());
                self.resources.add_anchor(root, name, anchor, keyword);
            }
        }
        outer
    }
}
