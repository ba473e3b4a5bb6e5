use std::collections::{BTreeSet, HashSet};

use bindery_document::{Cursor, Document, Reached};
use bindery_model::{FileId, Method, Omission, Origin};

use super::Candidate;
use crate::type_table::Node;

/// What selection keeps, and what it leaves out.
pub(crate) struct Kept<'d> {
    reached: Reached<'d>,
    left_out: HashSet<(Address<'d>, Method)>,
    /// Where the operations and components that are left out were written.
    places: BTreeSet<Origin>,
    list: LeftOutParts,
}

/// What selection leaves out, in lists.
#[derive(Default)]
pub(crate) struct LeftOutParts {
    pub(crate) operations: Vec<LeftOut>,
    /// The keys of component schemas.
    pub(crate) schemas: Vec<String>,
    /// What users are told of.
    pub(crate) omissions: Vec<Omission>,
}

/// An operation that selection leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The member of the document's root that lists it: `paths` or `webhooks`.
    pub list: &'static str,
    /// Its key there.
    pub key: String,
    /// Its method.
    pub method: Method,
}

/// Where an operation is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Address<'d> {
    Path(&'d str),
    Webhook(&'d str),
}

impl<'d> Kept<'d> {
    pub(super) fn new(
        document: &'d Document,
        chosen: &[Candidate<'d>],
        left_out: Vec<Candidate<'d>>,
        reached: Reached<'d>,
    ) -> Self {
        let mut kept = Self {
            reached,
            left_out: HashSet::new(),
            places: BTreeSet::new(),
            list: LeftOutParts::default(),
        };
        // Paths may share a path item.
        let shared: HashSet<Node> = chosen
            .iter()
            .map(|candidate| Node::of(&candidate.operation))
            .collect();
        for candidate in left_out {
            let is_shared = shared.contains(&Node::of(&candidate.operation));
            kept.leave_out(candidate, is_shared);
        }
        let components = document.root().get("components");
        for (section, members) in components.iter().flat_map(Cursor::members) {
            if section != "securitySchemes" {
                let schemas = section == "schemas";
                members
                    .members()
                    .for_each(|(key, member)| kept.leave_component(&member, schemas.then_some(key)));
            }
        }
        kept
    }

    fn leave_out(&mut self, candidate: Candidate<'d>, is_shared: bool) {
        let origin = candidate.operation.origin();
        let reason = "selection leaves this operation out".to_owned();
        self.list.omissions.push(Omission {
            origin: origin.clone(),
            reason,
        });
        if !is_shared {
            self.places.insert(origin);
        }
        let (list, key, address) = match (candidate.path, candidate.webhook) {
            (Some(path), _) => ("paths", path, Address::Path(path)),
            (None, webhook) => {
                let name = webhook.unwrap_or_default();
                ("webhooks", name, Address::Webhook(name))
            }
        };
        self.list.operations.push(LeftOut {
            list,
            key: key.to_owned(),
            method: candidate.method.clone(),
        });
        self.left_out.insert((address, candidate.method));
    }

    fn leave_component(&mut self, component: &Cursor<'d>, schema: Option<&str>) {
        if self.reached.contains(component) {
            return;
        }
        let origin = component.origin();
        if let Some(key) = schema {
            self.list.schemas.push(key.to_owned());
            let reason = "selection leaves it out: nothing that stays refers to it".to_owned();
            self.list.omissions.push(Omission {
                origin: origin.clone(),
                reason,
            });
        }
        self.places.insert(origin);
    }

    /// Whether the operation is left out.
    pub(crate) fn leaves_out(&self, address: Address<'d>, method: &Method) -> bool {
        self.left_out.contains(&(address, method.clone()))
    }

    /// Whether `place` is a component schema that is left out, or stands in one.
    pub(super) fn leaves_out_schema(&self, document: &'d Document, place: &Cursor<'d>) -> bool {
        let root = document.root();
        let pointer = place.pointer();
        let [components, schemas, key, ..] = pointer.segments() else {
            return false;
        };
        if place.file() != root.file() || components != "components" || schemas != "schemas" {
            return false;
        }
        let component = root.get(components).and_then(|all| all.get(schemas)?.get(key));
        component.is_some_and(|component| !self.reached.contains(&component))
    }

    /// Whether what was written there is left out: with what holds it, or with all of its file.
    pub(super) fn leaves_out_place(&self, document: &Document, origin: &Origin) -> bool {
        let is_other_file = origin.file != FileId::default() && document.holds(origin.file);
        if is_other_file && !self.reached.has_file(origin.file) {
            return true;
        }
        let mut place = Some(origin.pointer.clone());
        while let Some(pointer) = place {
            if self.places.contains(&Origin::new(origin.file, pointer.clone())) {
                return true;
            }
            place = pointer.parent();
        }
        false
    }

    pub(super) fn has_schemas(&self, mut schemas: impl Iterator<Item = Cursor<'d>>) -> bool {
        schemas.any(|schema| self.reached.contains(&schema))
    }

    pub(crate) fn into_left_out(self) -> LeftOutParts {
        self.list
    }
}
