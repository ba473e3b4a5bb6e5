//! The enum of a request's body that may be one of several things.
//!
//! ```yaml
//! content:
//!   application/json: { schema: { $ref: '#/components/schemas/Pet' } }
//!   application/xml: {}
//! ```

use bindery_model::{Api, Body, BodyVariant, MediaType, Operation, Shape, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

use super::answers::type_text;
use super::{bodies, operation_names, payload};
use crate::docs;
use crate::scope::{Scope, identifier};

/// `pub enum PutPetBody { Json(Pet), Xml(String) }`; nothing for a body that is one thing.
pub(super) fn declaration(scope: &mut Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let body = several(operation)?;
    let summary = format!("What a call of {} may send.", docs::code(&operation.id));
    let docs = docs::attributes(&[summary]);
    let name = identifier(&operation_names::body(operation));
    let derives = payload::derives(body.media_types.iter().any(payload::is_streamed));
    let variants: Vec<_> = body
        .variants
        .iter()
        .filter_map(|variant| {
            let names: Vec<_> = of(body, variant).map(|media| docs::code(&media.name)).collect();
            let docs = docs::attributes(&[format!("{}.", names.join(", "))]);
            let name = identifier(variant.name.as_str());
            let value = payload::streamed_tokens(scope, of(body, variant).next()?);
            Some(quote!(#docs #name(#value),))
        })
        .collect();
    Some(quote! {
        #docs
        #derives
        pub enum #name {
            #(#variants)*
        }
    })
}

/// The table that says which media types each variant stands for.
pub(super) fn table(scope: &mut Scope<'_>, operation: &Operation) -> Option<String> {
    let body = several(operation)?;
    scope.runtime_macro("bodies");
    let (mut rows, mut row) = (String::new(), 0);
    for (index, variant) in body.variants.iter().enumerate() {
        let media = of(body, variant).next()?;
        let indices: Vec<_> = (row..row + variant.media_types.len())
            .map(|row| row.to_string())
            .collect();
        row += variant.media_types.len();
        let from = match is_made_of(scope.context.api, body, index) {
            true => format!(" from {}", type_text(payload::unboxed_tokens(scope, media))),
            false => String::new(),
        };
        let kind = match payload::is_streamed(media) {
            true => "stream",
            false => "value",
        };
        rows += &format!("    [{}] {}{from}, {kind};\n", indices.join(", "), variant.name);
    }
    let name = operation_names::body(operation);
    Some(format!("bodies!({name} {{\n{rows}}});\n"))
}

/// The body, if it may be one of several things.
fn several(operation: &Operation) -> Option<&Body> {
    operation.body.as_ref().filter(|body| body.variants.len() > 1)
}

fn of<'a>(body: &'a Body, variant: &'a BodyVariant) -> impl Iterator<Item = &'a MediaType> {
    bodies::media_types(body, variant)
}

/// Whether a value of a variant's type is enough to say that the variant is meant: no other has that type,
/// or it is plain JSON, which is what a value is if nothing else is said.
fn is_made_of(api: &Api, body: &Body, index: usize) -> bool {
    let type_of = |variant: &BodyVariant| {
        let media = of(body, variant).next()?;
        let value = resolved(api, &api.value_type(media), api.types.len());
        let sequence = media
            .encoding
            .is_sequence()
            .then(|| bodies::encoding_name(media.encoding));
        Some((value, sequence))
    };
    let Some(variant) = body.variants.get(index) else {
        return false;
    };
    let mut others = body
        .variants
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index);
    let is_json = of(body, variant).next().is_some_and(|media| {
        let essence = media.name.split(';').next().unwrap_or_default();
        index == 0 && essence.trim().eq_ignore_ascii_case("application/json")
    });
    is_json || others.all(|(_, other)| type_of(other) != type_of(variant))
}

/// The type that an alias stands for; `depth` bounds chains of them.
fn resolved(api: &Api, type_ref: &TypeRef, depth: usize) -> TypeRef {
    let inner = |type_ref: &TypeRef| Box::new(resolved(api, type_ref, depth));
    match type_ref {
        TypeRef::Named(id) if depth > 0 => match &api.type_def(*id).shape {
            Shape::Alias(target) => resolved(api, target, depth - 1),
            _ => type_ref.clone(),
        },
        TypeRef::Boxed(boxed) => resolved(api, boxed, depth),
        TypeRef::List(item) => TypeRef::List(inner(item)),
        TypeRef::Map(value) => TypeRef::Map(inner(value)),
        TypeRef::Nullable(value) => TypeRef::Nullable(inner(value)),
        TypeRef::Tuple(items) => {
            TypeRef::Tuple(items.iter().map(|item| resolved(api, item, depth)).collect())
        }
        _ => type_ref.clone(),
    }
}
