use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::unit::Unit;
use super::{Content, Entry, Mark, Marks, NodeId};

/// Takes a parser's events and makes marks of them.
#[derive(Default)]
pub(super) struct Builder {
    nodes: Vec<Mark>,
    root: Option<NodeId>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, (NodeId, Option<String>)>,
}

/// A container that is not closed yet; in a mapping, with the key whose value comes next.
struct Open {
    node: NodeId,
    key: Option<(String, Range<usize>)>,
}

impl Builder {
    pub(super) fn scalar(&mut self, text: &str, place: Range<usize>, anchor: usize) {
        self.leaf((text, Content::Scalar), place, anchor);
    }

    /// The same with a header, such as `|`, which stands behind `before`.
    pub(super) fn block_scalar(&mut self, (text, before): (&str, usize), place: Range<usize>, anchor: usize) {
        self.leaf((text, Content::BlockScalar(before)), place, anchor);
    }

    fn leaf(&mut self, (text, content): (&str, Content), place: Range<usize>, anchor: usize) {
        if self.expects_key() {
            if anchor != 0 {
                // The text is kept: an alias may name the key again.
                let node = self.push(place.clone(), Content::Scalar);
                self.anchors.insert(anchor, (node, Some(text.to_owned())));
            }
            self.key(text.to_owned(), place);
            return;
        }
        let node = self.push(place, content);
        if anchor != 0 {
            self.anchors.insert(anchor, (node, Some(text.to_owned())));
        }
        self.attach(node);
    }

    pub(super) fn alias(&mut self, anchor: usize, place: Range<usize>) {
        let target = self.anchors.get(&anchor);
        if self.expects_key() {
            let text = target.and_then(|(_, text)| text.clone()).unwrap_or_default();
            self.key(text, place);
            return;
        }
        let target = target.map(|(node, _)| *node);
        let node = self.push(place, Content::Alias(target));
        self.attach(node);
    }

    pub(super) fn open_sequence(&mut self, place: Range<usize>, anchor: usize) {
        self.open(Content::Sequence(Vec::new()), place, anchor);
    }

    pub(super) fn open_mapping(&mut self, place: Range<usize>, anchor: usize) {
        self.open(Content::Mapping(Vec::new()), place, anchor);
    }

    fn open(&mut self, content: Content, place: Range<usize>, anchor: usize) {
        if self.expects_key() {
            // A key that is a container itself has no name that a pointer could hold.
            self.key(String::new(), place.clone());
            let node = self.push(place, content);
            self.open.push(Open { node, key: None });
            return;
        }
        let node = self.push(place, content);
        if anchor != 0 {
            self.anchors.insert(anchor, (node, None));
        }
        self.attach(node);
        self.open.push(Open { node, key: None });
    }

    pub(super) fn close(&mut self, end: usize) {
        if let Some(closed) = self.open.pop()
            && let Some(mark) = self.nodes.get_mut(closed.node)
        {
            mark.place.end = mark.place.end.max(end);
        }
    }

    pub(super) fn key(&mut self, name: String, place: Range<usize>) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some((name, place));
        }
    }

    fn expects_key(&self) -> bool {
        let Some(open) = self.open.last() else {
            return false;
        };
        let content = self.nodes.get(open.node).map(|mark| &mark.content);
        matches!(content, Some(Content::Mapping(_))) && open.key.is_none()
    }

    fn push(&mut self, place: Range<usize>, content: Content) -> NodeId {
        self.nodes.push(Mark { place, content });
        self.nodes.len() - 1
    }

    fn attach(&mut self, value: NodeId) {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(value);
            return;
        };
        let content = self.nodes.get_mut(open.node).map(|mark| &mut mark.content);
        match content {
            Some(Content::Sequence(items)) => items.push(value),
            Some(Content::Mapping(entries)) => {
                if let Some((name, key)) = open.key.take() {
                    entries.push(Entry { name, key, value });
                }
            }
            _ => {}
        }
    }

    pub(super) fn finish(self, unit: Unit) -> Marks {
        let names = self.nodes.iter().enumerate().filter_map(|(node, mark)| {
            let Content::Mapping(entries) = &mark.content else {
                return None;
            };
            (entries.len() > SCANNED).then(|| (node, by_name(entries)))
        });
        Marks {
            names: names.collect(),
            nodes: self.nodes,
            root: self.root,
            unit,
        }
    }
}

/// Mappings of more entries than these are not gone through for a name.
const SCANNED: usize = 16;

/// The entries by their names; of several the first counts.
fn by_name(entries: &[Entry]) -> HashMap<String, usize> {
    let mut names = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        names.entry(entry.name.clone()).or_insert(index);
    }
    names
}
