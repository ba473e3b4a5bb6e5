//! What is mended in schemas, parameters and other objects with keywords.

use std::collections::BTreeSet;

use bindery_model::Json;

use super::change::{Mend, distinct_names};
use super::walk::{Around, Walk};

/// Keywords that are `true` or `false`.
const FLAGS: &[&str] = &[
    "allowEmptyValue",
    "allowReserved",
    "deprecated",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "explode",
    "nullable",
    "readOnly",
    "required",
    "uniqueItems",
    "writeOnly",
];

/// What says of what type a value is.
const DESCRIBING: [&str; 8] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "enum",
    "items",
    "oneOf",
    "properties",
];

type Members = [(String, Json)];

/// Gathers what is wrong with the members of one object.
pub(super) fn mend<'j>(walk: &mut Walk<'j>, members: &'j Members, around: Around<'j>) {
    for (name, value) in members {
        match (name.as_str(), value) {
            ("required", _) => required(walk, members, value, around),
            ("type", Json::Array(types)) if types.is_empty() => walk.add(
                Mend::remove(walk.place(name))
                    .because("`type: []` is read as absent")
                    .help("name the types, or remove `type`"),
            ),
            ("type", Json::String(kind)) => {
                misspelt(walk, kind);
                only_null(walk, members, kind);
            }
            ("type", Json::Null) => empty_type(walk, members),
            ("items", Json::Array(_)) => walk.add(
                Mend::rename(walk.place(name), "prefixItems")
                    .because("a list in `items` is read as `prefixItems`")
                    .help("write `prefixItems`, which has a schema for each element"),
            ),
            ("enum", Json::Array(values)) => repeated(walk, values),
            (flag, Json::String(text)) if FLAGS.contains(&flag) => as_flag(walk, name, text),
            _ => {}
        }
    }
}

/// `type: null` beside what allows more than null: nothing was filled in, for nothing could fit both. Alone it names the
/// type.
fn empty_type(walk: &mut Walk<'_>, members: &Members) {
    let beside = members
        .iter()
        .find(|(name, _)| DESCRIBING.contains(&name.as_str()));
    if let Some((beside, _)) = beside {
        walk.add(
            Mend::remove(walk.place("type"))
                .because(format!("`type: null` beside `{beside}` is read as absent"))
                .help("remove `type`; write \"null\" in quotes if that is the type"),
        );
    }
}

/// `type: String`.
fn misspelt(walk: &mut Walk<'_>, kind: &str) {
    const TYPES: [&str; 7] = [
        "array", "boolean", "integer", "null", "number", "object", "string",
    ];
    let meant = kind.to_ascii_lowercase();
    if meant != kind && TYPES.contains(&meant.as_str()) {
        walk.add(
            Mend::replace(walk.place("type"), Json::String(meant.clone()))
                .because(format!("the type `{kind}` is read as `{meant}`"))
                .help(format!("write `type: {meant}`")),
        );
    }
}

/// `type: string` with `enum: [null]`, which no value can be, stands for null: 3.0 has no other way to write it.
fn only_null(walk: &mut Walk<'_>, members: &Members, kind: &str) {
    let find = |wanted: &str| {
        let mut found = members.iter().filter(|(name, _)| name == wanted);
        found.next().map(|(_, value)| value)
    };
    let is_null = matches!(find("enum"), Some(Json::Array(values)) if matches!(values[..], [Json::Null]));
    if is_null && kind != "null" && find("nullable") != Some(&Json::Bool(true)) {
        walk.add(
            Mend::replace(walk.place("type"), Json::String("null".to_owned()))
                .because(format!("null alone is no {kind}; the type is read as null"))
                .help("write `nullable: true` beside it, or, from 3.1 on, `type: \"null\"`"),
        );
    }
}

fn as_flag(walk: &mut Walk<'_>, name: &str, text: &str) {
    if let Some(value) = truth(text) {
        walk.add(
            Mend::replace(walk.place(name), Json::Bool(value))
                .because(format!("`{name}` stands in quotes; it is read as {value}"))
                .help("take the quotes off"),
        );
    }
}

fn truth(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

fn repeated(walk: &mut Walk<'_>, values: &[Json]) {
    let mut seen = BTreeSet::new();
    for value in values {
        let text = value.to_text();
        if seen.contains(&text) {
            walk.add(
                Mend::nothing(walk.place("enum"))
                    .because(format!("`enum` lists {text} twice"))
                    .help("list each value once"),
            );
        }
        seen.insert(text);
    }
}

/// `required` is a list of a schema's members, or a flag of a parameter, a header, a body.
fn required<'j>(walk: &mut Walk<'j>, members: &'j Members, value: &'j Json, around: Around<'j>) {
    let place = walk.place("required");
    match value {
        Json::Array(names) => listed(walk, names),
        Json::Bool(flag) => misplaced(walk, members, *flag, around),
        Json::String(text) => match truth(text) {
            Some(flag) if is_schema(members, around) => misplaced(walk, members, flag, around),
            Some(_) => as_flag(walk, "required", text),
            None if is_schema(members, around) => walk.add(
                Mend::replace(place, Json::Array(vec![value.clone()]))
                    .because(format!("`required: {text}` is read as a list of one name"))
                    .help(format!("write `required: [{text}]`")),
            ),
            None => {}
        },
        _ => {}
    }
}

fn listed(walk: &mut Walk<'_>, names: &[Json]) {
    let kept = distinct_names(names);
    if kept != names {
        let message = match kept.len() < names.len() {
            true => "`required` lists a name twice",
            false => "`required` lists names, and a name is a string",
        };
        walk.add(
            Mend::names(walk.place("required"))
                .because(message)
                .help("list each name once, in quotes where it looks like a number"),
        );
    }
}

/// Draft 3 of JSON Schema had the flag in the property.
fn misplaced<'j>(walk: &mut Walk<'j>, members: &'j Members, flag: bool, around: Around<'j>) {
    if !is_schema(members, around) {
        return;
    }
    let place = walk.place("required");
    let property = place.parent();
    let mend = match (around, property) {
        (Around::Map("properties"), Some(property)) if flag => {
            let name = property.last().unwrap_or_default().to_owned();
            Mend::require(place, property)
                .because(format!(
                    "`required: true` of the property `{name}` is read as the object's"
                ))
                .help(format!("write `required: [{name}]` beside `properties`"))
        }
        _ => Mend::remove(place)
            .because(format!(
                "`required: {flag}` says nothing of a schema; it is left out"
            ))
            .help("list the names of required members in `required` of the object that has them"),
    };
    walk.add(mend);
}

/// Whether an object is a schema by where it stands.
fn is_schema(members: &Members, around: Around<'_>) -> bool {
    let is_parameter = members.iter().any(|(name, _)| name == "in");
    match around {
        Around::Map(map) => {
            matches!(
                map,
                "properties" | "patternProperties" | "schemas" | "definitions" | "$defs"
            )
        }
        Around::Member(name) => {
            !is_parameter
                && matches!(
                    name,
                    "schema"
                        | "items"
                        | "additionalProperties"
                        | "not"
                        | "allOf"
                        | "anyOf"
                        | "oneOf"
                        | "contentSchema"
                        | "itemSchema"
                )
        }
    }
}
