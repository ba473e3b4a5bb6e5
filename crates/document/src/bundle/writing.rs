//! Writes the one tree.

use bindery_model::{Code, Diagnostic, Json, JsonObject, Pointer};

use super::Bundle;
use super::collecting::{members, of_item};
use super::homes::stem;
use super::kind::{Kind, Site};
use super::part::{is_hidden, items_of};
use super::target::{Home, Lead, node, reference_to};
use crate::cursor::Cursor;
use crate::document::ROOT;

type Members = JsonObject;

impl<'d> Bundle<'d, '_> {
    /// The whole document, with what becomes components at the end of their sections.
    pub(super) fn written(&mut self) -> Json {
        let root = self.document.root();
        let mut tree = self.write(Site::One(Kind::Document), &root);
        let mut added: Vec<(Vec<String>, usize)> = Vec::new();
        for (index, target) in self.targets.iter().enumerate() {
            if let Some(Home::Component(place)) = &target.home {
                added.push((place.segments().to_vec(), index));
            }
        }
        added.sort();
        for (place, index) in added {
            self.places.go_to(&place);
            let value = self.write_target(index);
            insert(&mut tree, &place, value);
        }
        tree
    }

    fn write_target(&mut self, index: usize) -> Json {
        let Some(target) = self.targets.get(index) else {
            return Json::Null;
        };
        let (kind, cursor) = (target.kind, target.cursor.clone());
        self.write_here(Site::One(kind), &cursor)
    }

    fn write_at(&mut self, segment: String, site: Site, cursor: &Cursor<'d>) -> Json {
        self.places.enter(segment);
        let written = self.write(site, cursor);
        self.places.leave();
        written
    }

    /// What stands at `cursor`, or a reference to where it has moved.
    fn write(&mut self, site: Site, cursor: &Cursor<'d>) -> Json {
        if let Some(index) = self.adopted.get(&node(cursor)) {
            return self.write_target(*index);
        }
        if let Site::One(kind) = site
            && let Some(index) = self.index.get(&(node(cursor), kind))
            && let Some(Home::Component(place)) =
                self.targets.get(*index).and_then(|target| target.home.as_ref())
        {
            return Json::Object(vec![("$ref".to_owned(), Json::String(reference_to(place)))].into());
        }
        self.write_here(site, cursor)
    }

    fn write_here(&mut self, site: Site, cursor: &Cursor<'d>) -> Json {
        let methods = self.hidden.methods(cursor).to_vec();
        if site == Site::One(Kind::Schema) {
            self.places.tell(cursor);
        }
        match (cursor.value(), site) {
            (Json::Object(_), _) if !methods.is_empty() => self.write_without(&methods, cursor),
            (Json::Object(_), Site::One(kind)) => self.write_object(kind, cursor),
            (Json::Object(_), _) => Json::Object(self.write_members(site, cursor)),
            (Json::Array(_), _) => {
                let kept: Vec<Cursor<'d>> = cursor.items().filter(|item| !self.hidden.has(item)).collect();
                let items = kept.iter().enumerate();
                Json::Array(
                    items
                        .map(|(index, item)| self.write_at(index.to_string(), of_item(site), item))
                        .collect(),
                )
            }
            (value, _) => value.clone(),
        }
    }

    fn write_members(&mut self, site: Site, cursor: &Cursor<'d>) -> Members {
        let mut sites = members(site, cursor).into_iter().peekable();
        let mut written = Members::default();
        for (name, member) in cursor.members() {
            let inner = sites
                .next_if(|(known, _, _)| *known == name)
                .map(|(_, _, inner)| inner);
            if self.hidden.has(&member) {
                continue;
            }
            let value = match inner {
                Some(inner) => self.write_at(name.to_owned(), inner, &member),
                None => member.value().clone(),
            };
            written.push((name.to_owned(), value));
        }
        written
    }

    fn write_object(&mut self, kind: Kind, cursor: &Cursor<'d>) -> Json {
        let mut written = self.write_members(Site::One(kind), cursor);
        if kind == Kind::Schema {
            self.write_schema(cursor, &mut written);
        }
        let text = cursor.get("$ref").filter(|text| text.as_str().is_some());
        let lead = text
            .as_ref()
            .and_then(|text| self.leads.get(&node(text)).cloned());
        match lead {
            Some(Lead::Local(place)) => set(&mut written, "$ref", reference_to(&place)),
            Some(Lead::Target(index)) => match self.home(index) {
                Some(place) => set(&mut written, "$ref", reference_to(&place)),
                None => return self.write_in_place(index, written, cursor),
            },
            Some(Lead::Kept) | None => {}
        }
        Json::Object(written)
    }

    /// What a reference leads to in its place; what stands beside it counts more.
    fn write_in_place(&mut self, index: usize, mut beside: Members, cursor: &Cursor<'d>) -> Json {
        if self.in_place.len() >= DEEPEST || self.copies == 0 {
            let message = "what is written into its place here holds too many others that are";
            let fault = Diagnostic::error(Code::TooLarge, message, cursor.origin());
            self.diagnostics
                .push(fault.help("raise the document's version to 3.1, where path items have names"));
            return Json::Object(beside);
        }
        if self.in_place.contains(&index) {
            let message = "this leads back to itself, and cannot be written into one file";
            let fault = Diagnostic::error(Code::ReferenceCycle, message, cursor.origin())
                .label("OpenAPI has no place where such an object could have a name")
                .help("raise the document's version to 3.1, or refer to something within it");
            self.diagnostics.push(fault);
            return Json::Object(beside);
        }
        self.in_place.push(index);
        let value = self.write_target(index);
        self.in_place.pop();
        self.copies = self.copies.saturating_sub(weight(&value));
        beside.retain(|(name, _)| name != "$ref");
        match value {
            Json::Object(members) => {
                let others = members.into_iter().filter(|(name, _)| beside.get(name).is_none());
                let others: Members = others.collect();
                Json::Object(others.into_iter().chain(beside).collect())
            }
            value => value,
        }
    }

    /// What else of a schema depends on where it stands.
    fn write_schema(&self, schema: &Cursor<'d>, written: &mut Members) {
        if schema.file() != ROOT {
            // References no longer go by them, and two files may have the same.
            written.retain(|(name, _)| name != "$id" && name != "$anchor");
        }
        if let Some(text) = schema.get("$dynamicRef")
            && let Some(place) = self.leads.get(&node(&text)).and_then(|lead| self.place_of(lead))
        {
            set(written, "$dynamicRef", place);
        }
        self.rename_selected(schema, written);
        let Some(discriminator) = schema.get("discriminator") else {
            return;
        };
        let Some(Json::Object(members)) = written.value_mut("discriminator") else {
            return;
        };
        let mapping = discriminator.get("mapping");
        for (name, text) in mapping.iter().flat_map(Cursor::members) {
            if let Some(place) = self.leads.get(&node(&text)).and_then(|lead| self.place_of(lead))
                && let Some(Json::Object(entries)) = members.value_mut("mapping")
            {
                set(entries, name, place);
            }
        }
        for (value, place) in self.unsaid_values(schema, &discriminator) {
            if members.get("mapping").is_none() {
                members.set("mapping", Json::Object(Members::default()));
            }
            if let Some(Json::Object(entries)) = members.value_mut("mapping") {
                entries.set(&value, Json::String(place));
            }
        }
    }

    /// The values of a discriminator that only the names of its schemas said, where these have others now.
    fn unsaid_values(&self, schema: &Cursor<'d>, discriminator: &Cursor<'d>) -> Vec<(String, String)> {
        let property = discriminator
            .get("propertyName")
            .and_then(|name| name.as_str())
            .unwrap_or_default();
        let mapping = discriminator.get("mapping");
        let entries = mapping.iter().flat_map(Cursor::members);
        let mapped: Vec<&Lead> = entries
            .filter_map(|(_, text)| self.leads.get(&node(&text)))
            .collect();
        let branches = ["oneOf", "anyOf"].into_iter().filter_map(|name| schema.get(name));
        let texts = branches
            .flat_map(|list| list.items())
            .filter_map(|branch| branch.get("$ref"));
        let mut values = Vec::new();
        for text in texts {
            let Some(lead @ Lead::Target(index)) = self.leads.get(&node(&text)) else {
                continue;
            };
            let (Some(place), Some(target)) = (self.home(*index), self.targets.get(*index)) else {
                continue;
            };
            let own = target.cursor.get("properties").and_then(|all| all.get(property));
            let says_it = own.is_some_and(|own| own.get("const").is_some() || own.get("enum").is_some());
            let before = implied_value(text.as_str().unwrap_or_default());
            if !says_it && !mapped.contains(&lead) && place.last() != Some(&before) {
                values.push((before, reference_to(&place)));
            }
        }
        values
    }

    /// What a reference says in the bundle, where that is not what it says.
    pub(super) fn place_of(&self, lead: &Lead) -> Option<String> {
        match lead {
            Lead::Kept => None,
            Lead::Local(place) => Some(reference_to(place)),
            Lead::Target(index) => self.home(*index).map(|place| reference_to(&place)),
        }
    }

    /// A path item without some of its methods; that it refers to is written into it.
    fn write_without(&mut self, methods: &[String], place: &Cursor<'d>) -> Json {
        let mut written = Members::default();
        for item in items_of(self.document, place) {
            let is_new = |name: &str, written: &Members| written.get(name).is_none();
            for (name, member, site) in members(Site::One(Kind::PathItem), &item) {
                if !is_hidden(methods, name) && is_new(name, &written) {
                    let mut value = self.write_at(name.to_owned(), site, &member);
                    if let (Site::Map(_), Json::Object(more)) = (site, &mut value) {
                        more.retain(|(name, _)| !is_hidden(methods, name));
                    }
                    written.push((name.to_owned(), value));
                }
            }
            for (name, member) in item.members() {
                let is_other = name != "$ref" && !is_hidden(methods, name);
                if is_other && is_new(name, &written) {
                    written.push((name.to_owned(), member.value().clone()));
                }
            }
        }
        Json::Object(written)
    }
}

/// How deep what is written in its place may stand in others.
const DEEPEST: usize = 32;

/// How many values there are in one, long texts counting more.
fn weight(value: &Json) -> usize {
    match value {
        Json::Array(items) => items.iter().map(weight).fold(1, usize::saturating_add),
        Json::Object(members) => members
            .iter()
            .map(|(_, member)| weight(member))
            .fold(1, usize::saturating_add),
        Json::String(text) => 1 + text.len() / 64,
        _ => 1,
    }
}

/// What a reference says of a discriminator's value: the key that it names, or the file.
pub(super) fn implied_value(reference: &str) -> String {
    let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let key = Pointer::parse(&format!("#{fragment}")).and_then(|pointer| pointer.last().map(str::to_owned));
    key.unwrap_or_else(|| stem(file).to_owned())
}

fn set(members: &mut Members, name: &str, text: String) {
    if let Some(value) = members.value_mut(name) {
        *value = Json::String(text);
    }
}

/// Adds `value` at `place`, and the objects on the way there.
fn insert(tree: &mut Json, place: &[String], value: Json) {
    let (Json::Object(members), Some((first, rest))) = (tree, place.split_first()) else {
        return;
    };
    if rest.is_empty() {
        members.set(first, value);
        return;
    }
    if members.get(first).is_none_or(|inner| *inner == Json::Null) {
        members.set(first, Json::Object(Members::default()));
    }
    if let Some(inner) = members.value_mut(first) {
        insert(inner, rest, value);
    }
}
