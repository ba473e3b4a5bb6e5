//! Mends what is wrong but harmless: a member that is `null` where it may only be absent.

use bindery_model::{Diagnostic, Diagnostics, Json, Pointer};

use crate::document::{Document, ROOT};

const ROOT_MEMBERS: &[&str] = &[
    "servers",
    "security",
    "tags",
    "externalDocs",
    "components",
    "webhooks",
];
const PATH_ITEM_MEMBERS: &[&str] = &["summary", "description", "servers", "parameters"];
const OPERATION_MEMBERS: &[&str] = &[
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "callbacks",
    "deprecated",
    "security",
    "servers",
];
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];
const COMPONENTS_MEMBERS: &[&str] = &[
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
];

/// Removes such members from the document's own tree, with a warning for each.
pub(crate) fn mend(document: &mut Document, diagnostics: &mut Diagnostics) {
    let faults = faults(document);
    for fault in faults {
        if let Some(cursor) = document.at(&fault) {
            let name = fault.last().unwrap_or_default();
            diagnostics.push(
                Diagnostic::warning(
                    "mended",
                    format!("`{name}: null` is read as absent"),
                    cursor.origin(),
                )
                .help(format!("remove `{name}`")),
            );
        }
        if let Some(root) = document.trees.get_mut(&ROOT) {
            remove(root, &fault);
        }
    }
}

fn faults(document: &Document) -> Vec<Pointer> {
    let root = document.root();
    let mut places = vec![(root.clone(), ROOT_MEMBERS)];
    if let Some(components) = root.get("components") {
        places.push((components, COMPONENTS_MEMBERS));
    }
    for (_, item) in root.get("paths").iter().flat_map(|paths| paths.members()) {
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                places.push((operation, OPERATION_MEMBERS));
            }
        }
        places.push((item, PATH_ITEM_MEMBERS));
    }
    let mut faults = Vec::new();
    for (place, names) in places {
        let nulls = place
            .members()
            .filter(|(name, value)| names.contains(name) && value.is_null());
        faults.extend(nulls.map(|(_, value)| value.pointer()));
    }
    faults
}

fn remove(root: &mut Json, pointer: &Pointer) {
    let Some((name, outer)) = pointer.segments().split_last() else {
        return;
    };
    let mut value = root;
    for segment in outer {
        let Json::Object(members) = value else { return };
        let Some((_, member)) = members.iter_mut().find(|(key, _)| key == segment) else {
            return;
        };
        value = member;
    }
    if let Json::Object(members) = value {
        members.retain(|(key, _)| key != name);
    }
}
