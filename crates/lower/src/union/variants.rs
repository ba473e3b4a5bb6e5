use bindery_model::{Ident, SchemaRef, TypeRef, Variant};

use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::make::Making;
use crate::schema::Slot;
use crate::type_table::NameHint;
use crate::union::collapse::Collapsed;
use crate::union::{Draft, Leaf};

impl<'d> Lowering<'d> {
    /// The variants of a union, their types made.
    pub(crate) fn variants(&mut self, draft: &Draft<'_, 'd>, names: &[Ident]) -> Vec<Variant> {
        let hint = NameHint::within(draft.id);
        let mut variants = Vec::new();
        for ((leaf, name), label) in draft.leaves.iter().zip(names).zip(&draft.labels) {
            let text = if leaf.is_base() { "Base" } else { name.as_str() };
            let (type_ref, schema) = self.variant_type(leaf, &hint.child(text));
            let type_ref = match type_ref {
                // `null` is said once, of the union.
                TypeRef::Nullable(inner) => *inner,
                other => other,
            };
            variants.push(Variant {
                name: name.clone(),
                label: label.clone(),
                type_ref,
                schema,
                required_members: if leaf.view.value_types() == Types::OBJECT {
                    leaf.view.required.len()
                } else {
                    0
                },
            });
        }
        variants
    }

    fn variant_type(&mut self, leaf: &Leaf<'d>, hint: &NameHint) -> (TypeRef, SchemaRef) {
        if let Some(collapsed) = &leaf.collapsed {
            return self.collapsed_variant(leaf, collapsed, hint);
        }
        if let Some(schema) = leaf.seed.single() {
            let type_ref = self.type_ref(schema, hint);
            return (type_ref, self.schema_ref(schema));
        }
        let type_ref = self.type_of_seed(&leaf.seed, hint);
        let schema = match &type_ref {
            TypeRef::Named(id)
                if self
                    .types
                    .made(*id)
                    .is_some_and(|made| made.owner == hint.owner()) =>
            {
                SchemaRef::Named(*id)
            }
            _ => SchemaRef::Inline(self.rules_of_seed(&leaf.seed)),
        };
        (type_ref, schema)
    }

    fn collapsed_variant(
        &mut self,
        leaf: &Leaf<'d>,
        collapsed: &Collapsed<'d>,
        hint: &NameHint,
    ) -> (TypeRef, SchemaRef) {
        let rules = self.collapsed_schema(collapsed);
        let seed = collapsed.seed();
        let slot = Slot::Hint(hint.clone());
        let making = Making {
            seed: &seed,
            slot: &slot,
            view: &leaf.view,
        };
        let type_ref = self.collapsed_type(&making, collapsed);
        if let TypeRef::Named(id) = type_ref
            && let Some(made) = self.types.made(id)
        {
            made.schema = rules;
            return (type_ref, SchemaRef::Named(id));
        }
        (type_ref, SchemaRef::Inline(rules))
    }
}
