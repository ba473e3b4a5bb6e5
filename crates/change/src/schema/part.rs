use std::collections::HashMap;

use bindery_model::{Api, Json, Member, Origin, Schema, SchemaRef, Shape, TypeId};

/// One version of the API, and what is looked up in it.
pub(crate) struct Version<'a> {
    pub(crate) api: &'a Api,
    /// Every declared member, by its place.
    members: HashMap<&'a Origin, &'a Member>,
}

/// A schema and its place. All parts of a list hold together.
#[derive(Clone, Debug)]
pub(crate) struct Part<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) id: Option<TypeId>,
    pub(crate) origin: Origin,
}

impl<'a> Version<'a> {
    pub(crate) fn of(api: &'a Api) -> Self {
        let mut members = HashMap::new();
        for made in &api.types {
            if let Shape::Object(object) = &made.shape {
                for member in &object.members {
                    members.entry(&member.origin).or_insert(member);
                }
            }
        }
        Self { api, members }
    }

    /// The schema that `schema` is, which stands at `place` unless it has a place of its own.
    pub(crate) fn part(&self, schema: &'a SchemaRef, place: &Origin) -> Part<'a> {
        match schema {
            SchemaRef::Inline(schema) => Part {
                schema,
                id: None,
                origin: place.clone(),
            },
            SchemaRef::Named(id) => self.named(*id),
        }
    }

    pub(crate) fn named(&self, id: TypeId) -> Part<'a> {
        let made = self.api.type_def(id);
        Part {
            schema: &made.schema,
            id: Some(id),
            origin: made.origin.clone(),
        }
    }

    /// The member that is declared at a place.
    pub(crate) fn member(&self, place: &Origin) -> Option<&'a Member> {
        self.members.get(place).copied()
    }

    /// The `default` of a named schema.
    pub(crate) fn default_of(&self, id: TypeId) -> Option<&'a Json> {
        self.api.type_def(id).docs.default.as_ref()
    }

    /// The key of a component, where the schema is one.
    pub(crate) fn component(&self, part: &Part<'a>) -> Option<&'a str> {
        let place = &self.api.type_def(part.id?).origin;
        match place.pointer.segments() {
            [first, second, name] if first == "components" && second == "schemas" => Some(name),
            [first, name] if first == "definitions" || first == "$defs" => Some(name),
            // A file that is one schema.
            [] => self.api.type_def(part.id?).wire_name.as_deref(),
            _ => None,
        }
    }

    /// Tells parts apart: the same schema in the same place has the same identity.
    pub(crate) fn identity(parts: &[Part<'a>]) -> Vec<usize> {
        let address = |part: &Part<'a>| std::ptr::from_ref(part.schema).addr();
        parts.iter().map(address).collect()
    }
}
