use std::path::PathBuf;

use bindery_model::{Label, LabelTarget, Origin};

use super::places::Place;
use crate::source::Sources;

/// Where a value stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file, as the user would write it.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Looks up where the members, or else the values, at these places begin; each file is walked once. What no file
/// has is found at the nearest value around it.
pub fn locate<'o>(origins: impl IntoIterator<Item = &'o Origin>, sources: &Sources) -> Vec<Option<Location>> {
    let find = |origin: &Origin| {
        let label = Label {
            origin: origin.clone(),
            target: LabelTarget::Key,
            text: String::new(),
        };
        let place = Place::of(&label, sources)?;
        Some(Location {
            path: place.source.path().to_owned(),
            line: place.line,
            column: place.column,
        })
    };
    origins.into_iter().map(find).collect()
}
