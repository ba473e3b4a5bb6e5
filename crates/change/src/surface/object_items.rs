//! Structs of members.

use bindery_model::{AdditionalMembers, Api, Member, Object, TypeDef};

use super::item::Items;
use super::names::{field_type, rust_type};

/// How many members `new` takes one by one.
const MOST_ARGUMENTS: usize = 6;

pub(super) fn add(api: &Api, def: &TypeDef, object: &Object, items: &mut Items) {
    let name = &def.name;
    for member in &object.members {
        items.add(
            "field",
            format!("{name}::{}", member.name),
            field_type(api, member),
            &member.origin,
        );
        if member.docs.default.is_some() && !member.presence.is_required() {
            let path = format!("{name}::{}_or_default", member.name);
            items.add("method", path, rust_type(api, &member.type_ref), &member.origin);
        }
        if let Some(selected) = &member.selected {
            let path = selected.companion.to_string();
            let tags = selected.tags.iter().filter_map(|tag| object.members.get(*tag));
            let tags: Vec<String> = tags.map(|tag| field_type(api, tag)).collect();
            items.add("struct", path, tags.join(", "), &member.origin);
        }
    }
    constructor(api, def, object, items);
    match &object.additional {
        AdditionalMembers::Keep { field } => {
            items.add(
                "field",
                format!("{name}::{field}"),
                "Members".to_owned(),
                &def.origin,
            );
        }
        AdditionalMembers::Typed { field, type_ref } => {
            let held = rust_type(api, type_ref);
            items.add(
                "field",
                format!("{name}::{field}"),
                format!("map of {held}"),
                &def.origin,
            );
        }
        AdditionalMembers::Drop | AdditionalMembers::Deny => {}
    }
}

/// `new`, which takes what must be there: one by one, or as a struct where that is much.
fn constructor(api: &Api, def: &TypeDef, object: &Object, items: &mut Items) {
    let required: Vec<&Member> = object
        .members
        .iter()
        .filter(|member| member.presence.is_required())
        .collect();
    let is_tag = |member: &Member| {
        required.iter().any(|other| {
            let tags = other.selected.iter().flat_map(|selected| &selected.tags);
            let mut tags = tags.filter_map(|tag| object.members.get(*tag));
            tags.any(|tag| tag.wire_name == member.wire_name)
        })
    };
    let taken = |member: &Member| match &member.selected {
        Some(selected) => selected.companion.to_string(),
        None => field_type(api, member),
    };
    let units: Vec<&Member> = required
        .iter()
        .copied()
        .filter(|member| !is_tag(member))
        .collect();
    let mut words: Vec<String> = match units.len() > MOST_ARGUMENTS {
        // Fields have names, and no order.
        true => units
            .iter()
            .map(|member| format!("{}: {}", member.name, taken(member)))
            .collect(),
        false => units.iter().map(|member| taken(member)).collect(),
    };
    if units.len() > MOST_ARGUMENTS {
        words.sort();
    }
    let signature = format!("({})", words.join(", "));
    items.add(
        "constructor",
        format!("{}::new", def.name),
        signature,
        &def.origin,
    );
}
