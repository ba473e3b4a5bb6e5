//! Where the document says what an item was made of. A name is looked up, never made: what is not found has no place.

use std::collections::HashMap;

use bindery_model::{Api, Ident, Object, Operation, Origin, Pointer, Shape, ShownItem, TypeDef};

/// The places of what generated code shows, by the names that it has there.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Of types, of what belongs to operations, and of the methods of client and server: by name.
    owners: HashMap<String, Origin>,
    /// Of members, variants and parameters: by owner and name.
    parts: HashMap<(String, String), Origin>,
    /// Of operations, by the stem of their types' names.
    stems: HashMap<String, Origin>,
}

impl Places {
    pub(super) fn of(api: &Api) -> Self {
        let mut places = Self::default();
        for def in &api.types {
            places.type_def(def);
        }
        let webhooks = api.webhooks.iter().map(|webhook| &webhook.operation);
        for operation in api.operations.iter().chain(webhooks) {
            places.operation(operation);
        }
        let components = Origin::new(Default::default(), Pointer::root().child("components"));
        let schemes = components.child("securitySchemes");
        for scheme in &api.security_schemes {
            let origin = schemes.child(scheme.wire_name.as_str());
            places.owners.insert(bare(scheme.name.as_str()), origin);
        }
        let servers = Origin::new(Default::default(), Pointer::root().child("servers"));
        for server in &api.servers {
            places.owners.insert(server.name.to_string(), servers.clone());
        }
        let tags = Origin::new(Default::default(), Pointer::root().child("tags"));
        let traits = api.tag_traits.iter().flat_map(|tag| [&tag.name, &tag.routes]);
        for name in traits {
            places.owners.insert(name.to_string(), tags.clone());
        }
        for tag in &api.tag_features {
            places.owners.insert(tag.feature.replace('-', "_"), tags.clone());
        }
        places
    }

    /// The place of `item`, or of what it belongs to.
    pub(super) fn place(&self, item: &ShownItem) -> Option<&Origin> {
        let (owner, part) = match item.path.split_once("::") {
            Some((owner, part)) => (owner, Some(part)),
            None => (item.path.as_str(), None),
        };
        let of_part = part.and_then(|part| {
            let names = [part, part.strip_prefix("with_").unwrap_or(part)];
            let names = names.map(|name| bare(name.strip_suffix("_or_default").unwrap_or(name)));
            let mut found = names.into_iter().filter_map(|name| {
                // What operations bring along is called after them: their parameters are parts of the stem.
                let owners = std::iter::once(owner).chain(self.stem_of(owner));
                let mut places = owners.filter_map(|owner| self.parts.get(&(owner.to_owned(), name.clone())));
                places.next().or_else(|| match item.module.as_str() {
                    "client" | "server" => self.owners.get(&name),
                    _ => None,
                })
            });
            found.next()
        });
        let of_owner = || {
            self.owners
                .get(&bare(owner))
                .or_else(|| self.stems.get(self.stem_of(owner)?))
        };
        of_part.or_else(of_owner)
    }

    /// The longest stem that a name begins with: `GetPet` of `GetPetCall`.
    fn stem_of<'n>(&self, name: &'n str) -> Option<&'n str> {
        let ends = name.char_indices().rev().map(|(index, _)| index);
        let mut heads = std::iter::once(name.len())
            .chain(ends)
            .filter_map(|end| name.get(..end));
        heads.find(|head| self.stems.contains_key(*head))
    }

    fn part(&mut self, owner: &str, name: &Ident, origin: &Origin) {
        let key = (owner.to_owned(), bare(name.as_str()));
        self.parts.insert(key, origin.clone());
    }

    fn type_def(&mut self, def: &TypeDef) {
        let name = def.name.as_str();
        self.owners.insert(bare(name), def.origin.clone());
        if let Shape::Object(object) = &def.shape {
            self.object(name, object);
        }
    }

    fn object(&mut self, name: &str, object: &Object) {
        for member in &object.members {
            self.part(name, &member.name, &member.origin);
            // The struct that a constructor takes has the same members.
            self.part(&format!("{name}Required"), &member.name, &member.origin);
            if let Some(selected) = &member.selected {
                self.owners
                    .insert(selected.companion.to_string(), member.origin.clone());
            }
        }
    }

    fn operation(&mut self, operation: &Operation) {
        let stem = operation.type_stem.as_str();
        let origin = &operation.origin;
        self.stems.insert(stem.to_owned(), origin.clone());
        self.owners.insert(bare(operation.name.as_str()), origin.clone());
        // Its static is called like its method.
        let name = bare(operation.name.as_str()).to_uppercase();
        self.owners.insert(name, origin.clone());
        for parameter in &operation.parameters {
            self.part(stem, &parameter.name, &parameter.origin);
        }
        if let Some(body) = &operation.body {
            self.parts
                .insert((stem.to_owned(), "body".to_owned()), body.origin.clone());
            for variant in &body.variants {
                self.part(&format!("{stem}Body"), &variant.name, &body.origin);
            }
        }
        for answer in operation.answers.iter() {
            self.part(stem, &answer.name, &answer.origin);
            let Some(headers) = &answer.headers_name else {
                continue;
            };
            self.owners.insert(headers.to_string(), answer.origin.clone());
            for header in &answer.headers {
                self.part(headers.as_str(), &header.name, &header.origin);
            }
        }
        if let [only] = operation.answers.success.as_slice() {
            self.parts
                .insert((stem.to_owned(), "await".to_owned()), only.origin.clone());
        }
    }
}

/// A name without what makes a keyword a name.
fn bare(name: &str) -> String {
    name.trim_start_matches("r#").trim_end_matches('_').to_owned()
}
