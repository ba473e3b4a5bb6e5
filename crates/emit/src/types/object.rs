//! A struct: `type: object` with `properties`.

use std::collections::BTreeSet;

use bindery_model::{AdditionalMembers, Member, Object, Presence};
use quote::quote;

use super::{Part, companion, constructor, derives, member};
use crate::docs;
use crate::rust_file::{RustFile, spaced};
use crate::scope::{Scope, identifier};
use crate::text::literal;

/// The struct, what makes it, and the table of its members.
pub(super) fn emit(scope: &mut Scope<'_>, file: &mut RustFile, part: Part<'_>, object: &Object) {
    let name = identifier(part.def.name.as_str());
    let docs = docs::doc_attributes(&part.def.docs, &part.place(scope.context));
    if part.def.docs.deprecated {
        scope.mention_deprecated();
    }
    let optional = object.members.iter().all(|member| !member.presence.is_required());
    let derives = match optional {
        true => derives::attribute(part.def, &["Clone", "Debug", "Default", "PartialEq"]),
        false => derives::attribute(part.def, &["Clone", "Debug", "PartialEq"]),
    };
    let siblings = member::Siblings::of(object);
    let fields = object
        .members
        .iter()
        .map(|member| member::field(scope, &siblings, member));
    let mut fields: Vec<_> = fields.collect();
    fields.extend(member::additional_field(scope, &object.additional));
    let fields = spaced(fields);
    file.items(quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub struct #name {
            #fields
        }
    });
    file.items(constructor::required_struct(scope, part, object));
    file.items(constructor::inherent(scope, part, object));
    file.text(table(scope, part, object));
    file.items(companion::items(scope, object));
}

/// The table from which the runtime reads and writes the struct.
fn table(scope: &mut Scope<'_>, part: Part<'_>, object: &Object) -> String {
    scope.runtime_macro("object");
    let mut rows = String::new();
    for member in in_writing_order(object) {
        let presence = match member.presence {
            Presence::Required | Presence::Nullable => "required",
            Presence::Optional | Presence::OptionalNullable => "optional",
        };
        let selection = selection(scope, object, member);
        let name = literal(&member.wire_name);
        rows += &format!("        {presence} {}: {name}{selection},\n", member.name);
    }
    if let Some(field) = member::additional_name(&object.additional) {
        rows += &format!("        ..{field}\n");
    } else if object.additional == AdditionalMembers::Drop {
        rows += "        ..\n";
    }
    let schema = scope.table(part.id, "SCHEMA");
    format!("object! {{\n    {}: {schema} {{\n{rows}    }}\n}}", part.def.name)
}

/// The members in document order, but those that choose a union's variant before the union, so that
/// whoever reads what we write can decode it in one go.
fn in_writing_order(object: &Object) -> Vec<&Member> {
    let mut ordered: Vec<&Member> = Vec::new();
    let mut known = BTreeSet::new();
    for member in &object.members {
        for each in companion::tags(object, member).into_iter().chain([member]) {
            if known.insert(std::ptr::from_ref(each)) {
                ordered.push(each);
            }
        }
    }
    ordered
}

/// ` by provider::SELECT_BY(payment_provider, hosted)`, for a union whose siblings choose.
fn selection(scope: &mut Scope<'_>, object: &Object, member: &Member) -> String {
    let tags = companion::tags(object, member);
    let union = companion::union_of(scope.context, &member.type_ref);
    match union {
        Some((id, _)) if !tags.is_empty() => {
            let names: Vec<_> = tags.iter().map(|tag| tag.name.as_str()).collect();
            format!(" by {}({})", scope.table(id, "SELECT_BY"), names.join(", "))
        }
        _ => String::new(),
    }
}
