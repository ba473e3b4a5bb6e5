//! What tells two variants apart (the facts, and in words).

use bindery_model::Json;

use crate::union::Facts;

/// A fact that tells two variants apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Separator {
    /// Their JSON types are disjoint.
    Type,
    /// The values of a member are disjoint; it may lie within others.
    Value(Vec<String>),
    /// A member is required in one and impossible in the other, which is closed.
    Closed(Presence),
    /// A member of each is required there and undeclared in the other.
    Present(String, String),
    /// A member is required in one and undeclared in the other, which is open, but not the other way
    /// round.
    Undeclared(Presence),
    /// The JSON types of a member are disjoint.
    MemberType(String),
    /// No value is an element of both lists, for this reason.
    Items(String),
}

/// A member that one of two variants requires and the other lacks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Presence {
    /// The member.
    pub(crate) member: String,
    /// Whether it is the first of the two that lacks it.
    pub(crate) lacking_first: bool,
}

impl Separator {
    /// The reason in words.
    pub(crate) fn reason(&self, left: &Facts, right: &Facts) -> String {
        match self {
            Separator::Type => format!("one is {}, the other {}", left.types, right.types),
            Separator::Value(path) => {
                let of = |facts: &Facts| values_in_words(facts.tag(path).map_or(&[], |(values, _)| values));
                let member = path.join("/");
                format!("`{member}` is {} in one and {} in the other", of(left), of(right))
            }
            Separator::Items(reason) => format!("of their elements {reason}; an empty list is either"),
            Separator::Closed(presence) => {
                format!(
                    "`{}` is required in one and impossible in the other",
                    presence.member
                )
            }
            Separator::Present(one, other) => {
                format!(
                    "`{one}` is required in one and undeclared in the other, `{other}` the other way round"
                )
            }
            Separator::Undeclared(presence) => {
                format!(
                    "`{}` is required in one and undeclared in the other, which is open",
                    presence.member
                )
            }
            Separator::MemberType(member) => {
                let of = |facts: &Facts| {
                    facts
                        .members
                        .get(member)
                        .map(|member| member.types.to_string())
                        .unwrap_or_default()
                };
                format!("`{member}` is {} in one and {} in the other", of(left), of(right))
            }
        }
    }
}

/// Whether the values at `path` tell the two apart. Absence may stand for one of them.
pub(crate) fn by_value(left: &Facts, right: &Facts, path: &[String]) -> bool {
    tells(left.tag(path), right.tag(path))
}

/// Whether two sets of values, of which each may have to be there, tell those apart that have them.
pub(crate) fn tells(left: Option<(&[Json], bool)>, right: Option<(&[Json], bool)>) -> bool {
    let (Some((ours, ours_required)), Some((theirs, theirs_required))) = (left, right) else {
        return false;
    };
    (ours_required || theirs_required) && are_disjoint(ours, theirs)
}

/// Whether no value is in both.
pub(crate) fn are_disjoint(ours: &[Json], theirs: &[Json]) -> bool {
    ours.iter().all(|value| !theirs.contains(value))
}

/// What presence tells.
pub(crate) fn by_presence(left: &Facts, right: &Facts) -> Option<Separator> {
    if !left.is_object() || !right.is_object() {
        return None;
    }
    let impossible =
        |one: &Facts, other: &Facts| one.required.iter().find(|name| !other.may_have(name)).cloned();
    let undeclared = |one: &Facts, other: &Facts| {
        one.required
            .iter()
            .find(|name| !other.members.contains_key(*name) && !other.required.contains(*name))
            .cloned()
    };
    let lacking = |member: String, lacking_first: bool| Presence {
        member,
        lacking_first,
    };
    if let Some(member) = impossible(left, right) {
        return Some(Separator::Closed(lacking(member, false)));
    }
    if let Some(member) = impossible(right, left) {
        return Some(Separator::Closed(lacking(member, true)));
    }
    match (undeclared(left, right), undeclared(right, left)) {
        (Some(one), Some(other)) => Some(Separator::Present(one, other)),
        (Some(member), None) => Some(Separator::Undeclared(lacking(member, false))),
        (None, Some(member)) => Some(Separator::Undeclared(lacking(member, true))),
        (None, None) => None,
    }
}

/// What the types of a member that both require tell.
pub(crate) fn by_member_type(left: &Facts, right: &Facts) -> Option<Separator> {
    let mut shared = left.required.intersection(&right.required);
    let member = shared.find(|name| match (left.members.get(*name), right.members.get(*name)) {
        (Some(ours), Some(theirs)) => ours.types.is_disjoint(theirs.types),
        _ => false,
    })?;
    Some(Separator::MemberType(member.clone()))
}

/// A few values, as JSON.
pub(crate) fn values_in_words(values: &[Json]) -> String {
    const SHOWN: usize = 3;
    let mut texts: Vec<String> = values
        .iter()
        .take(SHOWN)
        .map(|value| format!("`{}`", value.to_text()))
        .collect();
    if values.len() > SHOWN {
        texts.push(format!("{} more", values.len() - SHOWN));
    }
    texts.join(" or ")
}
