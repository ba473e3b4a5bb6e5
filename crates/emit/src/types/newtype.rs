//! A struct around one value, and a type that is only another name.

use bindery_model::{Newtype, Primitive, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

use super::{Part, derives, member};
use crate::context::Context;
use crate::docs;
use crate::rust_file::RustFile;
use crate::scope::{Scope, absolute_path_tokens, identifier};
use crate::type_tokens::type_tokens;

/// The struct and the macro that makes it read and write like what it holds.
pub(super) fn emit(scope: &mut Scope<'_>, file: &mut RustFile, part: Part<'_>, newtype: &Newtype) {
    let name = identifier(part.def.name.as_str());
    let docs = type_docs(scope.context, part, &newtype.inner);
    let inner = type_tokens(scope, &newtype.inner);
    let derives = derives::attribute(part.def, own_derives(&newtype.inner));
    file.items(quote! {
        #docs
        #derives
        pub struct #name(pub #inner);
    });
    file.items(from_existing(part, newtype));
    scope.runtime_macro("newtype");
    let schema = scope.table(part.id, "SCHEMA");
    file.text(format!("newtype! {{ {name}({}): {schema} }}", type_text(&inner)));
}

/// A type of the user's own becomes the struct around it in one step.
fn from_existing(part: Part<'_>, newtype: &Newtype) -> TokenStream {
    let TypeRef::Existing(path) = &newtype.inner else {
        return TokenStream::new();
    };
    let name = identifier(part.def.name.as_str());
    let path = absolute_path_tokens(path);
    quote! {
        impl From<#path> for #name {
            fn from(value: #path) -> Self {
                Self(value.into())
            }
        }
    }
}

/// `pub type Name = …;`
pub(super) fn emit_alias(scope: &mut Scope<'_>, file: &mut RustFile, part: Part<'_>, type_ref: &TypeRef) {
    let name = identifier(part.def.name.as_str());
    let docs = type_docs(scope.context, part, type_ref);
    let ty = type_tokens(scope, type_ref);
    file.items(quote!(#docs pub type #name = #ty;));
}

fn type_docs(context: Context<'_>, part: Part<'_>, type_ref: &TypeRef) -> TokenStream {
    let mut paragraphs = vec![docs::described_or(&part.def.docs, &part.place(context))];
    if member::shows_examples(context, type_ref) {
        paragraphs.extend(docs::example(&part.def.docs).map(|line| vec![line]));
    }
    let docs = docs::attributes(&docs::join(paragraphs));
    let deprecated = docs::deprecated(&part.def.docs);
    quote!(#docs #deprecated)
}

/// What the struct can do because what it holds can.
fn own_derives(inner: &TypeRef) -> &'static [&'static str] {
    match inner {
        TypeRef::Primitive(Primitive::String) => {
            &["Clone", "Debug", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"]
        }
        TypeRef::Primitive(
            Primitive::Bool
            | Primitive::I8
            | Primitive::I16
            | Primitive::I32
            | Primitive::I64
            | Primitive::U8
            | Primitive::U16
            | Primitive::U32
            | Primitive::U64,
        ) => &[
            "Clone",
            "Copy",
            "Debug",
            "PartialEq",
            "Eq",
            "PartialOrd",
            "Ord",
            "Hash",
        ],
        _ => &["Clone", "Debug", "PartialEq"],
    }
}

/// A type's tokens as they are written by hand.
pub(super) fn type_text(ty: &TokenStream) -> String {
    let text = ty.to_string();
    let mut tight = text.replace(" :: ", "::").replace(" < ", "<").replace(" >", ">");
    for (from, to) in [(" ,", ","), ("( ", "("), (" )", ")")] {
        tight = tight.replace(from, to);
    }
    tight
}
