//! A trait of the server for each tag, where operations have several:
//!
//! ```yaml
//! tags: [{ name: Pet Shop, description: Buys pets. }]
//! paths: { /pets: { get: { tags: [Pet Shop] } }, /users: { get: { tags: [Users] } } }   # PetShop, Users
//! ```

use std::collections::HashMap;

use bindery_model::{Docs, Ident, TagTrait};

use crate::docs::docs_of;
use crate::lowering::Lowering;
use crate::names;
use crate::scope::Scope;
use crate::settings::ServerTraits;

impl Lowering<'_> {
    /// Groups operations by their first tags. Those without one are in no group; where all of the document are
    /// in one group, there is none.
    pub(crate) fn claim_tag_traits(&mut self) {
        if self.settings.server_traits == ServerTraits::One || self.settings.service.is_some() {
            return;
        }
        let groups = self.by_tag();
        let is_tagged = |(tags, _): &(&[String], _)| !tags.is_empty();
        if groups.len() < 2 && self.all_tags().iter().all(is_tagged) {
            return;
        }
        let mut functions = Scope::new();
        functions.reserve("untagged_routes");
        for (tag, operations) in groups {
            let name = self.trait_name(&tag);
            let stem = names::words(name.as_str()).join("_");
            let others = [format!("{stem}_tag_routes")];
            let routes = functions.claim(&format!("{stem}_routes"), others).name;
            if operations.is_empty() {
                continue;
            }
            self.api.tag_traits.push(TagTrait {
                routes,
                docs: self.tag_docs(&tag),
                name,
                tag,
                operations,
            });
        }
    }

    fn by_tag(&self) -> Vec<(String, Vec<usize>)> {
        let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (tags, index) in self.all_tags() {
            let Some(tag) = tags.first() else {
                continue;
            };
            let at = *known.entry(tag).or_insert(groups.len());
            match groups.get_mut(at) {
                Some((_, operations)) => operations.extend(index),
                None => groups.push((tag.clone(), index.into_iter().collect())),
            }
        }
        groups
    }

    fn trait_name(&mut self, tag: &str) -> Ident {
        let wanted = match names::type_name(tag) {
            name if name.is_empty() => "Tag".to_owned(),
            name => name,
        };
        let others = [format!("{wanted}Service"), format!("{wanted}Operations")];
        self.type_names.claim(&wanted, others).name
    }

    /// What the root's `tags` say of it (OpenAPI 3.0.3, "Tag Object").
    fn tag_docs(&self, tag: &str) -> Docs {
        let tags = self.document.root().get("tags");
        let described = tags.iter().flat_map(|tags| tags.items());
        let mut named = described.filter(|each| {
            let name = each.get("name");
            name.is_some_and(|name| name.as_str() == Some(tag))
        });
        named.next().map(|each| docs_of(&each)).unwrap_or_default()
    }
}
