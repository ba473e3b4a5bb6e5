//! An enum of known values, and the unknown ones.

use bindery_model::{EnumValue, Enumeration, Json};
use quote::quote;

use super::{Part, derives};
use crate::docs;
use crate::rust_file::RustFile;
use crate::scope::{Scope, identifier};
use crate::text::literal;

/// The enum and the table of its values.
pub(super) fn emit(scope: &mut Scope<'_>, file: &mut RustFile, part: Part<'_>, enumeration: &Enumeration) {
    let name = identifier(part.def.name.as_str());
    let docs = docs::doc_attributes(&part.def.docs, &part.place(scope.context));
    let variants: Vec<_> = enumeration
        .values
        .iter()
        .map(|value| {
            let name = identifier(value.name.as_str());
            let docs = docs::attributes(&value_docs(value));
            quote!(#docs #name,)
        })
        .collect();
    let unknown = identifier(enumeration.unknown.as_str());
    let (derives, kept) = match enumeration.is_string() {
        true => (&["Clone", "Debug", "PartialEq", "Eq", "Hash"][..], quote!(String)),
        false => (&["Clone", "Debug", "PartialEq"][..], scope.runtime("Json")),
    };
    let derives = derives::attribute(part.def, derives);
    file.items(quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that the document does not name, kept as it came.
            #unknown(#kept),
        }
    });
    file.text(table(scope, part, enumeration));
}

fn value_docs(value: &EnumValue) -> Vec<String> {
    let code = docs::code(&plain(&value.value));
    match value.docs.as_deref().map(str::trim) {
        None | Some("") => vec![code],
        Some(text) => docs::join([docs::lines(text), vec![code]]),
    }
}

/// The value as readers know it: a string without quotes.
fn plain(value: &Json) -> String {
    match value {
        Json::String(text) if !text.is_empty() => text.clone(),
        other => other.to_text(),
    }
}

/// The table from which the runtime reads and writes the enum.
fn table(scope: &mut Scope<'_>, part: Part<'_>, enumeration: &Enumeration) -> String {
    let name = if enumeration.is_string() {
        "string_enum"
    } else {
        "value_enum"
    };
    scope.runtime_macro(name);
    let mut rows = String::new();
    for value in &enumeration.values {
        let written = match &value.value {
            Json::String(text) => literal(text),
            other => other.to_text(),
        };
        rows += &format!("        {} = {written},\n", value.name);
    }
    let schema = scope.table(part.id, "SCHEMA");
    format!(
        "{name}! {{\n    {}: {schema} {{\n{rows}        ..{}\n    }}\n}}",
        part.def.name, enumeration.unknown
    )
}
