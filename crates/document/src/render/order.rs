use std::collections::BTreeSet;

use bindery_model::{Code, Diagnostic, Diagnostics, FileId, Severity};

use super::places::Place;
use crate::source::Sources;

/// All that was reported, in the order of the files and of their texts, and what says the same of one piece
/// of text once: where YAML's aliases stand for a value, what is wrong within it is told where it is written.
///
/// What has no place in a file comes first.
pub fn in_order(diagnostics: Diagnostics, sources: &Sources) -> Vec<Diagnostic> {
    let mut located: Vec<(Diagnostic, Option<Place<'_>>)> = diagnostics
        .into_items()
        .into_iter()
        .map(|diagnostic| {
            let first = diagnostic.labels.first();
            let place = first.and_then(|label| Place::of(label, sources));
            (diagnostic, place)
        })
        .collect();
    // Stable: what was said first of a place stays first.
    located.sort_by_key(|(diagnostic, place)| rank(diagnostic, place.as_ref()));
    let written: BTreeSet<Told> = located
        .iter()
        .filter_map(|(diagnostic, place)| {
            Some(Told::new(diagnostic, place.as_ref()?, |place| place.span.start))
        })
        .collect();
    let mut told = BTreeSet::new();
    located.retain(|(diagnostic, place)| {
        let Some(place) = place else { return true };
        let is_new = told.insert(Told::new(diagnostic, place, |place| place.span.start));
        // An alias whose anchor has the same fault has it from there.
        let is_echo = place.anchored.is_some_and(|start| {
            let at_anchor = Told::new(diagnostic, place, |_| start);
            start != place.span.start && written.contains(&at_anchor)
        });
        is_new && !is_echo
    });
    located.into_iter().map(|(diagnostic, _)| diagnostic).collect()
}

fn rank(diagnostic: &Diagnostic, place: Option<&Place<'_>>) -> (Option<(FileId, usize)>, Severity) {
    (
        place.map(|place| (place.file, place.span.start)),
        diagnostic.severity,
    )
}

/// What is said of a piece of text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    file: FileId,
    start: usize,
    code: Code,
    message: String,
}

impl Told {
    fn new(diagnostic: &Diagnostic, place: &Place<'_>, start: impl Fn(&Place<'_>) -> usize) -> Self {
        Self {
            file: place.file,
            start: start(place),
            code: diagnostic.code,
            message: diagnostic.message.clone(),
        }
    }
}
