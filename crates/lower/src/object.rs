//! `type: object` with `properties`.

use bindery_model::{AdditionalMembers, Ident, Member, Object, Presence, TypeId, TypeRef, UnionMode};

use crate::chosen::{ChosenName, Named};
use crate::docs::docs_of;
use crate::lowering::Lowering;
use crate::make::Making;
use crate::names;
use crate::other_members::OtherMembers;
use crate::schema::Slot;
use crate::scope::{Scope, Wanted};
use crate::select_by::{Evidence, EvidentSite};
use crate::settings::UnknownMembers;
use crate::type_table::NameHint;
use crate::view::{Choice, Property, Seed, View};

impl<'d> Lowering<'d> {
    /// The struct `id` of a schema with properties.
    pub(crate) fn struct_of(&mut self, making: &Making<'_, 'd>, id: TypeId) -> Object {
        let view = making.view;
        let hint = NameHint::within(id);
        let mut scope = Scope::new();
        let names = self.field_names(making, &mut scope);
        let evidence = self.evidence(view);
        let members = view
            .properties
            .iter()
            .zip(names)
            .map(|(property, name)| {
                let evidence = evidence.iter().find(|each| each.member == property.name);
                self.member((view, evidence), property, name, &hint)
            })
            .collect();
        if !evidence.is_empty() {
            self.evident_sites.push(EvidentSite { owner: id, evidence });
        }
        let additional = self.additional_members(view, &mut scope, &hint);
        Object { members, additional }
    }

    fn member(
        &mut self,
        (view, evidence): (&View<'d>, Option<&Evidence<'d>>),
        property: &Property<'d>,
        name: Ident,
        hint: &NameHint,
    ) -> Member {
        let hint = hint.child(property.name);
        let secret = self.secret_by_name(property);
        let type_ref = secret
            .or_else(|| self.evident_union(property, evidence?, &hint))
            .unwrap_or_else(|| self.type_of_subs(&property.schemas, &hint));
        let (type_ref, nullable) = match type_ref {
            TypeRef::Nullable(inner) => (*inner, true),
            other => (other, false),
        };
        // Of several declarations the last is the most particular: a base's comes first.
        let declared = property.schemas.last().map(|sub| &sub.cursor);
        let mut docs = declared
            .map(|cursor| self.docs_through_reference(cursor))
            .unwrap_or_default();
        self.check_default(property, &mut docs);
        Member {
            name,
            wire_name: property.name.to_owned(),
            type_ref,
            presence: presence(view.required_names.contains(property.name), nullable),
            access: self.access(property),
            origin: declared.map_or_else(|| self.document.root().origin(), |cursor| cursor.origin()),
            docs,
            selected: None,
        }
    }

    /// The union of what siblings choose from, where the member itself is not declared as one.
    fn evident_union(
        &mut self,
        property: &Property<'d>,
        evidence: &Evidence<'d>,
        hint: &NameHint,
    ) -> Option<TypeRef> {
        let seed = Seed::all_of(property.schemas.iter().map(|sub| sub.cursor.clone()));
        let view = self.view_of(&seed);
        if !view.choices.is_empty() || view.literals.is_some() || view.never {
            return None;
        }
        let mut branches: Vec<bindery_document::Cursor<'d>> = Vec::new();
        for case in &evidence.cases {
            if !branches
                .iter()
                .any(|branch| self.is_same_schema(branch, &case.then))
            {
                branches.push(case.then.clone());
            }
        }
        let choice = Choice {
            mode: UnionMode::AnyOf,
            holder: property.schemas.first()?.clone(),
            branches,
        };
        let slot = Slot::Hint(hint.clone());
        let making = Making {
            seed: &seed,
            slot: &slot,
            view: &view,
        };
        Some(self.choice(&making, &choice))
    }

    /// A member that is only a reference is described by what it refers to, unless it says more.
    pub(crate) fn docs_through_reference(
        &self,
        schema: &bindery_document::Cursor<'d>,
    ) -> bindery_model::Docs {
        let mut docs = docs_of(schema);
        if !schema.is_reference() {
            return docs;
        }
        if let Some(target) = self.resolved(schema) {
            let of_target = docs_of(&target);
            if docs.description.is_none() && docs.summary.is_none() {
                docs.summary = of_target.summary;
                docs.description = of_target.description;
            }
            docs.default = docs.default.or(of_target.default);
            docs.deprecated |= of_target.deprecated;
        }
        docs
    }

    fn field_names(&mut self, making: &Making<'_, 'd>, scope: &mut Scope) -> Vec<Ident> {
        let properties = &making.view.properties;
        let place = making.seed.place();
        let chosen = properties
            .iter()
            .map(|property| self.chosen_field(place, property));
        let chosen = chosen.collect();
        let claims = self.settle_chosen(scope, properties.iter().map(wanted_field).collect(), chosen);
        claims.into_iter().map(|claim| claim.name).collect()
    }

    /// The name that was chosen for a member: of this object, or of whichever declares it.
    fn chosen_field(
        &mut self,
        object: Option<&bindery_document::Cursor<'d>>,
        property: &Property<'d>,
    ) -> Option<ChosenName> {
        let here = object.and_then(|object| self.chosen_name(object, (Named::Member, property.name), None));
        here.or_else(|| {
            let mut declared = property.schemas.iter().rev();
            declared.find_map(|sub| self.chosen_name(&sub.cursor, (Named::Member, ""), Some("x-rust-name")))
        })
    }

    fn additional_members(
        &mut self,
        view: &View<'d>,
        scope: &mut Scope,
        hint: &NameHint,
    ) -> AdditionalMembers {
        let mut field = |name: &str, others: [&str; 2]| scope.claim(name, others.map(str::to_owned)).name;
        let unknown = ["undeclared_members", "additional_members"];
        match self.other_members(view) {
            OtherMembers::Any if self.settings.unknown_members == UnknownMembers::Drop => {
                AdditionalMembers::Drop
            }
            OtherMembers::Any if self.settings.unknown_members == UnknownMembers::Deny => {
                AdditionalMembers::Deny
            }
            OtherMembers::Any | OtherMembers::Several => AdditionalMembers::Keep {
                field: field("unknown_members", unknown),
            },
            OtherMembers::None => AdditionalMembers::Deny,
            OtherMembers::Of(sub) => {
                let type_ref = self.type_of_subs(std::slice::from_ref(sub), &hint.child("Value"));
                AdditionalMembers::Typed {
                    field: field("additional_members", ["undeclared_members", "other_members"]),
                    type_ref,
                }
            }
        }
    }
}

/// What a field would be called: names that are written as fields are come first, so that `petId`
/// yields to `pet_id` in any order.
fn wanted_field<'p>(property: &Property<'p>) -> Wanted<'p, ((bool, bool, u8), &'p str)> {
    let text = property.name;
    let name = names::member_name(text);
    let plain = name.trim_end_matches('_').to_owned();
    Wanted {
        rank: (names::plainness(text, &name), text),
        others: Box::new(move || {
            let distinct = names::distinct_texts(text);
            let distinct = distinct.iter().map(|text| names::member_name(text));
            distinct
                .chain([format!("{plain}_member"), format!("{plain}_property")])
                .collect()
        }),
        name,
    }
}

fn presence(required: bool, nullable: bool) -> Presence {
    match (required, nullable) {
        (true, false) => Presence::Required,
        (false, false) => Presence::Optional,
        (true, true) => Presence::Nullable,
        (false, true) => Presence::OptionalNullable,
    }
}
