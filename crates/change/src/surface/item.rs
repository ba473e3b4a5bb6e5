use std::collections::BTreeMap;

use bindery_model::Origin;

use crate::Release;

/// Everything that a crate shows, by its path.
#[derive(Debug, Default)]
pub(super) struct Items(BTreeMap<String, Item>);

/// Something that a crate shows.
#[derive(Debug)]
struct Item {
    /// What it is, e.g. `field`.
    kind: &'static str,
    /// All of its signature that may change.
    signature: String,
    /// What it asks for where it is new.
    added: Release,
    origin: Origin,
}

/// An item that is not what it was.
#[derive(Debug)]
pub(super) struct Difference {
    pub(super) release: Release,
    /// In one line.
    pub(super) words: String,
    pub(super) old: Option<Origin>,
    pub(super) new: Option<Origin>,
}

impl Items {
    /// An item that callers need not know of before they use it.
    pub(super) fn add(&mut self, kind: &'static str, path: String, signature: String, origin: &Origin) {
        self.insert(kind, path, signature, Release::Minor, origin);
    }

    /// An item that whoever has its owner must have, too: a method of a trait to implement, a field of a struct
    /// to fill.
    pub(super) fn add_demanded(
        &mut self,
        kind: &'static str,
        path: String,
        signature: String,
        origin: &Origin,
    ) {
        self.insert(kind, path, signature, Release::Major, origin);
    }

    fn insert(
        &mut self,
        kind: &'static str,
        path: String,
        signature: String,
        added: Release,
        origin: &Origin,
    ) {
        let item = Item {
            kind,
            signature,
            added,
            origin: origin.clone(),
        };
        self.0.entry(path).or_insert(item);
    }

    /// What is gone, what is otherwise, what is new. Of what belongs to something that is gone or new as a whole only
    /// that is told.
    pub(super) fn differences(&self, new: &Self) -> Vec<Difference> {
        let mut differences = Vec::new();
        for (path, before) in &self.0 {
            match new.0.get(path) {
                Some(after) => differences.extend(before.changed(after, path)),
                None if self.owner_differs(new, path) => {}
                None => differences.push(Difference {
                    release: Release::Major,
                    words: format!("the {} `{path}` is gone", before.kind),
                    old: Some(before.origin.clone()),
                    new: None,
                }),
            }
        }
        for (path, after) in &new.0 {
            if !self.0.contains_key(path) && !new.owner_differs(self, path) {
                differences.push(Difference {
                    release: after.added,
                    words: format!("the {} `{path}` is new", after.kind),
                    old: None,
                    new: Some(after.origin.clone()),
                });
            }
        }
        differences
    }

    /// Whether the item that `path` belongs to is in this crate, and not in `other`.
    fn owner_differs(&self, other: &Self, path: &str) -> bool {
        let Some((owner, _)) = path.rsplit_once("::") else {
            return false;
        };
        self.0.contains_key(owner) && !other.0.contains_key(owner)
    }
}

impl Item {
    fn changed(&self, after: &Self, path: &str) -> Option<Difference> {
        let words = if self.kind != after.kind {
            format!("`{path}` is a {}; it was a {}", after.kind, self.kind)
        } else if self.signature != after.signature {
            format!(
                "the {} `{path}` is `{}`; it was `{}`",
                self.kind, after.signature, self.signature
            )
        } else {
            return None;
        };
        Some(Difference {
            release: Release::Major,
            words,
            old: Some(self.origin.clone()),
            new: Some(after.origin.clone()),
        })
    }
}
