use bindery_model::{Json, Origin, Pointer};

use super::rules::Rules;
use super::tree;
use crate::document::ROOT;
use crate::provenance::Provenance;

/// What an action brings, and where that comes from.
pub(super) struct Update {
    pub(super) value: Json,
    pub(super) source: Source,
}

/// Where what is brought comes from.
#[derive(Clone)]
pub(super) enum Source {
    /// It is written in the overlay.
    Overlay(Origin),
    /// It is a copy of what stands at this place of the document.
    Document(Pointer),
}

impl Source {
    fn child(&self, segment: &str) -> Self {
        match self {
            Source::Overlay(origin) => Source::Overlay(origin.child(segment)),
            Source::Document(place) => Source::Document(place.child(segment)),
        }
    }
}

/// Merges into the value at `place`: into an object member by member, to an array as more items, in
/// place of anything else.
pub(super) fn update(
    root: &mut Json,
    provenance: &mut Provenance,
    place: &Pointer,
    (update, rules): (&Update, Rules),
) -> Result<(), String> {
    let Some(target) = tree::find_mut(root, place) else {
        // An earlier match of the same action has replaced what was around it.
        return Ok(());
    };
    let known = match &update.source {
        Source::Overlay(_) => Provenance::default(),
        Source::Document(_) => provenance.clone(),
    };
    let mut merge = Merge {
        provenance,
        known,
        rules,
    };
    let concatenates = rules == Rules::V1_1 && matches!(update.value, Json::Array(_));
    match (target, &update.value) {
        (Json::Array(items), item) if !concatenates => {
            merge.append(items, item, place, &update.source);
            Ok(())
        }
        (Json::Object(_), value) if !matches!(value, Json::Object(_)) => {
            Err("what is merged into an object must be an object".to_owned())
        }
        (target, value) => merge.merge(target, value, place, &update.source),
    }
}

struct Merge<'p> {
    provenance: &'p mut Provenance,
    /// What was known before of what is copied.
    known: Provenance,
    rules: Rules,
}

impl Merge<'_> {
    fn merge(
        &mut self,
        target: &mut Json,
        value: &Json,
        place: &Pointer,
        source: &Source,
    ) -> Result<(), String> {
        match (target, value) {
            (Json::Object(members), Json::Object(brought)) => {
                for (name, value) in brought {
                    let (place, source) = (place.child(name), source.child(name));
                    match members.value_mut(name) {
                        Some(member) => self.merge(member, value, &place, &source)?,
                        None => {
                            members.set(name, value.clone());
                            self.set(&place, &source);
                        }
                    }
                }
            }
            (Json::Array(items), Json::Array(brought)) => {
                for (index, item) in brought.iter().enumerate() {
                    self.append(items, item, place, &source.child(&index.to_string()));
                }
            }
            (target, value) => {
                self.rules.check_replacement(target, value, place)?;
                *target = value.clone();
                self.set(place, source);
            }
        }
        Ok(())
    }

    fn append(&mut self, items: &mut Vec<Json>, item: &Json, place: &Pointer, source: &Source) {
        self.set(&place.child(items.len().to_string()), source);
        items.push(item.clone());
    }

    fn set(&mut self, place: &Pointer, source: &Source) {
        let segments = place.segments().iter().map(String::as_str);
        match source {
            Source::Overlay(origin) => self.provenance.set(segments, origin.clone()),
            Source::Document(from) => {
                let origin = self
                    .known
                    .origin(ROOT, from.segments().iter().map(String::as_str));
                self.provenance.set(segments, origin);
                if let Some(known) = self.known.at(from) {
                    self.provenance.graft_at(place, known.clone());
                }
            }
        }
    }
}
