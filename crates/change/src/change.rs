use std::fmt;

use bindery_model::{Direction, Origin};

use crate::Kind;

/// One thing that changed, and whom it breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of change it is.
    pub kind: Kind,
    /// Whether callers notice on the wire.
    pub wire: Wire,
    /// What release of the generated crate it asks for.
    pub release: Release,
    /// Which way the values go that changed, where it is about values.
    pub direction: Option<Direction>,
    /// What changed: an operation and a part of it, a schema and a path within it.
    pub subject: String,
    /// How it changed, in one line without a full stop.
    pub message: String,
    /// The operations that it is felt in, e.g. `POST /pets`, where the subject does not say it.
    pub operations: Vec<String>,
    /// What it means for code that uses the generated crate.
    pub code: Vec<String>,
    /// Where it stands in the old document.
    pub old: Option<Origin>,
    /// Where it stands in the new document.
    pub new: Option<Origin>,
    /// What to do, where something should be done.
    pub help: Option<&'static str>,
}

/// Whether those who call the API, or are called by it, notice a change on the wire; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wire {
    /// What was right before is wrong now.
    Breaking,
    /// It may break those who rely on more than the document promises, or on what servers did anyway.
    Warning,
    /// Nobody needs to do anything.
    Compatible,
}

/// The part of the generated crate's version that must be raised (semver.org, 7–9), the highest first.
///
/// Of a crate before 1.0 a major change raises the minor version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Release {
    /// Code that uses the crate may not compile any more.
    Major,
    /// The crate offers something new.
    Minor,
    /// What the crate offers is the same.
    Patch,
}

impl Wire {
    /// Its name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Wire::Breaking => "breaking",
            Wire::Warning => "warning",
            Wire::Compatible => "compatible",
        }
    }
}

impl Release {
    /// Its name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Release::Major => "major",
            Release::Minor => "minor",
            Release::Patch => "patch",
        }
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Display for Release {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
