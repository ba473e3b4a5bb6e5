//! An enum of shapes: `oneOf` or `anyOf`.

use bindery_model::{Shape, TypeRef, Union, Variant};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::newtype::type_text;
use super::{Part, derives, selection, union_docs};
use crate::context::Context;
use crate::docs;
use crate::rust_file::{RustFile, spaced};
use crate::scope::{Scope, identifier};
use crate::type_tokens::type_tokens;

/// The enum, its conversions, and the tables that choose a variant.
pub(super) fn emit(scope: &mut Scope<'_>, file: &mut RustFile, part: Part<'_>, union: &Union) {
    let name = identifier(part.def.name.as_str());
    let docs = docs::attributes(&docs::join([
        docs::described_or(&part.def.docs, &part.place(scope.context)),
        union_docs::choice(union),
    ]));
    let deprecated = docs::deprecated(&part.def.docs);
    let variants: Vec<_> = union.variants.iter().map(|each| variant(scope, each)).collect();
    let unknown = identifier(union.unknown.as_str());
    let kept = scope.runtime("UnknownVariant");
    let derives = derives::attribute(part.def, &["Clone", "Debug", "PartialEq"]);
    file.items(quote! {
        #docs
        #deprecated
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A shape that the document does not describe, kept as it came.
            #unknown(#kept),
        }
    });
    file.items(accessors(scope, part, union));
    file.items(conversions(scope, part, union));
    file.text(table(scope, part, union));
    selection::selection(scope, file, part, union);
    selection::select_by(scope, file, part, union);
}

fn variant(scope: &mut Scope<'_>, variant: &Variant) -> TokenStream {
    let name = identifier(variant.name.as_str());
    let ty = type_tokens(scope, &variant.type_ref);
    let docs = docs::attributes(&[first_words(scope.context, variant)]);
    quote!(#docs #name(#ty),)
}

/// The first line of what the variant's type says of itself.
fn first_words(context: Context<'_>, variant: &Variant) -> String {
    let described = match unboxed(&variant.type_ref) {
        TypeRef::Named(id) => docs::described(&context.type_def(*id).docs),
        _ => Vec::new(),
    };
    let paragraph: Vec<String> = described
        .into_iter()
        .take_while(|line| !line.is_empty())
        .collect();
    let plain = paragraph
        .first()
        .is_some_and(|first| first.starts_with(|next: char| next.is_alphanumeric()));
    match plain && paragraph.len() <= 3 {
        true => paragraph.join(" "),
        false => docs::code(&variant.label),
    }
}

/// `as_x` for each variant, where a value may be several at once.
fn accessors(scope: &mut Scope<'_>, part: Part<'_>, union: &Union) -> TokenStream {
    if union.accessors.is_empty() {
        return TokenStream::new();
    }
    let name = identifier(part.def.name.as_str());
    let error = scope.runtime("DecodeError");
    let view = scope.runtime("select::view");
    let methods: Vec<_> = union
        .variants
        .iter()
        .zip(&union.accessors)
        .enumerate()
        .map(|(index, (variant, method))| {
            let method = identifier(method.as_str());
            let ty = type_tokens(scope, unboxed(&variant.type_ref));
            let index = Literal::usize_unsuffixed(index);
            let docs = format!(" The value as {}.", docs::code(&variant.label));
            quote! {
                #[doc = #docs]
                ///
                /// # Errors
                /// When it is none.
                pub fn #method(&self) -> Result<#ty, #error> {
                    #view(self, #index)
                }
            }
        })
        .collect();
    let methods = spaced(methods);
    quote!(impl #name { #methods })
}

/// `From` for each variant that is of a type of its own.
fn conversions(scope: &mut Scope<'_>, part: Part<'_>, union: &Union) -> TokenStream {
    let name = identifier(part.def.name.as_str());
    let mut impls = TokenStream::new();
    for index in convertible(scope.context, union) {
        let Some(variant) = union.variants.get(index) else {
            continue;
        };
        if resolved(scope.context, &variant.type_ref) == TypeRef::Named(part.id) {
            continue;
        }
        if part.def.docs.deprecated {
            scope.mention_deprecated();
        }
        let variant_name = identifier(variant.name.as_str());
        let inner = type_tokens(scope, unboxed(&variant.type_ref));
        let value = match variant.type_ref {
            TypeRef::Boxed(_) => quote!(Box::new(value)),
            _ => quote!(value),
        };
        impls.extend(quote! {
            impl From<#inner> for #name {
                fn from(value: #inner) -> Self {
                    Self::#variant_name(#value)
                }
            }
        });
    }
    impls
}

/// The variants whose type says which variant is meant.
pub(super) fn convertible(context: Context<'_>, union: &Union) -> Vec<usize> {
    let types: Vec<TypeRef> = union
        .variants
        .iter()
        .map(|variant| resolved(context, &variant.type_ref))
        .collect();
    let is_alone = |index: &usize| {
        let same = types
            .iter()
            .filter(|each| Some(*each) == types.get(*index))
            .count();
        let is_value = !matches!(types.get(*index), None | Some(TypeRef::Never));
        same == 1 && is_value
    };
    (0..types.len()).filter(is_alone).collect()
}

/// The type without the box around it.
pub(super) fn unboxed(type_ref: &TypeRef) -> &TypeRef {
    match type_ref {
        TypeRef::Boxed(inner) => unboxed(inner),
        other => other,
    }
}

/// The type that the compiler sees: boxes and other names taken away.
pub(super) fn resolved(context: Context<'_>, type_ref: &TypeRef) -> TypeRef {
    let mut current = unboxed(type_ref);
    // Aliases of aliases end somewhere; the bound is for a model that is at fault.
    for _ in 0..context.api.types.len() {
        let TypeRef::Named(id) = current else { break };
        match &context.type_def(*id).shape {
            Shape::Alias(inner) => current = unboxed(inner),
            _ => break,
        }
    }
    current.clone()
}

/// The table from which the runtime reads and writes the enum.
fn table(scope: &mut Scope<'_>, part: Part<'_>, union: &Union) -> String {
    scope.runtime_macro("union");
    let mut rows = String::new();
    for variant in &union.variants {
        let ty = type_tokens(scope, &variant.type_ref);
        rows += &format!("        {}({}),\n", variant.name, type_text(&ty));
    }
    let schema = scope.table(part.id, "SCHEMA");
    let selection = scope.table(part.id, "SELECTION");
    format!(
        "union! {{\n    {}: {schema}, {selection} {{\n{rows}        ..{}\n    }}\n}}",
        part.def.name, union.unknown
    )
}
