//! The part of a document that a bundle holds.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::kind;
use super::target::{Node, node};
use crate::cursor::Cursor;
use crate::document::Document;

/// What is wanted of a document, said by what is not.
#[derive(Clone, Debug, Default)]
pub struct KeptPart {
    /// Operations that are left out: the list (`paths` or `webhooks`), the key there and the method.
    pub left_out: Vec<(String, String, String)>,
    /// The keys of component schemas that are left out.
    pub schemas: BTreeSet<String>,
}

/// What is not written.
#[derive(Default)]
pub(super) struct Hidden {
    /// Methods, by the member of `paths` or `webhooks`.
    methods: HashMap<Node, Vec<String>>,
    nodes: HashSet<Node>,
}

impl Hidden {
    pub(super) fn of(document: &Document, part: &KeptPart) -> Self {
        let root = document.root();
        let mut hidden = Self::default();
        for (list, key, method) in &part.left_out {
            if let Some(place) = root.get(list).and_then(|list| list.get(key)) {
                hidden
                    .methods
                    .entry(node(&place))
                    .or_default()
                    .push(method.clone());
            }
        }
        let mut sight = Sight {
            document,
            operations: Vec::new(),
            hidden: Vec::new(),
            starts: Vec::new(),
        };
        for list in ["paths", "webhooks"] {
            let places = root.get(list);
            for (_, place) in places.iter().flat_map(Cursor::members) {
                sight.look_at(&hidden, &place);
                if !sight.has_operations(&hidden, &place) {
                    hidden.nodes.insert(node(&place));
                }
            }
        }
        hidden.hide_components(&sight, part);
        hidden.hide_tags(&sight);
        hidden
    }

    pub(super) fn has(&self, cursor: &Cursor<'_>) -> bool {
        self.nodes.contains(&node(cursor))
    }

    /// The methods that are left out of the path item at `place`.
    pub(super) fn methods(&self, place: &Cursor<'_>) -> &[String] {
        self.methods.get(&node(place)).map_or(&[], Vec::as_slice)
    }

    fn hide_components(&mut self, sight: &Sight<'_>, part: &KeptPart) {
        let document = sight.document;
        let root = document.root();
        let components = root.get("components");
        let sections = components.iter().flat_map(Cursor::members);
        let sections = sections.filter_map(|(name, section)| Some((kind::section(name)?, section)));
        let older = ["parameters", "responses"].into_iter();
        let older = older.filter_map(|name| Some((kind::section(name)?, root.get(name)?)));
        let definitions = root
            .get("definitions")
            .map(|section| (kind::Kind::Schema, section));
        let sections: Vec<_> = sections.chain(older).chain(definitions).collect();
        let kept = sections.iter().filter(|(kind, _)| *kind == kind::Kind::Schema);
        let kept = kept.flat_map(|(_, section)| section.members());
        let kept = kept
            .filter(|(key, _)| !part.schemas.contains(*key))
            .map(|(_, schema)| schema);
        let reached = document.reach(sight.starts.iter().cloned().chain(kept));
        let schemes = sight.required_schemes();
        for (kind, section) in sections {
            for (key, component) in section.members() {
                let stays = match kind {
                    kind::Kind::SecurityScheme => schemes.contains(key),
                    _ => reached.contains(&component),
                };
                if !stays {
                    self.nodes.insert(node(&component));
                }
            }
        }
        let older = root.get("securityDefinitions");
        for (key, scheme) in older.iter().flat_map(Cursor::members) {
            if !schemes.contains(key) {
                self.nodes.insert(node(&scheme));
            }
        }
    }

    /// Hides the tags that only operations which are left out have.
    fn hide_tags(&mut self, sight: &Sight<'_>) {
        let tags_of = |operations: &[Cursor<'_>]| -> BTreeSet<String> {
            let tags = operations.iter().filter_map(|operation| operation.get("tags"));
            tags.flat_map(|tags| tags.items())
                .filter_map(|tag| Some(tag.as_str()?.to_owned()))
                .collect()
        };
        let (kept, gone) = (tags_of(&sight.operations), tags_of(&sight.hidden));
        let declared = sight.document.root().get("tags");
        for tag in declared.iter().flat_map(Cursor::items) {
            let name = tag.get("name").and_then(|name| name.as_str()).unwrap_or_default();
            if gone.contains(name) && !kept.contains(name) {
                self.nodes.insert(node(&tag));
            }
        }
    }
}

/// The operations of a document, those that stay and those that do not.
struct Sight<'d> {
    document: &'d Document,
    operations: Vec<Cursor<'d>>,
    hidden: Vec<Cursor<'d>>,
    /// Where references of what stays stand.
    starts: Vec<Cursor<'d>>,
}

impl<'d> Sight<'d> {
    fn look_at(&mut self, hidden: &Hidden, place: &Cursor<'d>) {
        for item in items_of(self.document, place) {
            self.starts.extend(item.get("parameters"));
            for (name, operation) in operations_of(&item) {
                let operation = self.document.resolve(&operation).unwrap_or(operation);
                if is_hidden(hidden.methods(place), name) {
                    self.hidden.push(operation);
                } else {
                    self.starts.push(operation.clone());
                    self.operations.push(operation);
                }
            }
        }
    }

    /// Whether anything is left of a path item; one that never had an operation stays.
    fn has_operations(&self, hidden: &Hidden, place: &Cursor<'d>) -> bool {
        let methods = hidden.methods(place);
        let items = items_of(self.document, place);
        let mut names = items.iter().flat_map(operations_of).map(|(name, _)| name);
        methods.is_empty() || names.any(|name| !is_hidden(methods, name))
    }

    /// The security schemes that operations which stay require, or the document for all.
    fn required_schemes(&self) -> BTreeSet<String> {
        let own = self
            .operations
            .iter()
            .filter_map(|operation| operation.get("security"));
        let holders = own.chain(self.document.root().get("security"));
        let sets = holders.flat_map(|holder| holder.items());
        sets.flat_map(|set| set.members())
            .map(|(name, _)| name.to_owned())
            .collect()
    }
}

/// The path item at `place`, and the one that it refers to.
pub(super) fn items_of<'d>(document: &'d Document, place: &Cursor<'d>) -> Vec<Cursor<'d>> {
    let referred = document.resolve(place).ok().filter(|_| place.is_reference());
    [place.clone()].into_iter().chain(referred).collect()
}

/// The members of a path item that are operations, or hold some.
fn operations_of<'d>(item: &Cursor<'d>) -> Vec<(&'d str, Cursor<'d>)> {
    let mut found = Vec::new();
    for (name, member) in item.members() {
        match kind::Kind::PathItem.member(name, member.value()) {
            Some(kind::Site::One(kind::Kind::Operation)) => found.push((name, member)),
            Some(kind::Site::Map(kind::Kind::Operation)) => found.extend(member.members()),
            _ => {}
        }
    }
    found
}

/// Whether a method, as a path item has it, is one of those.
pub(super) fn is_hidden(methods: &[String], name: &str) -> bool {
    methods.iter().any(|method| method.eq_ignore_ascii_case(name))
}
