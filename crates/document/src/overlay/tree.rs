//! Finding and removing in a tree that may be changed.

use bindery_model::{Json, Pointer};

use crate::document::ROOT;
use crate::provenance::Provenance;

pub(super) fn find<'j>(root: &'j Json, pointer: &Pointer) -> Option<&'j Json> {
    pointer
        .segments()
        .iter()
        .try_fold(root, |value, segment| match value {
            Json::Array(items) => items.get(segment.parse::<usize>().ok()?),
            other => other.get(segment),
        })
}

pub(crate) fn find_mut<'j>(root: &'j mut Json, pointer: &Pointer) -> Option<&'j mut Json> {
    pointer
        .segments()
        .iter()
        .try_fold(root, |value, segment| match value {
            Json::Array(items) => items.get_mut(segment.parse::<usize>().ok()?),
            Json::Object(members) => members.value_mut(segment),
            _ => None,
        })
}

/// Removes a value; one that is gone already, with what was around it, is no fault.
pub(super) fn remove(
    root: &mut Json,
    provenance: &mut Provenance,
    place: &Pointer,
) -> Result<(), &'static str> {
    let (Some(parent), Some(last)) = (place.parent(), place.last()) else {
        return Err("the whole document cannot be removed");
    };
    match find_mut(root, &parent) {
        Some(Json::Object(members)) => {
            members.retain(|(name, _)| name != last);
            provenance.remove_member(&parent, last);
        }
        Some(Json::Array(items)) => {
            if let Some(index) = last.parse().ok().filter(|index| *index < items.len()) {
                provenance.remove_item(ROOT, &parent, index, items.len());
                items.remove(index);
            }
        }
        _ => {}
    }
    Ok(())
}

/// How many values a value holds, itself included.
pub(super) fn size(value: &Json) -> usize {
    match value {
        Json::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Json::Object(members) => 1 + members.iter().map(|(_, member)| size(member)).sum::<usize>(),
        Json::String(text) => 1 + text.len() / 64,
        _ => 1,
    }
}

/// How many containers a value nests.
pub(super) fn depth(value: &Json) -> usize {
    match value {
        Json::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Json::Object(members) => 1 + members.iter().map(|(_, member)| depth(member)).max().unwrap_or(0),
        _ => 0,
    }
}
