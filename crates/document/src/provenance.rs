use std::collections::BTreeMap;

use bindery_model::{FileId, Origin, Pointer};

/// Where the values of a tree come from that do not stand where the tree's own file has them.
///
/// A node exists only on the way to something that an overlay brought or moved.
#[derive(Clone, Debug, Default)]
pub(crate) struct Provenance {
    /// The place of this value, where it is not below its parent's.
    origin: Option<Origin>,
    children: BTreeMap<String, Provenance>,
}

impl Provenance {
    /// The origin of the value at `segments` in a tree read from `file`.
    pub(crate) fn origin<'s>(&self, file: FileId, segments: impl Iterator<Item = &'s str>) -> Origin {
        let mut node = Some(self);
        let mut place_file = self.origin.as_ref().map_or(file, |origin| origin.file);
        let mut place: Vec<String> = self
            .origin
            .as_ref()
            .map_or(Vec::new(), |origin| origin.pointer.segments().to_vec());
        for segment in segments {
            node = node.and_then(|node| node.children.get(segment));
            match node.and_then(|node| node.origin.as_ref()) {
                Some(origin) => {
                    place_file = origin.file;
                    place = origin.pointer.segments().to_vec();
                }
                None => place.push(segment.to_owned()),
            }
        }
        Origin::new(place_file, place.into_iter().collect::<Pointer>())
    }

    /// What is known of the value at `place`; `None` where nothing is.
    pub(crate) fn at(&self, place: &Pointer) -> Option<&Provenance> {
        place
            .segments()
            .iter()
            .try_fold(self, |node, segment| node.children.get(segment))
    }

    /// Says that the value at `segments`, with all that is in it, comes from `origin`.
    pub(crate) fn set<'s>(&mut self, segments: impl Iterator<Item = &'s str>, origin: Origin) {
        let node = self.node(segments);
        node.children.clear();
        node.origin = Some(origin);
    }

    fn node<'s>(&mut self, segments: impl Iterator<Item = &'s str>) -> &mut Provenance {
        let mut node = self;
        for segment in segments {
            node = node.children.entry(segment.to_owned()).or_default();
        }
        node
    }

    /// Forgets the member `name` of the value at `parent`.
    pub(crate) fn remove_member(&mut self, parent: &Pointer, name: &str) {
        self.node(parent.segments().iter().map(String::as_str))
            .children
            .remove(name);
    }

    /// Forgets the item `index` of the array at `parent`, which had `length` items: those behind it
    /// move up and remember where they stood.
    pub(crate) fn remove_item(&mut self, file: FileId, parent: &Pointer, index: usize, length: usize) {
        let origins: Vec<Origin> = (index + 1..length)
            .map(|behind| {
                let place = parent.child(behind.to_string());
                self.origin(file, place.segments().iter().map(String::as_str))
            })
            .collect();
        let node = self.node(parent.segments().iter().map(String::as_str));
        node.children.remove(&index.to_string());
        for (behind, origin) in (index + 1..length).zip(origins) {
            let mut moved = node.children.remove(&behind.to_string()).unwrap_or_default();
            moved.origin = Some(origin);
            node.children.insert((behind - 1).to_string(), moved);
        }
    }

    /// Says where this value itself comes from.
    pub(crate) fn place(&mut self, origin: Origin) {
        self.origin = Some(origin);
    }

    /// Takes over what is known of the member or item `segment`, in place of what was.
    pub(crate) fn graft(&mut self, segment: &str, known: Provenance) {
        if known.is_empty() {
            self.children.remove(segment);
        } else {
            self.children.insert(segment.to_owned(), known);
        }
    }

    /// Takes over what is known of the insides of the value at `place`.
    pub(crate) fn graft_at(&mut self, place: &Pointer, known: Provenance) {
        let node = self.node(place.segments().iter().map(String::as_str));
        node.children = known.children;
    }

    /// Calls `visit` with every value that was moved, and with where it comes from. What only explains
    /// itself by something around it is not that thing's new place.
    pub(crate) fn each(&self, base: &Origin, visit: &mut impl FnMut(&Pointer, &Origin)) {
        self.each_below(&base.pointer, base.clone(), &mut Vec::new(), visit);
    }

    fn each_below(
        &self,
        place: &Pointer,
        natural: Origin,
        around: &mut Vec<Origin>,
        visit: &mut impl FnMut(&Pointer, &Origin),
    ) {
        let origin = self.origin.clone().unwrap_or(natural);
        if self.origin.is_some() && !around.contains(&origin) {
            visit(place, &origin);
        }
        around.push(origin);
        for (segment, child) in &self.children {
            let natural = around.last().map(|origin| origin.child(segment));
            if let Some(natural) = natural {
                child.each_below(&place.child(segment), natural, around, visit);
            }
        }
        around.pop();
    }

    fn is_empty(&self) -> bool {
        self.origin.is_none() && self.children.is_empty()
    }
}
