//! The types of a lowered document as short text.

mod rules;
mod unions;

use std::fmt::{Result, Write};

use bindery_lower::Lowered;
use bindery_model::{AdditionalMembers, Api, Member, Object, Shape, TypeDef, TypeRef};

/// All types, then what was left out, then the explanations of components.
pub(crate) fn of(lowered: &Lowered) -> String {
    let mut text = String::new();
    write_all(&mut text, lowered).unwrap();
    text
}

fn write_all(text: &mut String, lowered: &Lowered) -> Result {
    for made in &lowered.api.types {
        write_type(text, &lowered.api, made)?;
    }
    for omission in &lowered.omissions {
        writeln!(text, "left out {}: {}", omission.origin.pointer, omission.reason)?;
    }
    for explanation in &lowered.explanations {
        writeln!(text, "explain {}", explanation.origin.pointer)?;
        for line in &explanation.lines {
            writeln!(text, "  {line}")?;
        }
    }
    Ok(())
}

fn write_type(text: &mut String, api: &Api, made: &TypeDef) -> Result {
    let owner = made
        .owner
        .map(|owner| format!(" of {}", api.type_def(owner).name))
        .unwrap_or_default();
    let wire = made
        .wire_name
        .as_ref()
        .map(|wire| format!(" = {wire:?}"))
        .unwrap_or_default();
    let title = format!("{}{wire}{owner}", made.name);
    match &made.shape {
        Shape::Object(object) => {
            writeln!(text, "struct {title}")?;
            write_object(text, api, object)?;
        }
        Shape::Enum(enumeration) => {
            writeln!(text, "enum {title}")?;
            for value in &enumeration.values {
                let docs = value
                    .docs
                    .as_ref()
                    .map(|docs| format!(" // {docs}"))
                    .unwrap_or_default();
                writeln!(text, "  {} = {}{docs}", value.name, value.value.to_text())?;
            }
            writeln!(text, "  ..{}", enumeration.unknown)?;
        }
        Shape::Union(union) => {
            writeln!(text, "union {title}")?;
            unions::write(text, api, union)?;
        }
        Shape::Newtype(newtype) => writeln!(text, "newtype {title}({})", words(api, &newtype.inner))?,
        Shape::Alias(target) => writeln!(text, "alias {title} -> {}", words(api, target))?,
    }
    writeln!(text, "  rules {}\n", rules::of(api, &made.schema))
}

fn write_object(text: &mut String, api: &Api, object: &Object) -> Result {
    for member in &object.members {
        write_member(text, api, object, member)?;
    }
    match &object.additional {
        AdditionalMembers::Keep { field } => writeln!(text, "  ..{field}"),
        AdditionalMembers::Typed { field, type_ref } => {
            writeln!(text, "  ..{field}: {}", words(api, type_ref))
        }
        AdditionalMembers::Drop => writeln!(text, "  ..dropped"),
        AdditionalMembers::Deny => writeln!(text, "  ..none"),
    }
}

fn write_member(text: &mut String, api: &Api, object: &Object, member: &Member) -> Result {
    let type_ref = words(api, &member.type_ref);
    write!(
        text,
        "  {}: {type_ref} = {:?} {:?}",
        member.name, member.wire_name, member.presence
    )?;
    if let Some(selected) = &member.selected {
        let tags: Vec<&str> = selected
            .tags
            .iter()
            .map(|tag| object.members[*tag].wire_name.as_str())
            .collect();
        write!(text, " by {} as {}", tags.join(", "), selected.companion)?;
    }
    if let Some(description) = &member.docs.description {
        write!(text, " // {description}")?;
    }
    if let Some(default) = &member.docs.default {
        write!(text, " // default {}", default.to_text())?;
    }
    writeln!(text)
}

pub(crate) fn words(api: &Api, type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Named(id) => api.type_def(*id).name.to_string(),
        TypeRef::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
        TypeRef::List(items) => format!("[{}]", words(api, items)),
        TypeRef::Map(values) => format!("{{{}}}", words(api, values)),
        TypeRef::Tuple(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| words(api, part)).collect();
            format!("({})", parts.join(", "))
        }
        TypeRef::Nullable(inner) => format!("{}|null", words(api, inner)),
        TypeRef::Boxed(inner) => format!("box {}", words(api, inner)),
        TypeRef::Any => "any".to_owned(),
        TypeRef::Existing(path) => path.clone(),
        TypeRef::Never => "never".to_owned(),
    }
}
