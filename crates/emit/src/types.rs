//! `types.rs` and the files below `types/`: a file for each type that stands alone, with the types
//! that belong to it.

pub(crate) mod argument;
mod companion;
mod constructor;
mod default_value;
mod derives;
mod enumeration;
mod member;
mod newtype;
mod object;
mod selection;
mod union;
mod union_docs;

use std::collections::BTreeMap;

use bindery_model::{Shape, TypeDef, TypeId};

use crate::context::Context;
use crate::docs;
use crate::imports::Imports;
use crate::rust_file::RustFile;
use crate::schema_tokens::schema_static;
use crate::scope::Scope;

/// `types.rs`: the modules, and what they show.
pub(crate) fn index(context: Context<'_>) -> String {
    let names = context.names;
    let mut modules: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut libraries: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (index, def) in context.api.types.iter().enumerate() {
        let id = TypeId(index);
        let mut items = beside(context, id, def);
        match context.api.shared.get(&id) {
            Some(shared) => {
                items.push(match shared.name == def.name {
                    true => def.name.to_string(),
                    false => format!("{} as {}", shared.name, def.name),
                });
                libraries.entry(&shared.library).or_default().extend(items);
            }
            None => {
                items.push(def.name.to_string());
                modules.entry(names.module(id)).or_default().extend(items);
            }
        }
    }
    let mut exports = Imports::default();
    for (library, items) in &libraries {
        // A module of the same name would hide the crate.
        let path = match modules.contains_key(library) {
            true => format!("::{library}::types"),
            false => format!("{library}::types"),
        };
        items.iter().for_each(|item| exports.export_of(&path, item));
    }
    for (module, items) in &modules {
        items
            .iter()
            .for_each(|item| exports.export(&format!("{module}::{item}")));
    }
    let docs = format!(
        "The types of {}, a module per component schema.",
        context.api_in_sentence()
    );
    let mut file = RustFile::new(vec![docs]);
    if context.api.types.iter().any(|def| def.docs.deprecated) {
        file.attribute(EXPECT_DEPRECATED);
    }
    let declarations: String = modules
        .keys()
        .map(|module| format!("pub(crate) mod {module};\n"))
        .collect();
    let parts = [declarations, exports.render()];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    file.text(parts.collect::<Vec<_>>().join("\n"));
    file.render(&Imports::default(), context.options)
}

/// What stands beside a type: companions of its members, and what its constructor takes.
fn beside(context: Context<'_>, id: TypeId, def: &TypeDef) -> Vec<String> {
    let Shape::Object(object) = &def.shape else {
        return Vec::new();
    };
    let companions = companion::of(object)
        .into_iter()
        .filter_map(|member| member.selected.as_ref());
    let mut items: Vec<String> = companions
        .map(|selected| selected.companion.to_string())
        .collect();
    if constructor::takes_struct(object) {
        items.push(context.names.required(id).to_owned());
    }
    items
}

/// Why generated code says what it tells its users to avoid.
const EXPECT_DEPRECATED: &str =
    "expect(deprecated, reason = \"what the document deprecates is still read and written\")";

/// The file of `root` and of the types that belong to it.
pub(crate) fn file(context: Context<'_>, root: TypeId) -> String {
    let members = context.names.members(root).iter();
    let members: Vec<&TypeId> = members.filter(|id| !context.is_shared(**id)).collect();
    let name = &context.type_def(root).name;
    let docs = match members.len() {
        _ if context.is_shared(root) => format!("Types that belong to [`{name}`](super::{name})."),
        1 => format!("`{name}`."),
        _ => format!("`{name}` and the types that belong to it."),
    };
    let mut scope = Scope::of_type(context, root);
    let mut file = RustFile::new(vec![docs]);
    for id in &members {
        let part = Part {
            id: **id,
            def: context.type_def(**id),
        };
        match &part.def.shape {
            Shape::Object(object) => object::emit(&mut scope, &mut file, part, object),
            Shape::Enum(enumeration) => enumeration::emit(&mut scope, &mut file, part, enumeration),
            Shape::Union(union) => union::emit(&mut scope, &mut file, part, union),
            Shape::Newtype(newtype) => newtype::emit(&mut scope, &mut file, part, newtype),
            Shape::Alias(type_ref) => newtype::emit_alias(&mut scope, &mut file, part, type_ref),
        }
    }
    for id in &members {
        if !matches!(context.type_def(**id).shape, Shape::Alias(_)) {
            schema_static(&mut scope, &mut file, **id);
        }
    }
    if scope.mentions_deprecated() {
        file.attribute(EXPECT_DEPRECATED);
    }
    file.render(scope.imports(), context.options)
}

/// A type that is being emitted.
#[derive(Clone, Copy)]
struct Part<'a> {
    id: TypeId,
    def: &'a TypeDef,
}

impl Part<'_> {
    /// What the type is in the document, for one of which it says nothing.
    fn place(&self, context: Context<'_>) -> String {
        match &self.def.wire_name {
            Some(name) => format!("The schema {}.", docs::code(name)),
            None => self.place_of_inline(context),
        }
    }

    /// An inline schema: a member of the type that it belongs to, or what it is by its pointer.
    fn place_of_inline(&self, context: Context<'_>) -> String {
        let pointer = &self.def.origin.pointer;
        match (self.def.owner, pointer.segments()) {
            (Some(owner), [.., keyword, member]) if keyword == "properties" => {
                format!("{} of [`{}`].", docs::code(member), context.type_def(owner).name)
            }
            _ => format!("The schema at {}.", docs::code(&pointer.to_string())),
        }
    }
}
