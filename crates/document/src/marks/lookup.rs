use std::collections::HashMap;
use std::ops::Range;

use bindery_model::{LabelTarget, Pointer};

use super::node::{block_header, without_properties};
use super::{Content, Entry, Mark, Marks, NodeId};

/// The place of a member: of its value, and of its key where it has one. Bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) value: Range<usize>,
    pub(crate) key: Option<Range<usize>>,
    /// Whether its key stands for the value: where it has no text, or begins on a line below.
    pub(crate) is_block: bool,
    /// Where the value begins that an alias here stands for.
    pub(crate) anchored: Option<usize>,
}

impl Found {
    /// The part to underline: never more than the first line of it, and the key where the value is made of
    /// lines below it or has no text.
    pub(crate) fn underlined(&self, text: &str, target: LabelTarget) -> Range<usize> {
        match (&self.key, target) {
            (Some(key), LabelTarget::Key) => first_line(text, key),
            (Some(key), _) if self.is_block => first_line(text, key),
            _ => first_line(text, &self.value),
        }
    }
}

fn first_line(text: &str, place: &Range<usize>) -> Range<usize> {
    let content = text.get(place.clone()).unwrap_or_default();
    let line = content.split('\n').next().unwrap_or_default().trim_end();
    place.start..place.start + line.len()
}

/// A member named twice: the places of its first key and of another one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Duplicate {
    pub(crate) pointer: Pointer,
    pub(crate) first: Range<usize>,
    pub(crate) second: Range<usize>,
}

impl Marks {
    /// The place that `pointer` leads to, or that of the nearest value around it.
    pub(crate) fn find(&self, text: &str, pointer: &Pointer) -> Option<Found> {
        let mut node = self.root?;
        let mut key = None;
        for segment in pointer.segments() {
            let Some((value, entry_key)) = self.child(node, segment, MERGES) else {
                break;
            };
            node = value;
            key = entry_key;
        }
        let mark = self.nodes.get(node)?;
        let anchor = match mark.content {
            Content::Alias(_) => self.target(node),
            _ => None,
        };
        let value = self.node(text, mark);
        let first = text.get(value.clone()).and_then(|value| value.chars().next());
        let is_container = matches!(mark.content, Content::Mapping(_) | Content::Sequence(_));
        Some(Found {
            is_block: first.is_none() || is_container && !matches!(first, Some('{' | '[')),
            value,
            anchored: anchor.map(|(_, anchor)| self.node(text, anchor).start),
            key: key.map(|key| self.key(text, key)),
        })
    }

    /// Where a value is written; a block scalar is at its header.
    fn node(&self, text: &str, mark: &Mark) -> Range<usize> {
        let span = self.unit.bytes(text, &mark.place);
        match mark.content {
            Content::BlockScalar(before) => {
                let before = self.unit.bytes(text, &(before..mark.place.start));
                block_header(text, before).unwrap_or(span)
            }
            _ => without_properties(text, span),
        }
    }

    fn key(&self, text: &str, key: &Range<usize>) -> Range<usize> {
        without_properties(text, self.unit.bytes(text, key))
    }

    /// A value, behind any aliases.
    fn target(&self, mut node: NodeId) -> Option<(NodeId, &Mark)> {
        // An anchor stands before its aliases, so this ends; the bound is for a parser's mistakes.
        for _ in 0..MERGES {
            let mark = self.nodes.get(node)?;
            match mark.content {
                Content::Alias(target) => node = target?,
                _ => return Some((node, mark)),
            }
        }
        None
    }

    /// The entry `name` of a mapping.
    fn entry<'e>(&self, mapping: NodeId, entries: &'e [Entry], name: &str) -> Option<&'e Entry> {
        match self.names.get(&mapping) {
            Some(names) => entries.get(*names.get(name)?),
            None => entries.iter().find(|entry| entry.name == name),
        }
    }

    fn child(&self, node: NodeId, segment: &str, merges: usize) -> Option<(NodeId, Option<&Range<usize>>)> {
        let (node, mark) = self.target(node)?;
        match &mark.content {
            Content::Sequence(items) => Some((*items.get(segment.parse::<usize>().ok()?)?, None)),
            Content::Mapping(entries) => {
                if let Some(entry) = self.entry(node, entries, segment) {
                    return Some((entry.value, Some(&entry.key)));
                }
                let merge = self.entry(node, entries, "<<")?;
                self.merged_child(merge, segment, merges.checked_sub(1)?)
            }
            Content::Scalar | Content::BlockScalar(_) | Content::Alias(_) => None,
        }
    }

    fn merged_child(
        &self,
        merge: &Entry,
        segment: &str,
        merges: usize,
    ) -> Option<(NodeId, Option<&Range<usize>>)> {
        match &self.target(merge.value)?.1.content {
            Content::Sequence(sources) => sources
                .iter()
                .find_map(|source| self.child(*source, segment, merges)),
            _ => self.child(merge.value, segment, merges),
        }
    }

    /// Every member that is named again in the same object.
    pub(crate) fn duplicates(&self, text: &str) -> Vec<Duplicate> {
        let mut found = Vec::new();
        let mut open: Vec<(NodeId, Pointer)> = self
            .root
            .map(|root| (root, Pointer::root()))
            .into_iter()
            .collect();
        while let Some((node, pointer)) = open.pop() {
            match self.nodes.get(node).map(|mark| &mark.content) {
                Some(Content::Sequence(items)) => {
                    let place = |(index, item): (usize, &NodeId)| (*item, pointer.child(index.to_string()));
                    open.extend(items.iter().enumerate().map(place));
                }
                Some(Content::Mapping(entries)) => {
                    let mut keys: HashMap<&str, &Range<usize>> = HashMap::new();
                    for entry in entries {
                        let pointer = pointer.child(&entry.name);
                        open.push((entry.value, pointer.clone()));
                        if let Some(first) = keys.get(entry.name.as_str()) {
                            found.push(Duplicate {
                                pointer,
                                first: self.key(text, first),
                                second: self.key(text, &entry.key),
                            });
                        } else {
                            keys.insert(&entry.name, &entry.key);
                        }
                    }
                }
                _ => {}
            }
        }
        found.sort_by_key(|duplicate| duplicate.second.start);
        found
    }
}

/// How many merge keys and aliases lead from one value to the next before the search gives up.
const MERGES: usize = 64;
