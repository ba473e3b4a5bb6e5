use bindery_model::{Json, Origin, Pointer};

use super::tree;
use crate::provenance::Provenance;

/// What an action brings, and where it is written.
pub(super) struct Update {
    pub(super) value: Json,
    pub(super) origin: Origin,
}

/// Merges into the value at `place`: into an object member by member, to an array as one more item,
/// in place of anything else.
pub(super) fn update(
    root: &mut Json,
    provenance: &mut Provenance,
    place: &Pointer,
    update: &Update,
) -> Result<(), &'static str> {
    let Some(target) = tree::find_mut(root, place) else {
        // An earlier match of the same action has replaced what was around it.
        return Ok(());
    };
    let mut merge = Merge { provenance };
    match (target, &update.value) {
        (Json::Array(items), item) => merge.append(items, item, place, update.origin.clone()),
        (Json::Object(_), value) if !matches!(value, Json::Object(_)) => {
            return Err("what is merged into an object must be an object");
        }
        (target, value) => merge.merge(target, value, place, &update.origin),
    }
    Ok(())
}

struct Merge<'p> {
    provenance: &'p mut Provenance,
}

impl Merge<'_> {
    fn merge(&mut self, target: &mut Json, value: &Json, place: &Pointer, origin: &Origin) {
        match (target, value) {
            (Json::Object(members), Json::Object(brought)) => {
                for (name, value) in brought {
                    let (place, origin) = (place.child(name), origin.child(name));
                    match members.iter_mut().find(|(known, _)| known == name) {
                        Some((_, member)) => self.merge(member, value, &place, &origin),
                        None => {
                            members.push((name.clone(), value.clone()));
                            self.set(&place, origin);
                        }
                    }
                }
            }
            (Json::Array(items), Json::Array(brought)) => {
                for (index, item) in brought.iter().enumerate() {
                    self.append(items, item, place, origin.child(index.to_string()));
                }
            }
            (target, value) => {
                *target = value.clone();
                self.set(place, origin.clone());
            }
        }
    }

    fn append(&mut self, items: &mut Vec<Json>, item: &Json, place: &Pointer, origin: Origin) {
        self.set(&place.child(items.len().to_string()), origin);
        items.push(item.clone());
    }

    fn set(&mut self, place: &Pointer, origin: Origin) {
        self.provenance
            .set(place.segments().iter().map(String::as_str), origin);
    }
}
