//! JSON values as expressions of Rust: tags that a case fixes, and documented defaults.

use bindery_model::{Json, Member, Number, Object, Presence, Primitive, Shape, TypeId, TypeRef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::docs;
use crate::scope::{Scope, identifier};
use crate::type_tokens::{map_tokens, type_tokens};

/// `value` as an expression of the type, where the type has that value. What an expression that comes to
/// nothing would have imported is not imported.
pub(super) fn literal_value(scope: &mut Scope<'_>, type_ref: &TypeRef, value: &Json) -> Option<TokenStream> {
    let mut trial = scope.clone();
    let tokens = expression(&mut trial, type_ref, value)?;
    *scope = trial;
    Some(tokens)
}

fn expression(scope: &mut Scope<'_>, type_ref: &TypeRef, value: &Json) -> Option<TokenStream> {
    match (type_ref, value) {
        (TypeRef::Primitive(primitive), value) => primitive_value(*primitive, value),
        (TypeRef::Named(id), value) => named_value(scope, *id, value),
        (TypeRef::Nullable(inner), value) => {
            let nullable = scope.runtime("Nullable");
            match value {
                Json::Null => Some(quote!(#nullable::Null)),
                value => {
                    let value = literal_value(scope, inner, value)?;
                    Some(quote!(#nullable::Value(#value)))
                }
            }
        }
        (TypeRef::Boxed(inner), value) => {
            let value = literal_value(scope, inner, value)?;
            Some(quote!(Box::new(#value)))
        }
        (TypeRef::List(item), Json::Array(items)) => {
            let items: Option<Vec<_>> = items
                .iter()
                .map(|each| literal_value(scope, item, each))
                .collect();
            let items = items?;
            Some(quote!(vec![#(#items),*]))
        }
        (TypeRef::Tuple(types), Json::Array(items)) if types.len() == items.len() => {
            let items: Option<Vec<_>> = types
                .iter()
                .zip(items)
                .map(|(item, each)| literal_value(scope, item, each))
                .collect();
            let items = items?;
            Some(quote!((#(#items,)*)))
        }
        (TypeRef::Map(of), Json::Object(members)) => {
            let map = map_tokens(scope);
            let rows: Option<Vec<_>> = members
                .iter()
                .map(|(name, each)| {
                    let each = literal_value(scope, of, each)?;
                    Some(quote!((#name.into(), #each)))
                })
                .collect();
            let rows = rows?;
            Some(quote!(#map::from([#(#rows),*])))
        }
        (TypeRef::Any, Json::Bool(_) | Json::String(_)) => {
            let value = plain_value(value)?;
            Some(quote!(#value.into()))
        }
        (TypeRef::Any, value) => {
            let literal = crate::schema_tokens::literal(scope, value);
            Some(quote!(#literal.into()))
        }
        _ => None,
    }
}

fn named_value(scope: &mut Scope<'_>, id: TypeId, value: &Json) -> Option<TokenStream> {
    let context = scope.context;
    let def = context.type_def(id);
    match &def.shape {
        Shape::Alias(inner) => literal_value(scope, inner, value),
        Shape::Newtype(newtype) => {
            let value = literal_value(scope, &newtype.inner, value)?;
            let name = scope.type_name(id);
            Some(quote!(#name(#value)))
        }
        Shape::Enum(enumeration) => {
            let known = enumeration.values.iter().find(|known| known.value == *value)?;
            let variant = identifier(known.name.as_str());
            let name = scope.type_name(id);
            Some(quote!(#name::#variant))
        }
        Shape::Union(union) => {
            // A value that several variants have is not ours to place.
            let mut found = Vec::new();
            for variant in &union.variants {
                let inner = literal_value(scope, &variant.type_ref, value);
                found.extend(inner.map(|inner| (identifier(variant.name.as_str()), inner)));
            }
            let [(variant, inner)] = &found[..] else {
                return None;
            };
            let name = scope.type_name(id);
            Some(quote!(#name::#variant(#inner)))
        }
        Shape::Object(object) => object_value(scope, id, object, value),
    }
}

/// An object of optional members, set one by one.
fn object_value(scope: &mut Scope<'_>, id: TypeId, object: &Object, value: &Json) -> Option<TokenStream> {
    let Json::Object(members) = value else { return None };
    if object.members.iter().any(|member| member.presence.is_required()) {
        return None;
    }
    let mut settings = Vec::new();
    for (name, value) in members {
        let member = object.members.iter().find(|member| {
            member.wire_name == *name && !member.docs.deprecated && member.selected.is_none()
        })?;
        let value = literal_value(scope, &present(member), value)?;
        let field = identifier(member.name.as_str());
        settings.push(quote!(value.#field = Some(#value);));
    }
    let name = scope.type_name(id);
    Some(match settings.is_empty() {
        true => quote!(#name::default()),
        false => quote!({ let mut value = #name::new(); #(#settings)* value }),
    })
}

/// The type of an optional member that is there.
fn present(member: &Member) -> TypeRef {
    match member.presence {
        Presence::OptionalNullable => TypeRef::Nullable(Box::new(member.type_ref.clone())),
        _ => member.type_ref.clone(),
    }
}

fn plain_value(value: &Json) -> Option<TokenStream> {
    match value {
        Json::Bool(value) => Some(quote!(#value)),
        Json::String(text) => Some(quote!(#text)),
        _ => None,
    }
}

fn primitive_value(primitive: Primitive, value: &Json) -> Option<TokenStream> {
    match (primitive, value) {
        (Primitive::Bool, Json::Bool(value)) => Some(quote!(#value)),
        (Primitive::String | Primitive::DecimalText | Primitive::Uri, Json::String(text)) => {
            Some(quote!(#text.into()))
        }
        (_, Json::Number(number)) => number_value(primitive, number),
        _ => None,
    }
}

fn number_value(primitive: Primitive, number: &Number) -> Option<TokenStream> {
    let literal = match primitive {
        Primitive::I8 => Literal::i8_unsuffixed(number.as_i128()?.try_into().ok()?),
        Primitive::I16 => Literal::i16_unsuffixed(number.as_i128()?.try_into().ok()?),
        Primitive::U8 => Literal::u8_unsuffixed(number.as_i128()?.try_into().ok()?),
        Primitive::U16 => Literal::u16_unsuffixed(number.as_i128()?.try_into().ok()?),
        Primitive::I32 => Literal::i32_unsuffixed(number.as_i128()?.try_into().ok()?),
        Primitive::I64 => Literal::i64_unsuffixed(number.as_i128()?.try_into().ok()?),
        Primitive::U32 => Literal::u32_unsuffixed(number.as_i128()?.try_into().ok()?),
        Primitive::U64 => Literal::u64_unsuffixed(number.as_i128()?.try_into().ok()?),
        Primitive::F32 | Primitive::F64 => {
            let value: f64 = number.0.parse().ok()?;
            value.is_finite().then(|| Literal::f64_unsuffixed(value))?
        }
        _ => return None,
    };
    Some(quote!(#literal))
}

/// The method that applies the documented default of an optional member.
pub(super) fn accessor(scope: &mut Scope<'_>, member: &Member) -> Option<TokenStream> {
    if member.presence.is_required() {
        return None;
    }
    let value = member.docs.default.as_ref()?;
    let name = identifier(member.name.as_str());
    let method = identifier(&format!("{}_or_default", super::member::bare(member)));
    let docs = format!(
        " {}, or {} when it is absent.",
        docs::code(&member.wire_name),
        docs::code(&value.to_text())
    );
    let type_ref = present(member);
    // Where the type's own default says it, the expression and its imports are dropped.
    let mut with_default = scope.clone();
    let default = literal_value(&mut with_default, &type_ref, value)?;
    let (ty, body) = match (super::union::resolved(scope.context, &type_ref), value) {
        (TypeRef::Primitive(Primitive::String), Json::String(text)) => {
            (quote!(&str), quote!(self.#name.as_deref().unwrap_or(#text)))
        }
        (resolved, value) => {
            let copied = match is_copy(scope, &resolved) {
                true => quote!(self.#name),
                false => quote!(self.#name.clone()),
            };
            let is_own_default = match (&resolved, value) {
                (TypeRef::List(_), Json::Array(items)) => items.is_empty(),
                (TypeRef::Map(_) | TypeRef::Named(_), Json::Object(members)) => members.is_empty(),
                (_, value) => *value == Json::Null,
            };
            let body = if is_constant(scope, &resolved) {
                *scope = with_default;
                quote!(#copied.unwrap_or(#default))
            } else if is_own_default {
                quote!(#copied.unwrap_or_default())
            } else {
                *scope = with_default;
                quote!(#copied.unwrap_or_else(|| #default))
            };
            (type_tokens(scope, &type_ref), body)
        }
    };
    Some(quote! {
        #[doc = #docs]
        pub fn #method(&self) -> #ty {
            #body
        }
    })
}

/// Whether a value of the type is made without doing anything.
fn is_constant(scope: &Scope<'_>, type_ref: &TypeRef) -> bool {
    match type_ref {
        TypeRef::Named(id) => match &scope.context.type_def(*id).shape {
            Shape::Enum(_) => true,
            Shape::Newtype(newtype) => is_constant(scope, &newtype.inner),
            _ => false,
        },
        TypeRef::Nullable(inner) => is_constant(scope, inner),
        type_ref => is_copy(scope, type_ref),
    }
}

/// Whether values of the type are copied.
fn is_copy(scope: &Scope<'_>, type_ref: &TypeRef) -> bool {
    match type_ref {
        TypeRef::Primitive(primitive) => matches!(
            primitive,
            Primitive::Bool
                | Primitive::I8
                | Primitive::I16
                | Primitive::U8
                | Primitive::U16
                | Primitive::I32
                | Primitive::I64
                | Primitive::U32
                | Primitive::U64
                | Primitive::F32
                | Primitive::F64
        ),
        TypeRef::Nullable(inner) => is_copy(scope, inner),
        TypeRef::Tuple(parts) => parts.iter().all(|part| is_copy(scope, part)),
        TypeRef::Named(id) => match &scope.context.type_def(*id).shape {
            Shape::Alias(inner) => is_copy(scope, inner),
            Shape::Newtype(newtype) => match newtype.inner {
                TypeRef::Primitive(Primitive::F32 | Primitive::F64) => false,
                _ => matches!(newtype.inner, TypeRef::Primitive(_)) && is_copy(scope, &newtype.inner),
            },
            _ => false,
        },
        _ => false,
    }
}
