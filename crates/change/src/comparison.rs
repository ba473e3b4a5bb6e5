use bindery_model::{Api, ShownItem};

use crate::surface;
use crate::wire::wire_changes;
use crate::{Change, Release, Wire};

/// All that changed between two versions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The changes, the worst first.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// How bad it is on the wire; compatible, where nothing changed.
    pub fn wire(&self) -> Wire {
        let worst = self.changes.iter().map(|change| change.wire).min();
        worst.unwrap_or(Wire::Compatible)
    }

    /// The release of the generated crate that all changes together ask for.
    pub fn release(&self) -> Release {
        let highest = self.changes.iter().map(|change| change.release).min();
        highest.unwrap_or(Release::Patch)
    }

    /// How many changes there are of a severity.
    pub fn count(&self, wire: Wire) -> usize {
        self.changes.iter().filter(|change| change.wire == wire).count()
    }
}

/// A version of an API, and what the crate that is generated from it shows.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'a> {
    /// What the document describes.
    pub api: &'a Api,
    /// The public items of the generated code.
    pub items: &'a [ShownItem],
}

/// Compares two versions of an API.
pub fn compare(old: Snapshot<'_>, new: Snapshot<'_>) -> Comparison {
    let mut changes = wire_changes(old.api, new.api);
    surface::judge(old, new, &mut changes);
    changes.sort_by_key(|change| (change.wire, change.release));
    Comparison { changes }
}
