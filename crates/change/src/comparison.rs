use bindery_model::Api;

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

/// What is emitted beside the types, and so can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emitted {
    /// The client.
    pub client: bool,
    /// The server, whose traits users implement: a further operation is a further method.
    pub server: bool,
}

/// Compares two versions of an API, of which a crate has what is `emitted`.
pub fn compare(old: &Api, new: &Api, emitted: Emitted) -> Comparison {
    let mut changes = wire_changes(old, new);
    surface::judge(old, new, emitted, &mut changes);
    changes.sort_by_key(|change| (change.wire, change.release));
    Comparison { changes }
}
