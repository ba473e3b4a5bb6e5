use std::collections::HashMap;

use bindery_document::Cursor;
use bindery_model::{Diagnostic, Method, Origin};

use crate::lowering::Lowering;
use crate::path_template::PathTemplate;
use crate::suggestion;

/// A place of `paths` that holds an operation.
pub(crate) struct Outline<'d> {
    /// The path template, as the document has it.
    pub(crate) path: &'d str,
    /// What it says.
    pub(crate) template: PathTemplate<'d>,
    /// The member of `paths`, before references are followed.
    pub(crate) path_place: Cursor<'d>,
    /// The path item.
    pub(crate) item: Cursor<'d>,
    /// The method.
    pub(crate) method: Method,
    /// The operation.
    pub(crate) operation: Cursor<'d>,
}

/// A path whose key and item are understood.
struct Path<'d> {
    key: &'d str,
    place: Cursor<'d>,
    item: Cursor<'d>,
}

/// What a path item may hold beside operations.
const OTHER_MEMBERS: [&str; 5] = ["$ref", "summary", "description", "servers", "parameters"];

const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

impl<'d> Lowering<'d> {
    /// Every operation of the document, in its order.
    pub(crate) fn outlines(&mut self) -> Vec<Outline<'d>> {
        // Loading has said so where `paths` is missing, or no object.
        let paths = self.document.root().get("paths");
        let mut outlines = Vec::new();
        let mut shapes = HashMap::new();
        for (key, place) in paths.iter().flat_map(|paths| paths.members()) {
            if key.starts_with("x-") {
                continue;
            }
            let Some(item) = self.path_item(&place) else {
                continue;
            };
            if self.template(key, &place, &mut shapes).is_some() {
                self.operations_of(&Path { key, place, item }, &mut outlines);
            }
        }
        outlines
    }

    fn path_item(&mut self, place: &Cursor<'d>) -> Option<Cursor<'d>> {
        let item = self.resolve(place)?;
        if item.is_object() {
            return Some(item);
        }
        if !item.is_null() {
            let message = format!("a path item must be an object, and is {}", item.kind());
            self.fault(place, Diagnostic::error("invalid-value", message, item.origin()));
        }
        None
    }

    /// Reads a key of `paths`, and warns of one that says the same as an earlier one.
    fn template(
        &mut self,
        key: &'d str,
        place: &Cursor<'d>,
        shapes: &mut HashMap<String, (&'d str, Origin)>,
    ) -> Option<PathTemplate<'d>> {
        let template = match PathTemplate::parse(key) {
            Ok(template) => template,
            Err(reason) => {
                let message = format!("`{key}` is not a path template: {reason}");
                let fault = Diagnostic::error("path-template", message, place.origin()).at_key();
                self.fault(place, fault);
                return None;
            }
        };
        if let Some((earlier, origin)) = shapes.get(&template.shape()) {
            let message = format!("`{key}` matches the same requests as `{earlier}`");
            let warning = Diagnostic::warning("equivalent-paths", message, place.origin())
                .at_key()
                .also(origin.clone(), "the other path")
                .help("merge the two, with one name for each variable");
            self.report(warning);
        } else {
            shapes.insert(template.shape(), (key, place.origin()));
        }
        Some(template)
    }

    fn operations_of(&mut self, path: &Path<'d>, outlines: &mut Vec<Outline<'d>>) {
        for (name, member) in path.item.members() {
            if name.starts_with("x-") || OTHER_MEMBERS.contains(&name) || member.is_null() {
                continue;
            }
            let Some((_, method)) = METHODS.iter().find(|(key, _)| *key == name) else {
                self.unknown_member(name, &member);
                continue;
            };
            let Some(operation) = self.resolve(&member) else {
                continue;
            };
            if !operation.is_object() {
                let message = format!("an operation must be an object, and is {}", operation.kind());
                self.fault(
                    &member,
                    Diagnostic::error("invalid-value", message, operation.origin()),
                );
                continue;
            }
            // It was parsed before; a template that is wrong has no operations here.
            let Ok(template) = PathTemplate::parse(path.key) else {
                continue;
            };
            outlines.push(Outline {
                path: path.key,
                template,
                path_place: path.place.clone(),
                item: path.item.clone(),
                method: method.clone(),
                operation,
            });
        }
    }

    fn unknown_member(&mut self, name: &str, member: &Cursor<'d>) {
        let message = format!("a path item has no member `{name}`");
        let known = METHODS.iter().map(|(key, _)| *key).chain(OTHER_MEMBERS);
        let mut warning = Diagnostic::warning("unknown-member", message, member.origin()).at_key();
        warning.help = suggestion::help(name, known);
        self.report(warning);
    }
}
