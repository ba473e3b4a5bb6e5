//! A base with a `discriminator`, extended by `allOf`: a reference to it means any of those that extend it.
//!
//! ```yaml
//! Pet: { type: object, discriminator: { propertyName: petType }, properties: { petType: { type: string } } }
//! Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }
//! ```

use std::collections::HashMap;

use bindery_document::Cursor;
use bindery_model::{TypeRef, UnionMode};

use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::make::Making;
use crate::schema::Slot;
use crate::type_table::Node;
use crate::union::Leaf;
use crate::union::branches::Kin;
use crate::view::{Choice, Part, Seed, Sub};

/// For each schema the components that extend it, in document order.
pub(crate) type Heirs<'d> = HashMap<Node, Vec<(&'d str, Cursor<'d>)>>;

impl<'d> Lowering<'d> {
    /// The union of what extends the schema that is being made, where it is a base with a `discriminator`.
    pub(crate) fn base(&mut self, making: &Making<'_, 'd>) -> Option<TypeRef> {
        let schema = making.seed.single()?.clone();
        let is_base = matches!(making.slot, Slot::Named(_))
            && making.view.value_types() == Types::OBJECT
            && making.view.choices.is_empty()
            && schema
                .get("discriminator")
                .is_some_and(|place| place.get("propertyName").is_some());
        if !is_base {
            return None;
        }
        let heirs = self.heirs_of(&schema);
        let own = self.component_key_of(&schema)?;
        if heirs.is_empty() {
            return None;
        }
        let mut leaves: Vec<Leaf<'d>> = Vec::new();
        for (key, heir) in &heirs {
            leaves.extend(self.kin(Seed::of(heir), (&schema, heir), Kin::Heir(key)));
        }
        let base = Seed {
            parts: vec![Part::Base(schema.clone())],
            types: Types::ALL,
        };
        leaves.extend(self.kin(base, (&schema, &schema), Kin::Base(own)));
        let choice = Choice {
            mode: UnionMode::OneOf,
            holder: Sub {
                cursor: schema.clone(),
                owner: None,
                base: None,
            },
            branches: heirs.into_iter().map(|(_, heir)| heir).collect(),
        };
        Some(self.union(making, Some(&choice), &leaves))
    }

    fn kin(
        &mut self,
        seed: Seed<'d>,
        (base, branch): (&Cursor<'d>, &Cursor<'d>),
        kin: Kin<'d>,
    ) -> Option<Leaf<'d>> {
        let view = self.view_of(&seed);
        let leaf = Leaf::of_seed(seed, view).filter(|leaf| leaf.view.conflicts.is_empty())?;
        Some(Leaf {
            chain: vec![(base.clone(), branch.clone())],
            kin: Some(kin),
            ..leaf
        })
    }

    /// All that extend `base`, those that extend one of them included unless that one has a tag of its own.
    fn heirs_of(&mut self, base: &Cursor<'d>) -> Vec<(&'d str, Cursor<'d>)> {
        if self.heirs.is_none() {
            self.heirs = Some(self.find_heirs());
        }
        let Some(known) = &self.heirs else {
            return Vec::new();
        };
        let tag = tag_of(base);
        let mut found: Vec<(&'d str, Cursor<'d>)> = Vec::new();
        let mut waiting = vec![Node::of(base)];
        while let Some(next) = waiting.pop() {
            for (key, heir) in known.get(&next).into_iter().flatten() {
                let node = Node::of(heir);
                if node == Node::of(base) || found.iter().any(|(_, other)| Node::of(other) == node) {
                    continue;
                }
                found.push((*key, heir.clone()));
                if tag_of(heir).is_none_or(|own| Some(own) == tag) {
                    waiting.push(node);
                }
            }
        }
        found
    }

    fn find_heirs(&self) -> Heirs<'d> {
        let mut heirs: Heirs<'d> = HashMap::new();
        for (key, schema) in self.schemas_by_key() {
            for part in schema.get("allOf").iter().flat_map(Cursor::items) {
                if part.is_reference()
                    && let Some(target) = self.resolved(&part)
                {
                    heirs
                        .entry(Node::of(&target))
                        .or_default()
                        .push((key, schema.clone()));
                }
            }
        }
        heirs
    }

    fn component_key_of(&self, schema: &Cursor<'d>) -> Option<&'d str> {
        let node = Node::of(schema);
        let mut components = self.schemas_by_key().into_iter();
        components.find_map(|(key, other)| (Node::of(&other) == node).then_some(key))
    }

    fn schemas_by_key(&self) -> Vec<(&'d str, Cursor<'d>)> {
        let root = self.document.root();
        let schemas = root
            .get("components")
            .and_then(|components| components.get("schemas"));
        schemas.iter().flat_map(Cursor::members).collect()
    }
}

fn tag_of<'d>(schema: &Cursor<'d>) -> Option<&'d str> {
    schema.get("discriminator")?.get("propertyName")?.as_str()
}
