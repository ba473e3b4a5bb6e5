use std::collections::BTreeSet;

use bindery_model::{Origin, Pointer};

use crate::cursor::Cursor;

/// Where schemas stand that were asked for, noticed while the tree is written.
pub(super) struct Places<'o> {
    wanted: &'o BTreeSet<Origin>,
    /// Where in the bundle is being written.
    path: Vec<String>,
    met: BTreeSet<Origin>,
    pub(super) told: Vec<(Pointer, Origin)>,
}

impl<'o> Places<'o> {
    pub(super) fn new(wanted: &'o BTreeSet<Origin>) -> Self {
        Self {
            wanted,
            path: Vec::new(),
            met: BTreeSet::new(),
            told: Vec::new(),
        }
    }

    /// Goes to a component.
    pub(super) fn go_to(&mut self, place: &[String]) {
        self.path = place.to_vec();
    }

    pub(super) fn enter(&mut self, segment: impl Into<String>) {
        self.path.push(segment.into());
    }

    pub(super) fn leave(&mut self) {
        self.path.pop();
    }

    /// Takes in that the schema at `cursor` is written here.
    pub(super) fn tell(&mut self, cursor: &Cursor<'_>) {
        let origin = Origin::new(cursor.file(), cursor.pointer());
        if self.wanted.contains(&origin) && self.met.insert(origin.clone()) {
            self.told.push((self.path.iter().cloned().collect(), origin));
        }
    }
}
