//! Turns evidence into what `x-select-by` would say, once all types are made.

use std::collections::BTreeMap;

use bindery_model::{
    Code, Diagnostic, Member, Object, OnMismatch, SelectBy, SelectCase, SelectTag, Shape, TypeDef, TypeId,
    TypeRef,
};

use crate::lowering::Lowering;
use crate::select_by::evidence::Evidence;

/// A member whose union its siblings choose, by evidence.
struct Site {
    owner: TypeId,
    /// The member's name.
    member: String,
    select_by: SelectBy,
}

impl<'d> Lowering<'d> {
    /// Lets siblings choose where the objects around unions say that they do.
    pub(crate) fn settle_evidence(&mut self) {
        let mut sites: BTreeMap<usize, Vec<Site>> = BTreeMap::new();
        for evident in std::mem::take(&mut self.evident_sites) {
            for evidence in &evident.evidence {
                if let Some((union, site)) = self.site(evident.owner, evidence) {
                    sites.entry(union.0).or_default().push(site);
                }
            }
        }
        for (union, sites) in sites {
            self.settle(TypeId(union), sites);
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

    /// The union that evidence is about, unless an extension chooses its variants.
    fn site(&self, owner: TypeId, evidence: &Evidence<'d>) -> Option<(TypeId, Site)> {
        let Shape::Object(object) = &self.api.types[owner.0].shape else {
            return None;
        };
        let member = member_of(object, evidence.member)?;
        if evidence.tags.iter().any(|tag| member_of(object, tag).is_none()) {
            return None;
        }
        let union = union_behind(&self.api.types, &member.type_ref)?;
        if matches!(&self.api.types[union.0].shape, Shape::Union(union) if union.select_by.is_some()) {
            return None;
        }
        let site = Site {
            owner,
            member: evidence.member.to_owned(),
            select_by: self.select_by_of(union, evidence)?,
        };
        Some((union, site))
    }

    /// Lets the siblings choose where all objects with evidence agree; an object without any is left alone.
    fn settle(&mut self, union: TypeId, mut sites: Vec<Site>) {
        sites.sort_by(|one, other| {
            let name = |site: &Site| self.api.types[site.owner.0].name.to_string();
            (name(one), &one.member).cmp(&(name(other), &other.member))
        });
        let Some((first, others)) = sites.split_first() else {
            return;
        };
        if let Some(other) = others
            .iter()
            .find(|other| !agree(&first.select_by, &other.select_by))
        {
            let diagnostic = self.disagreement(union, (first, other));
            return self.report(diagnostic);
        }
        if let Shape::Union(made) = &mut self.api.types[union.0].shape {
            made.select_by = Some(first.select_by.clone());
        }
        for site in sites {
            self.evident_members
                .entry(site.owner)
                .or_default()
                .push(site.member);
        }
    }

    fn disagreement(&self, union: TypeId, (first, other): (&Site, &Site)) -> Diagnostic {
        let types = &self.api.types;
        let name = |site: &Site| format!("`{}.{}`", types[site.owner.0].name, site.member);
        let origin = |site: &Site| match &types[site.owner.0].shape {
            Shape::Object(object) => member_of(object, &site.member).map(|member| member.origin.clone()),
            _ => None,
        };
        let made = &types[union.0];
        let message = format!(
            "{} and {} have siblings that choose the variant of `{}`, each in its own way",
            name(first),
            name(other),
            made.name
        );
        let place = origin(first).unwrap_or_else(|| made.origin.clone());
        let mut diagnostic = Diagnostic::warning(Code::ConflictingEvidence, message, place)
            .label("chosen in one way")
            .note("what the value itself holds decides in both")
            .help(
                "give one of them a union of its own, or say on the union what holds for both: `x-select-by`",
            );
        if let Some(origin) = origin(other) {
            diagnostic = diagnostic.also(origin, "chosen in another");
        }
        diagnostic
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

fn member_of<'o>(object: &'o Object, name: &str) -> Option<&'o Member> {
    object.members.iter().find(|member| member.wire_name == name)
}

/// Whether both say the same, in whatever order.
fn agree(one: &SelectBy, other: &SelectBy) -> bool {
    let has_all = |one: &SelectBy, other: &SelectBy| one.cases.iter().all(|case| other.cases.contains(case));
    one.tags == other.tags && one.otherwise == other.otherwise && has_all(one, other) && has_all(other, one)
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
