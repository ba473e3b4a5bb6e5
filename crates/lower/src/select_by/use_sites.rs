//! Where a union that siblings steer is used: the siblings must be there.

use bindery_model::{
    Code, Diagnostic, Json, Member, Object, Presence, Primitive, SelectBy, SelectedMember, Shape, TypeDef,
    TypeId, TypeRef,
};

use super::uncovered::uncovered;
use crate::lowering::Lowering;
use crate::names;
use crate::suggestion;

/// The values that a tag may have, as far as its type says.
pub(super) enum Domain {
    /// These.
    Values(Vec<Json>),
    /// Any of a kind: told by a function, and in words.
    Kind(fn(&Json) -> bool, &'static str),
    /// Anything.
    Any,
}

impl Lowering<'_> {
    /// Sets the tags of every member that holds a union which siblings steer.
    pub(crate) fn select_members(&mut self) {
        for index in 0..self.api.types.len() {
            let Shape::Object(object) = &self.api.types[index].shape else {
                continue;
            };
            let mut sites = Vec::new();
            for (place, member) in object.members.iter().enumerate() {
                if let Some(union) = steered(&self.api.types, &member.type_ref) {
                    sites.push((place, union));
                }
            }
            for (place, union) in sites {
                self.select_member(TypeId(index), place, union);
            }
            self.warn_of_collections(index);
        }
    }

    fn select_member(&mut self, owner: TypeId, place: usize, union: TypeId) {
        let types = &self.api.types;
        let (Shape::Object(object), Shape::Union(of)) = (&types[owner.0].shape, &types[union.0].shape) else {
            return;
        };
        let Some(select_by) = of.select_by.clone() else {
            return;
        };
        let member = object.members[place].clone();
        if !self.selections.contains_key(&union) && !self.is_evident(owner, &member.wire_name) {
            return;
        }
        let position = |name: &str| object.members.iter().position(|member| member.wire_name == name);
        let tags: Vec<Option<usize>> = select_by
            .tags
            .iter()
            .map(|tag| position(&tag.wire_name))
            .collect();
        if let Some(missing) = tags.iter().position(Option::is_none) {
            let diagnostic = self.missing_sibling(
                object,
                &types[owner.0],
                (&member, &select_by.tags[missing].wire_name),
            );
            return self.report(diagnostic);
        }
        let tags: Vec<usize> = tags.into_iter().flatten().collect();
        let domains: Vec<Domain> = tags
            .iter()
            .map(|tag| domain(types, &object.members[*tag]))
            .collect();
        let stem = format!("{}{}", types[owner.0].name, names::type_name(&member.wire_name));
        let companion = self
            .type_names
            .claim(&stem, [format!("{stem}Selection"), format!("{stem}WithTags")])
            .name;
        if self.check_values(union, &select_by, &domains) {
            self.list_uncovered((owner, union), &select_by, &domains);
        }
        if let Shape::Object(object) = &mut self.api.types[owner.0].shape {
            object.members[place].selected = Some(SelectedMember { companion, tags });
        }
    }

    /// Whether this very object says what its siblings mean; another's may mean something else.
    fn is_evident(&self, owner: TypeId, member: &str) -> bool {
        let members = self.evident_members.get(&owner);
        members.is_some_and(|members| members.iter().any(|name| name == member))
    }

    fn missing_sibling(
        &self,
        object: &Object,
        owner: &TypeDef,
        (member, missing): (&Member, &str),
    ) -> Diagnostic {
        let message = format!(
            "`{}` has no `{missing}` to choose the variant of `{}` by; the value's own members choose here",
            owner.name, member.wire_name
        );
        let mut diagnostic = Diagnostic::warning(Code::SelectBySibling, message, member.origin.clone())
            .label("used without the siblings of its `x-select-by`");
        diagnostic.help = suggestion::closest(
            missing,
            object.members.iter().map(|member| member.wire_name.as_str()),
        )
        .map(|closest| format!("did you mean `{closest}`?"))
        .or_else(|| Some(format!("declare `{missing}` beside it")));
        diagnostic
    }

    /// A list or a map of such unions has no siblings for each of them.
    fn warn_of_collections(&mut self, index: usize) {
        let Shape::Object(object) = &self.api.types[index].shape else {
            return;
        };
        let within = |type_ref: &TypeRef| match type_ref {
            TypeRef::List(inner) | TypeRef::Map(inner) => {
                steered(&self.api.types, inner).is_some_and(|union| self.selections.contains_key(&union))
            }
            _ => false,
        };
        let members: Vec<Member> = object
            .members
            .iter()
            .filter(|member| within(&member.type_ref))
            .cloned()
            .collect();
        for member in members {
            let message = format!(
                "the values in `{}` have no siblings to choose their variants by",
                member.wire_name
            );
            let diagnostic = Diagnostic::warning(Code::SelectBySibling, message, member.origin)
                .label("their own members choose here");
            self.report(diagnostic);
        }
    }

    /// Whether every value that a case names is one that its tag may have.
    fn check_values(&mut self, union: TypeId, select_by: &SelectBy, domains: &[Domain]) -> bool {
        let Some(places) = self.selections.get(&union).cloned() else {
            return true;
        };
        let mut right = true;
        for (case, origins) in select_by.cases.iter().zip(&places.when) {
            for (tag, domain) in domains.iter().enumerate() {
                let (Some(Some(value)), Some(Some(origin))) = (case.when.get(tag), origins.get(tag)) else {
                    continue;
                };
                if let Some(expected) = domain.refuses(value) {
                    let name = &select_by.tags[tag].wire_name;
                    let message = format!("`{name}` is never {}", value.to_text());
                    let mut diagnostic = Diagnostic::error(Code::SelectBy, message, origin.clone())
                        .note(format!("it is {expected}"));
                    diagnostic.help = domain
                        .closest(value)
                        .map(|closest| format!("did you mean `{closest}`?"))
                        .or_else(|| Some("write one of its values, or take the case out".to_owned()));
                    self.fault_at(origin, diagnostic);
                    right = false;
                }
            }
        }
        right
    }

    fn list_uncovered(&mut self, (owner, union): (TypeId, TypeId), select_by: &SelectBy, domains: &[Domain]) {
        let combinations = uncovered(select_by, domains);
        let Some(places) = self.selections.get(&union).filter(|_| !combinations.is_empty()) else {
            return;
        };
        if places.says_otherwise {
            let line = format!("no case covers {}", combinations.join("; "));
            self.notes.entry(owner).or_default().push(line);
            return;
        }
        let message = format!("{} combinations of tags have no case", combinations.len());
        let mut diagnostic = Diagnostic::warning(Code::SelectByUncovered, message, places.extension.clone())
            .help("add cases, or say what they mean: `otherwise: unknown`");
        diagnostic.notes = combinations;
        self.report(diagnostic);
    }
}

impl Domain {
    /// What a tag is, if it is never `value`.
    fn refuses(&self, value: &Json) -> Option<String> {
        match self {
            Domain::Values(values) if !values.contains(value) => {
                let texts: Vec<String> = values.iter().take(8).map(Json::to_text).collect();
                Some(format!("one of {}", texts.join(", ")))
            }
            Domain::Kind(is_of_kind, words) if !is_of_kind(value) => Some((*words).to_owned()),
            _ => None,
        }
    }

    fn closest(&self, value: &Json) -> Option<String> {
        let Domain::Values(values) = self else { return None };
        suggestion::closest(value.as_str()?, values.iter().filter_map(Json::as_str)).map(str::to_owned)
    }
}

/// The union behind a member's type, if siblings steer it.
fn steered(types: &[TypeDef], type_ref: &TypeRef) -> Option<TypeId> {
    let mut type_ref = type_ref;
    // Aliases lead to each other in a line; what leads in a circle was reported.
    for _ in 0..32 {
        match type_ref {
            TypeRef::Boxed(inner) | TypeRef::Nullable(inner) => type_ref = inner,
            TypeRef::Named(id) => match &types[id.0].shape {
                Shape::Alias(target) => type_ref = target,
                Shape::Union(union) if union.select_by.is_some() => return Some(*id),
                _ => return None,
            },
            _ => return None,
        }
    }
    None
}

/// The values that a member may have; `null` is one of them where the document allows it.
fn domain(types: &[TypeDef], member: &Member) -> Domain {
    let mut nullable = matches!(member.presence, Presence::Nullable | Presence::OptionalNullable);
    let mut type_ref = &member.type_ref;
    for _ in 0..32 {
        match type_ref {
            TypeRef::Boxed(inner) => type_ref = inner,
            TypeRef::Nullable(inner) => {
                nullable = true;
                type_ref = inner;
            }
            TypeRef::Named(id) => match &types[id.0].shape {
                Shape::Alias(target) => type_ref = target,
                Shape::Newtype(newtype) => type_ref = &newtype.inner,
                Shape::Enum(enumeration) => {
                    let values = enumeration.values.iter().map(|value| value.value.clone());
                    return values_of(values, nullable);
                }
                _ => return Domain::Any,
            },
            TypeRef::Primitive(Primitive::Bool) => {
                return values_of([false, true].map(Json::Bool), nullable);
            }
            TypeRef::Primitive(primitive) => return kind_of(*primitive),
            _ => return Domain::Any,
        }
    }
    Domain::Any
}

fn values_of(values: impl IntoIterator<Item = Json>, nullable: bool) -> Domain {
    Domain::Values(values.into_iter().chain(nullable.then_some(Json::Null)).collect())
}

fn kind_of(primitive: Primitive) -> Domain {
    match primitive {
        primitive if crate::primitive::is_integer(primitive) => Domain::Kind(
            |value| {
                matches!(value, Json::Number(number) if number.as_i128().is_some()) || *value == Json::Null
            },
            "an integer",
        ),
        Primitive::F32 | Primitive::F64 | Primitive::Decimal => {
            Domain::Kind(|value| matches!(value, Json::Number(_) | Json::Null), "a number")
        }
        _ => Domain::Kind(|value| matches!(value, Json::String(_) | Json::Null), "a string"),
    }
}
