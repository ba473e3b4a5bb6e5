use std::collections::HashMap;

use bindery_document::{Cursor, SpecVersion};
use bindery_model::{Code, Diagnostic, Method, Origin};

use crate::http_token::is_token;
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

/// 3.2's members that hold operations of methods without a member of their own.
const QUERY: &str = "query";
const ADDITIONAL: &str = "additionalOperations";

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
            let items = self.path_items(&place);
            if items.is_empty() || self.template(key, &place, &mut shapes).is_none() {
                continue;
            }
            let first = outlines.len();
            for item in items {
                let place = place.clone();
                self.operations_of(&Path { key, place, item }, &mut outlines);
            }
            keep_first_of_each_method(&mut outlines, first);
        }
        outlines
    }

    /// The path item at `place`, before the one that it refers to: what stands beside a reference
    /// counts, too, and replaces what that says of the same method.
    pub(crate) fn path_items(&mut self, place: &Cursor<'d>) -> Vec<Cursor<'d>> {
        let is_more = place.is_reference() && place.members().any(|(name, _)| name != "$ref");
        let own = is_more.then(|| place.clone());
        own.into_iter().chain(self.path_item(place)).collect()
    }

    fn path_item(&mut self, place: &Cursor<'d>) -> Option<Cursor<'d>> {
        let item = self.resolve(place)?;
        if item.is_object() {
            return Some(item);
        }
        if !item.is_null() {
            let message = format!("a path item must be an object, and is {}", item.kind());
            self.fault(
                place,
                Diagnostic::error(Code::InvalidValue, message, item.origin())
                    .help("write methods with their operations: `get: { responses: { … } }`"),
            );
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
                let fault = Diagnostic::error(Code::PathTemplate, message, place.origin())
                    .at_key()
                    .help("write it like `/pets/{petId}`: each variable in braces, with a name");
                self.fault(place, fault);
                return None;
            }
        };
        if let Some(variable) = template.repeated_variable() {
            let message = format!("`{key}` has the variable `{variable}` twice");
            let warning = Diagnostic::warning(Code::PathTemplate, message, place.origin())
                .at_key()
                .label("both have the same value")
                .help("give each variable of a path a name of its own");
            self.report(warning);
        }
        if let Some((earlier, origin)) = shapes.get(&template.shape()) {
            let message = format!("`{key}` matches the same requests as `{earlier}`");
            let warning = Diagnostic::warning(Code::EquivalentPaths, message, place.origin())
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
        for (method, operation) in self.methods_of(&path.item) {
            // It was parsed before; a template that is wrong has no operations here.
            let Ok(template) = PathTemplate::parse(path.key) else {
                continue;
            };
            outlines.push(Outline {
                path: path.key,
                template,
                path_place: path.place.clone(),
                item: path.item.clone(),
                method,
                operation,
            });
        }
    }

    /// The operations of a path item, with their methods.
    pub(crate) fn methods_of(&mut self, item: &Cursor<'d>) -> Vec<(Method, Cursor<'d>)> {
        let mut found = Vec::new();
        let has_more = self.document.version() >= SpecVersion::V3_2;
        for (name, member) in item.members() {
            if name.starts_with("x-") || OTHER_MEMBERS.contains(&name) || member.is_null() {
                continue;
            }
            if has_more && name == ADDITIONAL {
                self.additional_operations(&member, &mut found);
                continue;
            }
            let known = METHODS.iter().find(|(key, _)| *key == name);
            let method = match known {
                Some((_, method)) => method.clone(),
                None if has_more && name == QUERY => Method::Other("QUERY".to_owned()),
                None => {
                    self.unknown_member(name, &member);
                    continue;
                }
            };
            found.extend(self.operation_at(&member).map(|operation| (method, operation)));
        }
        found
    }

    fn operation_at(&mut self, member: &Cursor<'d>) -> Option<Cursor<'d>> {
        let operation = self.resolve(member)?;
        if operation.is_object() {
            return Some(operation);
        }
        let message = format!("an operation must be an object, and is {}", operation.kind());
        let fault = Diagnostic::error(Code::InvalidValue, message, operation.origin())
            .help("write an operation: `{ responses: { … } }`");
        self.fault(member, fault);
        None
    }

    /// `additionalOperations`: the methods are written as they are sent.
    fn additional_operations(&mut self, holder: &Cursor<'d>, found: &mut Vec<(Method, Cursor<'d>)>) {
        for (name, member) in holder.members() {
            if !is_token(name) {
                let message = format!("`{name}` is not the name of a method");
                let fault = Diagnostic::error(Code::MethodName, message, member.origin())
                    .at_key()
                    .help("a method is one word, as it is sent: `LIST`");
                self.fault(&member, fault);
                continue;
            }
            let method = Method::Other(name.to_owned());
            if METHODS.iter().any(|(_, known)| known.as_str() == name) || name == "QUERY" {
                let message = format!("`{name}` has a member of its own, and this one is left out");
                let warning = Diagnostic::warning(Code::AdditionalOperation, message, member.origin())
                    .at_key()
                    .help(format!("write it as `{}`", name.to_lowercase()));
                self.report(warning);
                continue;
            }
            if let Some((key, _)) = METHODS.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)) {
                let message = format!(
                    "`{name}` is sent as it is written, and is not `{}`",
                    key.to_uppercase()
                );
                let warning = Diagnostic::warning(Code::AdditionalOperation, message, member.origin())
                    .at_key()
                    .help(format!(
                        "write it as the path item's own `{key}`, if that is meant"
                    ));
                self.report(warning);
            }
            found.extend(self.operation_at(&member).map(|operation| (method, operation)));
        }
    }

    fn unknown_member(&mut self, name: &str, member: &Cursor<'d>) {
        let message = format!("a path item has no member `{name}`");
        let known = METHODS.iter().map(|(key, _)| *key).chain(OTHER_MEMBERS);
        let mut warning = Diagnostic::warning(Code::UnknownMember, message, member.origin()).at_key();
        warning.help = suggestion::help(name, known);
        self.report(warning);
    }
}

fn keep_first_of_each_method(outlines: &mut Vec<Outline<'_>>, first: usize) {
    let mut index = first;
    while index < outlines.len() {
        let is_known = outlines[first..index]
            .iter()
            .any(|earlier| earlier.method == outlines[index].method);
        match is_known {
            true => drop(outlines.remove(index)),
            false => index += 1,
        }
    }
}
