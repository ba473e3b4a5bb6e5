//! `$dynamicRef` (JSON Schema 2020-12, section 8.2.3.2): what it names depends on the schemas that led
//! to it. A type has one meaning wherever it is used, so it is read as the `$ref` that it begins as.

use bindery_model::{Diagnostic, Diagnostics, FileId, Json, Pointer};

use crate::document::Document;
use crate::places::Place;

/// Makes every `$dynamicRef` a `$ref`, or a part of `allOf` where one stands beside it. Where more
/// than one schema declares the anchor, a warning says which one is meant.
pub(crate) fn settle(document: &mut Document, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for (file, tree) in &mut document.trees {
        let mut walk = Walk {
            file: *file,
            path: Vec::new(),
            found: &mut found,
        };
        walk.value(Place::Node, tree);
    }
    let declared = document.discovered.resources.dynamic_anchors();
    for (file, place, text) in found {
        let anchor = text.rsplit('#').next().unwrap_or_default();
        if declared.get(anchor).is_some_and(|count| *count > 1) {
            let origin = document.origin(file, place.segments());
            let message = format!("`{text}` is read as the anchor `{anchor}` of its own schema");
            diagnostics.push(
                Diagnostic::warning("dynamic-reference", message, origin)
                    .label("other schemas declare this anchor, too, and could extend this one")
                    .help("refer with `$ref` to the schema that is meant"),
            );
        }
    }
}

struct Walk<'f> {
    file: FileId,
    path: Vec<String>,
    found: &'f mut Vec<(FileId, Pointer, String)>,
}

impl Walk<'_> {
    fn value(&mut self, place: Place, value: &mut Json) {
        match value {
            Json::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.path.push(index.to_string());
                    self.value(place, item);
                    self.path.pop();
                }
            }
            Json::Object(members) => {
                if place == Place::Node {
                    self.settle(members);
                }
                for (name, member) in members {
                    if let Some(inner) = place.member(name, member) {
                        self.path.push(name.clone());
                        self.value(inner, member);
                        self.path.pop();
                    }
                }
            }
            _ => {}
        }
    }

    fn settle(&mut self, members: &mut Vec<(String, Json)>) {
        let is_dynamic = |(name, value): &(String, Json)| name == "$dynamicRef" && value.as_str().is_some();
        let Some(index) = members.iter().position(is_dynamic) else {
            return;
        };
        let text = members
            .get(index)
            .and_then(|(_, value)| value.as_str())
            .unwrap_or_default();
        let place: Pointer = self.path.iter().cloned().collect();
        self.found.push((self.file, place, text.to_owned()));
        if !members.iter().any(|(name, _)| name == "$ref") {
            if let Some((name, _)) = members.get_mut(index) {
                "$ref".clone_into(name);
            }
            return;
        }
        let (_, value) = members.remove(index);
        let part = Json::Object(vec![("$ref".to_owned(), value)]);
        match members.iter_mut().find(|(name, _)| name == "allOf") {
            Some((_, Json::Array(parts))) => parts.push(part),
            _ => members.push(("allOf".to_owned(), Json::Array(vec![part]))),
        }
    }
}
