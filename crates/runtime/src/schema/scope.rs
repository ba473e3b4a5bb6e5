//! What `$dynamicRef` means: the schema resources that led to a schema (JSON Schema 2020-12, Core, sections 7.1
//! and 8.2.3.2).

use std::collections::HashMap;

use super::tables::Anchor;
use super::{Rule, Schema};

/// The anchors of the resources that led here, each as the outermost that declares it does.
#[derive(Default)]
pub(super) struct Scope {
    outermost: Vec<&'static Anchor>,
    /// The number of this scope; the same anchors that were met in the same order have the same.
    key: usize,
    /// The numbers of the scopes that were met, by that of the scope around each and by what it adds.
    keys: HashMap<(usize, &'static str, usize), usize>,
}

/// The scope before a schema was entered.
pub(super) struct Entered {
    count: usize,
    key: usize,
}

impl Scope {
    /// Begins the resource that `schema` stands in; [`Self::leave`] ends it.
    pub(super) fn enter(&mut self, schema: &Schema) -> Entered {
        let before = Entered {
            count: self.outermost.len(),
            key: self.key,
        };
        if let Some(Rule::Resource(anchors)) = schema.0.first() {
            for anchor in *anchors {
                self.add(anchor);
            }
        }
        before
    }

    fn add(&mut self, anchor: &'static Anchor) {
        if self.outermost.iter().any(|known| known.0 == anchor.0) {
            return;
        }
        self.outermost.push(anchor);
        let next = self.keys.len() + 1;
        let added = (self.key, anchor.0, std::ptr::from_ref(anchor.1).addr());
        self.key = *self.keys.entry(added).or_insert(next);
    }

    pub(super) fn leave(&mut self, before: Entered) {
        self.outermost.truncate(before.count);
        self.key = before.key;
    }

    /// What tells this scope from others, in which a schema may say something else.
    pub(super) fn key(&self) -> usize {
        self.key
    }

    /// The schema that a reference to `anchor` means here.
    pub(super) fn find(&self, anchor: &Anchor) -> &'static Schema {
        let known = self.outermost.iter().find(|known| known.0 == anchor.0);
        known.map_or(anchor.1, |known| known.1)
    }
}
