//! `oneOf` and `anyOf`: from branches to an enum and the plan that tells its variants apart.

mod ambiguity;
mod branches;
mod collapse;
mod discriminator;
mod facts;
mod found;
mod heirs;
mod names;
mod plan;
mod reading;
mod refinement;
mod sample;
mod sample_scalar;
mod separation;
mod tags;
mod tests;
mod variants;

use bindery_document::Cursor;
use bindery_model::{Code, Shape, TypeId, TypeRef, Union, UnionMode, UntypedReason};

use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::make::{Making, nullable_if};
use crate::schema::Slot;
use crate::view::{Choice, Seed};
pub(crate) use branches::Leaf;
pub(crate) use discriminator::component_key;
pub(crate) use facts::{Facts, MemberFacts};
pub(crate) use heirs::Heirs;

/// A union while it is made.
pub(crate) struct Draft<'u, 'd> {
    /// Its id.
    pub(crate) id: TypeId,
    /// Which keyword it was.
    pub(crate) mode: UnionMode,
    /// The schema that holds `oneOf`, `discriminator` and `x-select-by`.
    pub(crate) holder: Option<&'u Cursor<'d>>,
    /// Its variants.
    pub(crate) leaves: &'u [Leaf<'d>],
    /// What messages call them.
    pub(crate) labels: Vec<String>,
}

impl<'d> Lowering<'d> {
    /// The type of a schema whose structure is a choice.
    pub(crate) fn choice(&mut self, making: &Making<'_, 'd>, choice: &Choice<'d>) -> TypeRef {
        let Some(branches) = self.branches(making, choice) else {
            return self.too_many_variants(making);
        };
        let nullable = making.view.nullable || (branches.nullable && making.view.types.contains(Types::NULL));
        let mut view = making.view.clone();
        view.nullable = nullable;
        // What `type` says beside a choice is said of the branches, too.
        view.typed &= nullable;
        let making = Making {
            view: &view,
            ..*making
        };
        let leaves = collapse::collapse(branches.leaves);
        match leaves.as_slice() {
            [] => nullable_if(nullable, TypeRef::Never),
            [leaf] => {
                let only = self.only_leaf(&making, leaf);
                nullable_if(nullable, only)
            }
            leaves if self.may_compare(leaves.len() * leaves.len() / 2) => {
                self.union(&making, Some(choice), leaves)
            }
            _ => self.too_many_variants(&making),
        }
    }

    fn too_many_variants(&mut self, making: &Making<'_, 'd>) -> TypeRef {
        let message = "the document's unions have more variants than can be told apart";
        self.give_up(
            making.seed,
            Code::TooManyCombinations,
            message,
            UntypedReason::TooMany,
        )
    }

    /// The union of the types that `type: [string, integer]` lists.
    pub(crate) fn union_of_types(&mut self, making: &Making<'_, 'd>, types: &[Types]) -> TypeRef {
        let leaves: Vec<Leaf<'d>> = types
            .iter()
            .filter_map(|types| {
                let seed = Seed {
                    types: *types,
                    ..making.seed.clone()
                };
                let view = self.view_of(&seed);
                Leaf::of_seed(seed, view)
            })
            .collect();
        self.union(making, None, &leaves)
    }

    fn only_leaf(&mut self, making: &Making<'_, 'd>, leaf: &Leaf<'d>) -> TypeRef {
        let slot = match making.slot {
            Slot::Named(_) if making.view.nullable => {
                Slot::Hint(self.hint_within(making.slot).child("Value"))
            }
            other => other.clone(),
        };
        match &leaf.collapsed {
            Some(collapsed) => {
                let making = Making {
                    slot: &slot,
                    ..*making
                };
                self.collapsed_type(&making, collapsed)
            }
            None => self.make(&leaf.seed, &slot),
        }
    }

    pub(super) fn union(
        &mut self,
        making: &Making<'_, 'd>,
        choice: Option<&Choice<'d>>,
        leaves: &[Leaf<'d>],
    ) -> TypeRef {
        let union = self.item(making, |lowering, id| {
            let names = lowering.variant_names(making, leaves);
            let draft = Draft {
                id,
                mode: choice.map_or(UnionMode::OneOf, |choice| choice.mode),
                holder: choice.map(|choice| &choice.holder.cursor),
                leaves,
                labels: leaves
                    .iter()
                    .zip(&names.variants)
                    .map(|(leaf, name)| leaf.label(name))
                    .collect(),
            };
            let branches = leaves.iter().map(Leaf::branches).collect();
            lowering.union_branches.insert(id, branches);
            Shape::Union(lowering.union_of(&draft, names))
        });
        nullable_if(making.view.nullable, union)
    }

    fn union_of(&mut self, draft: &Draft<'_, 'd>, names: names::Names) -> Union {
        let variants = self.variants(draft, &names.variants);
        let plan = self.plan(draft);
        let accessors = match plan.overlaps {
            true => names::accessor_names(&names.variants),
            false => Vec::new(),
        };
        Union {
            mode: draft.mode,
            variants,
            unknown: names.unknown,
            select_by: plan.select_by,
            tests: plan.tests,
            several: plan.several,
            accessors,
            separations: plan.separations,
        }
    }
}
