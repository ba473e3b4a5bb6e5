//! Turns evidence into what `x-select-by` would say, once all types are made.

use bindery_model::{OnMismatch, SelectBy, SelectCase, SelectTag, Shape, TypeDef, TypeId, TypeRef};

use crate::lowering::Lowering;
use crate::select_by::evidence::Evidence;

impl<'d> Lowering<'d> {
    /// Lets siblings choose where the objects around unions say that they do.
    pub(crate) fn settle_evidence(&mut self) {
        for site in std::mem::take(&mut self.evident_sites) {
            for evidence in &site.evidence {
                self.settle(site.owner, evidence);
            }
        }
        // Siblings tell apart what nothing else does.
        for (union, diagnostic) in std::mem::take(&mut self.ambiguities) {
            let is_chosen = matches!(
                &self.api.types[union.0].shape,
                Shape::Union(union) if union.select_by.is_some()
            );
            if !is_chosen {
                self.report(diagnostic);
            }
        }
    }

    fn settle(&mut self, owner: TypeId, evidence: &Evidence<'d>) {
        let Shape::Object(object) = &self.api.types[owner.0].shape else {
            return;
        };
        let position = |name: &str| object.members.iter().find(|member| member.wire_name == name);
        let Some(member) = position(evidence.member) else {
            return;
        };
        if evidence.tags.iter().any(|tag| position(tag).is_none()) {
            return;
        }
        let Some(union) = union_behind(&self.api.types, &member.type_ref) else {
            return;
        };
        let Some(select_by) = self.select_by_of(union, evidence) else {
            return;
        };
        if let Shape::Union(union) = &mut self.api.types[union.0].shape
            && union.select_by.is_none()
        {
            union.select_by = Some(select_by);
        }
    }

    /// The evidence by the union's variants; nothing, where a schema is none of them.
    fn select_by_of(&self, union: TypeId, evidence: &Evidence<'d>) -> Option<SelectBy> {
        let leaves = self.union_branches.get(&union)?;
        let mut cases = Vec::new();
        for case in &evidence.cases {
            let mut fitting = leaves.iter().enumerate().filter(|(_, branches)| {
                branches
                    .iter()
                    .any(|branch| self.is_same_schema(branch, &case.then))
            });
            let (then, _) = fitting.next()?;
            if fitting.next().is_some() {
                return None;
            }
            let select = SelectCase {
                when: case.when.clone(),
                then,
            };
            if !cases.contains(&select) {
                cases.push(select);
            }
        }
        let tags = evidence.tags.iter().map(|tag| SelectTag {
            wire_name: (*tag).to_owned(),
            absent: None,
        });
        Some(SelectBy {
            tags: tags.collect(),
            cases,
            otherwise: evidence.otherwise,
            on_mismatch: OnMismatch::Error,
        })
    }
}

/// The union that a member holds.
fn union_behind(types: &[TypeDef], type_ref: &TypeRef) -> Option<TypeId> {
    let mut type_ref = type_ref;
    // Aliases lead to each other in a line; what leads in a circle was reported.
    for _ in 0..32 {
        match type_ref {
            TypeRef::Boxed(inner) | TypeRef::Nullable(inner) => type_ref = inner,
            TypeRef::Named(id) => match &types[id.0].shape {
                Shape::Alias(target) => type_ref = target,
                Shape::Union(_) => return Some(*id),
                _ => return None,
            },
            _ => return None,
        }
    }
    None
}
