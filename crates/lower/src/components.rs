//! `components/schemas`: the types that the document names.

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Origin, TypeId};

use crate::chosen::Named;
use crate::clash::names_by_place;
use crate::lowering::Lowering;
use crate::names;
use crate::reserved;
use crate::scope::Wanted;
use crate::type_table::{Component, Node, Waiting};

impl<'d> Lowering<'d> {
    /// Gives every component schema its name and its id, so that references find them in any order.
    ///
    /// A key that is a good name as it stands gets it, wherever the others are: adding `pet` renames
    /// no `Pet`.
    pub(crate) fn claim_components(&mut self) {
        let components = self.component_schemas();
        self.components = components.iter().cloned().collect();
        let wanted = components.iter().map(|(key, schema)| wanted(key, schema));
        let wanted = wanted.collect();
        let chosen = components
            .iter()
            .map(|(_, schema)| self.chosen_name(schema, (Named::Type, ""), Some("x-rust-name")));
        let chosen = chosen.collect();
        let claims = self.settle_types(wanted, chosen);
        let mut made = Vec::new();
        for ((key, schema), claim) in components.iter().zip(claims) {
            self.provisional_names.reserve(claim.name.as_str());
            if self.is_left_out(schema) {
                continue;
            }
            let place = Origin::new(schema.file(), schema.pointer());
            let id = self.types.reserve(claim.name.clone(), place);
            self.explain_name(id, &claim);
            self.types.refer(schema, id);
            made.push((*key, schema, id));
        }
        for (key, schema, id) in made {
            self.enqueue_component(key, schema, id);
        }
    }

    /// A component that only refers to a schema elsewhere gives it its name.
    fn enqueue_component(&mut self, key: &str, schema: &Cursor<'d>, id: TypeId) {
        let mut target = schema.clone();
        for _ in 0..8 {
            let next = match self.document.reference_target(&target) {
                Ok(Some(next)) if !self.reads_beside_references() || target.value().get("$ref").is_some() => {
                    next
                }
                _ => break,
            };
            let only = target
                .members()
                .all(|(name, value)| name == "$ref" || !crate::keywords::restricts(name, &value));
            if !only || self.enters_resource(&target) || self.types.referred(&next).is_some() {
                break;
            }
            target = next;
        }
        if Node::of(&target) != Node::of(schema) && self.types.referred(&target).is_some() {
            target = schema.clone();
        }
        self.types.refer(&target, id);
        self.types.enqueue(Waiting {
            id,
            schema: target,
            component: Some(Component {
                wire_name: key.to_owned(),
                origin: schema.origin(),
            }),
            owner: None,
        });
    }

    fn component_schemas(&mut self) -> Vec<(&'d str, Cursor<'d>)> {
        let root = self.document.root();
        let Some(schemas) = root
            .get("components")
            .and_then(|components| components.get("schemas"))
        else {
            return Vec::new();
        };
        if !schemas.is_object() {
            let message = format!("`schemas` is an object, and this is {}", schemas.kind());
            let diagnostic = Diagnostic::error(Code::BadKeyword, message, schemas.origin());
            self.fault(&schemas, diagnostic);
        }
        schemas.members().collect()
    }

    /// The component schema `name`.
    pub(crate) fn component(&self, name: &str) -> Option<Cursor<'d>> {
        self.components.get(name).cloned()
    }

    /// The names of all component schemas.
    pub(crate) fn component_names(&self) -> Vec<&'d str> {
        let schemas = self
            .document
            .root()
            .get("components")
            .and_then(|components| components.get("schemas"));
        schemas
            .iter()
            .flat_map(|schemas| schemas.members())
            .map(|(name, _)| name)
            .collect()
    }
}

/// What a component would be called: what depends on nothing but its key.
fn wanted<'k>(key: &'k str, schema: &Cursor<'k>) -> Wanted<'k, (bool, &'k str)> {
    let name = names::type_name(key);
    let is_exact = name == key;
    let (plain, schema) = (name.clone(), schema.clone());
    Wanted {
        name,
        others: Box::new(move || other_names(&plain, key, &schema)),
        rank: (!is_exact, key),
    }
}

/// What else a component may be called, the best first.
fn other_names(name: &str, key: &str, schema: &Cursor<'_>) -> Vec<String> {
    let distinct = names::distinct_texts(key);
    let distinct = distinct.iter().map(|text| names::type_name(text));
    let placed = names_by_place(name, schema.pointer().segments());
    if reserved::TYPE_NAMES.contains(&name) {
        placed.into_iter().chain(distinct).collect()
    } else {
        distinct.chain(placed).collect()
    }
}
