//! Finds every reference of a document, and what of other files they lead to.

use bindery_model::{Code, Diagnostic, Pointer, Severity};

use super::Bundle;
use super::kind::{Kind, Site};
use super::part::{is_hidden, items_of};
use super::target::{Lead, Target, node};
use crate::cursor::Cursor;
use crate::document::ROOT;
use crate::reference::Reference;

impl<'d> Bundle<'d, '_> {
    pub(super) fn collect_all(&mut self) {
        self.collect(Site::One(Kind::Document), &self.document.root());
        let mut next = 0;
        while let Some(target) = self.targets.get(next) {
            let (kind, cursor) = (target.kind, target.cursor.clone());
            self.collect(Site::One(kind), &cursor);
            next += 1;
        }
    }

    fn collect(&mut self, site: Site, cursor: &Cursor<'d>) {
        if self.hidden.has(cursor) {
            return;
        }
        let methods = self.hidden.methods(cursor).to_vec();
        if !methods.is_empty() {
            for item in items_of(self.document, cursor) {
                self.collect_members(Site::One(Kind::PathItem), &item, &methods);
            }
            return;
        }
        if let Site::One(kind) = site {
            let reference = cursor.get("$ref").filter(|text| text.as_str().is_some());
            if let Some(text) = reference {
                self.meet(kind, &text);
            }
            if kind == Kind::Schema {
                self.collect_schema(cursor);
            }
        }
        self.collect_members(site, cursor, &[]);
    }

    fn collect_members(&mut self, site: Site, cursor: &Cursor<'d>, methods: &[String]) {
        for (name, member, inner) in members(site, cursor) {
            if !is_hidden(methods, name) {
                self.collect(inner, &member);
            }
        }
        for item in cursor.items() {
            self.collect(of_item(site), &item);
        }
    }

    /// What schemas refer to by other keywords.
    fn collect_schema(&mut self, schema: &Cursor<'d>) {
        let mapping = schema.get("discriminator").and_then(|place| place.get("mapping"));
        for (_, text) in mapping.iter().flat_map(Cursor::members) {
            if !self.is_component_key(&text) && self.document.follow(&text).is_ok() {
                self.meet(Kind::Schema, &text);
            }
        }
        let Some(text) = schema.get("$dynamicRef").filter(|text| text.as_str().is_some()) else {
            return;
        };
        let is_named = self.document.dynamic_anchor(&text).is_some();
        if is_named && text.file() != ROOT {
            let message = "a `$dynamicRef` of another file cannot be moved";
            let fault = Diagnostic::error(Code::InvalidReference, message, text.origin())
                .label("what it means depends on the file that it stands in")
                .help("write `$ref` where only one schema is meant");
            self.diagnostics.push(fault);
        } else if !is_named {
            self.meet(Kind::Schema, &text);
        }
    }

    /// Whether a mapping names a component by its key alone.
    pub(super) fn is_component_key(&self, text: &Cursor<'_>) -> bool {
        let Some(key) = text.as_str() else { return false };
        let components = self.document.root().get("components");
        components.and_then(|all| all.get("schemas")?.get(key)).is_some()
    }

    /// Finds out where a reference leads, and takes in what it leads to.
    fn meet(&mut self, kind: Kind, text: &Cursor<'d>) {
        let target = match self.document.follow(text) {
            Ok(target) => target,
            Err(mut fault) => {
                fault.notes.clear();
                self.report_dangling(kind, *fault);
                self.leads.insert(node(text), Lead::Kept);
                return;
            }
        };
        let lead = match self.place_in_bundle(&target) {
            Some(_) if self.is_right_as_written(text) => Lead::Kept,
            Some(place) => Lead::Local(place),
            None => Lead::Target(self.target(kind, target)),
        };
        self.leads.insert(node(text), lead);
    }

    fn report_dangling(&mut self, kind: Kind, mut fault: Diagnostic) {
        // What is no reference for OpenAPI, or only shows something, costs nothing but itself.
        if matches!(kind, Kind::Other | Kind::Example | Kind::Link) || self.keep_going {
            fault.severity = Severity::Warning;
        }
        self.diagnostics.push(fault);
    }

    fn target(&mut self, kind: Kind, cursor: Cursor<'d>) -> usize {
        let next = self.targets.len();
        let index = *self.index.entry((node(&cursor), kind)).or_insert(next);
        match self.targets.get_mut(index) {
            Some(known) => known.uses += 1,
            None => self.targets.push(Target {
                cursor,
                kind,
                uses: 1,
                home: None,
            }),
        }
        index
    }

    /// The place of `cursor` in the bundle, where it stands in the document's own file and stays there.
    fn place_in_bundle(&self, cursor: &Cursor<'d>) -> Option<Pointer> {
        if cursor.file() != ROOT {
            return None;
        }
        let pointer = cursor.pointer();
        let mut holder = self.document.root();
        let mut methods: &[String] = &[];
        for segment in pointer.segments() {
            if is_hidden(methods, segment) {
                return None;
            }
            holder = holder.step(segment)?;
            if self.hidden.has(&holder) {
                return None;
            }
            methods = self.hidden.methods(&holder);
        }
        Some(pointer)
    }

    /// Whether the text of a reference leads to the same place in the bundle.
    fn is_right_as_written(&self, text: &Cursor<'_>) -> bool {
        let written = text.as_str().unwrap_or_default();
        let is_own = Reference::split(written).file.is_empty();
        // Where schemas have an `$id`, the document's own texts are relative to that.
        text.file() == ROOT && (is_own || self.document.has_embedded_resources(ROOT))
    }
}

/// The members of an object that may refer, and what they are.
pub(super) fn members<'d>(site: Site, cursor: &Cursor<'d>) -> Vec<(&'d str, Cursor<'d>, Site)> {
    let site_of = |name: &str, member: &Cursor<'d>| match site {
        Site::One(kind) => kind.member(name, member.value()),
        Site::Map(kind) => kind.is_key(name).then_some(Site::One(kind)),
        Site::List(_) => None,
    };
    let members = cursor.members();
    members
        .filter_map(|(name, member)| Some((name, member.clone(), site_of(name, &member)?)))
        .collect()
}

/// What an item of an array is.
pub(super) fn of_item(site: Site) -> Site {
    match site {
        Site::One(kind) | Site::Map(kind) | Site::List(kind) => Site::One(kind),
    }
}
