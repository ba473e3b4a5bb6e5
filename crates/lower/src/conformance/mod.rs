//! What the specification forbids, where nothing is made of it: parts that nobody uses, and members that no
//! stage of lowering reads.
//!
//! ```yaml
//! components: { links: { 'pet of!': { operationId: getPet } } }
//! ```
//!
//! All of it is told by warnings, for what is made is as good as without it. Of a place that lowering has
//! spoken of already nothing more is said. Schemas are left to those who make types of them.

mod components;
mod encodings;
mod headers;
mod kind;
mod operation_ids;
mod servers;
mod versions;

use std::collections::{HashMap, HashSet};

use bindery_document::{Cursor, Document, SpecVersion};
use bindery_model::{Code, Diagnostic, FileId, Origin, Pointer, Severity};

use crate::lowering::Lowering;
use kind::{Kind, Site};

/// A walk through all objects of a document that are no schemas.
struct Conformance<'d> {
    document: &'d Document,
    /// The places of which something was said.
    told: HashSet<(FileId, Pointer)>,
    /// Where each `operationId` stands first.
    operation_ids: HashMap<&'d str, Origin>,
    found: Vec<Diagnostic>,
}

impl<'d> Lowering<'d> {
    /// Warns of what the specification forbids and nothing is made of.
    pub(crate) fn check_conformance(&mut self) {
        // What was Swagger 2.0 has been put into a form that its author did not write.
        if self.document.version() == SpecVersion::V2_0 {
            return;
        }
        let items = self.diagnostics.items().iter();
        let places = items.filter_map(|item| Some(&item.labels.first()?.origin));
        let mut conformance = Conformance {
            document: self.document,
            told: places
                .map(|origin| (origin.file, origin.pointer.clone()))
                .collect(),
            operation_ids: HashMap::new(),
            found: Vec::new(),
        };
        conformance.value(Kind::Document, &self.document.root());
        for warning in conformance.found {
            self.report(warning);
        }
    }
}

impl<'d> Conformance<'d> {
    /// One object of a kind, and all within it.
    fn value(&mut self, kind: Kind, place: &Cursor<'d>) {
        if place.is_reference() && kind.refers() {
            return self.reference(kind, place);
        }
        if !place.is_object() {
            let what = kind.in_words();
            let message = format!("{what} must be an object, and is {}", place.kind());
            let warning = Diagnostic::warning(Code::InvalidValue, message, place.origin());
            return self.warn(warning.help("write its members, or `{}`"));
        }
        self.newer_members(kind, place);
        self.required_members(kind, place);
        match kind {
            Kind::Components => self.component_names(place),
            Kind::Operation => self.operation_id(place),
            Kind::Header => self.header(place),
            Kind::Response => self.header_names(place),
            Kind::MediaType => self.encoded_members(place),
            Kind::Server => self.server_variables(place),
            _ => {}
        }
        for (name, member) in place.members() {
            if name.starts_with("x-") || member.is_null() {
                continue;
            }
            match kind.member(name) {
                Some(Site::One(kind)) => self.value(kind, &member),
                Some(Site::Map(kind)) => self.map(kind, name, &member),
                Some(Site::List(kind)) => self.list(kind, name, &member),
                None => {}
            }
        }
    }

    fn required_members(&mut self, kind: Kind, place: &Cursor<'d>) {
        let is_missing = |name: &&&str| place.get(name).is_none_or(|member| member.is_null());
        if let Some(name) = kind.required().iter().find(is_missing) {
            let message = format!("{} has no `{name}`", kind.in_words());
            let warning = Diagnostic::warning(Code::MissingMember, message, place.origin());
            self.warn(warning.help(format!("add `{name}`")));
        }
    }

    fn map(&mut self, kind: Kind, name: &str, map: &Cursor<'d>) {
        if !map.is_object() {
            return self.wrong_kind(name, "an object", map);
        }
        for (key, member) in map.members() {
            if !key.starts_with("x-") || kind.is_named_freely() {
                self.value(kind, &member);
            }
        }
    }

    fn list(&mut self, kind: Kind, name: &str, list: &Cursor<'d>) {
        if !list.is_array() {
            return self.wrong_kind(name, "an array", list);
        }
        for item in list.items() {
            self.value(kind, &item);
        }
    }

    fn wrong_kind(&mut self, name: &str, expected: &str, place: &Cursor<'d>) {
        let message = format!("`{name}` must be {expected}, and is {}", place.kind());
        let warning = Diagnostic::warning(Code::InvalidValue, message, place.origin());
        self.warn(warning.help("write what the specification asks for, or leave it out"));
    }

    /// A reference that lowering may not have followed.
    fn reference(&mut self, kind: Kind, place: &Cursor<'d>) {
        let is_followed = !kind.is_passed_over() && !is_component(place);
        if is_followed {
            return;
        }
        let mut target = place.clone();
        // A long chain is not followed to its end from each of its links.
        for _ in 0..FOLLOWED {
            let fault = match self.document.reference_target(&target) {
                Ok(None) => return,
                Ok(Some(next)) if is_same(&next, place) => match self.document.resolve(place) {
                    Ok(_) => return,
                    Err(fault) => fault,
                },
                Ok(Some(next)) => {
                    target = next;
                    continue;
                }
                Err(fault) => fault,
            };
            return self.warn(Diagnostic {
                severity: Severity::Warning,
                // What becomes of what needs it does not matter here.
                notes: Vec::new(),
                ..*fault
            });
        }
    }

    /// Notes a warning, unless something was said of its place.
    fn warn(&mut self, warning: Diagnostic) {
        let place = warning.labels.first();
        let place = place.map(|label| (label.origin.file, label.origin.pointer.clone()));
        if place.is_none_or(|place| self.told.insert(place)) {
            self.found.push(warning);
        }
    }
}

/// How many references are followed from one: a longer chain is looked at from its links, too.
const FOLLOWED: usize = 32;

fn is_same(one: &Cursor<'_>, other: &Cursor<'_>) -> bool {
    one.file() == other.file() && one.pointer() == other.pointer()
}

/// Whether the value is an entry of `components`, which may be unused.
fn is_component(place: &Cursor<'_>) -> bool {
    matches!(place.pointer().segments(), [components, _, _] if components == "components")
}
