//! `$dynamicRef` (JSON Schema 2020-12, section 8.2.3.2): what it names depends on the schemas that led
//! to it, where several declare its `$dynamicAnchor`. In all other places it is a `$ref`.

use std::collections::BTreeSet;

use bindery_model::{FileId, Json, Pointer};

use crate::cursor::Cursor;
use crate::document::Document;
use crate::following::Walk;
use crate::places::Place;

impl Document {
    /// The dynamic anchors that the schema resource around `place` declares, and what they name there:
    /// those that a `$dynamicRef` of the document may mean, and that others declare, too.
    pub fn dynamic_anchors<'d>(&'d self, place: &Cursor<'d>) -> Vec<(&'d str, Cursor<'d>)> {
        if self.dynamic_names.is_empty() {
            return Vec::new();
        }
        let resources = &self.discovered.resources;
        let file = place.file();
        let Some((root, _)) = resources.around(file, &place.pointer()) else {
            return Vec::new();
        };
        let root = (file, root);
        let declared = self.dynamic_names.iter().filter_map(|name| {
            let anchor = resources.anchor(&root, name).filter(|anchor| anchor.is_dynamic)?;
            let start = self.reached(file, &Pointer::root());
            let named = Walk::plain(self).descend(start, &anchor.pointer).ok()?;
            Some((name.as_str(), named))
        });
        declared.collect()
    }
}

/// Makes a `$ref` of every `$dynamicRef` that can mean but one schema, or a part of `allOf` where a
/// `$ref` stands beside it.
pub(crate) fn settle(document: &mut Document) {
    let declared = document.discovered.resources.dynamic_anchors();
    let mut dynamic_names = BTreeSet::new();
    let mut plain = Vec::new();
    for (file, tree) in &document.trees {
        let mut found = Vec::new();
        find(Place::Node, tree, &mut Vec::new(), &mut found);
        for place in found {
            let text = document.reached(*file, &place).get("$dynamicRef");
            let anchor = text.and_then(|text| document.dynamic_anchor(&text));
            match anchor.filter(|name| declared.get(name).is_some_and(|count| *count > 1)) {
                Some(name) => drop(dynamic_names.insert(name)),
                None => plain.push((*file, place)),
            }
        }
    }
    for (file, place) in plain {
        if let Some(Json::Object(members)) = value_at(document, file, &place) {
            make_plain(members);
        }
    }
    document.dynamic_names = dynamic_names;
}

/// The places of the objects that hold a `$dynamicRef`.
fn find(place: Place, value: &Json, path: &mut Vec<String>, found: &mut Vec<Pointer>) {
    match value {
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(index.to_string());
                find(place, item, path, found);
                path.pop();
            }
        }
        Json::Object(members) => {
            if place == Place::Node && members.iter().any(is_dynamic) {
                found.push(path.iter().cloned().collect());
            }
            for (name, member) in members {
                if let Some(inner) = place.member(name, member) {
                    path.push(name.clone());
                    find(inner, member, path, found);
                    path.pop();
                }
            }
        }
        _ => {}
    }
}

fn is_dynamic((name, value): &(String, Json)) -> bool {
    name == "$dynamicRef" && value.as_str().is_some()
}

fn value_at<'d>(document: &'d mut Document, file: FileId, place: &Pointer) -> Option<&'d mut Json> {
    let mut value = document.trees.get_mut(&file)?;
    for segment in place.segments() {
        value = match value {
            Json::Object(members) => members
                .iter_mut()
                .find(|(name, _)| name == segment)
                .map(|(_, member)| member)?,
            Json::Array(items) => items.get_mut(segment.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}

fn make_plain(members: &mut Vec<(String, Json)>) {
    let Some(index) = members.iter().position(is_dynamic) else {
        return;
    };
    if !members.iter().any(|(name, _)| name == "$ref") {
        if let Some((name, _)) = members.get_mut(index) {
            "$ref".clone_into(name);
        }
        return;
    }
    let (_, value) = members.remove(index);
    let part = Json::Object(vec![("$ref".to_owned(), value)].into());
    match members.iter_mut().find(|(name, _)| name == "allOf") {
        Some((_, Json::Array(parts))) => parts.push(part),
        _ => members.push(("allOf".to_owned(), Json::Array(vec![part]))),
    }
}
