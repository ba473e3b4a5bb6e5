//! What a constructor or a setter takes for a member.

use bindery_model::{Presence, Primitive, Shape, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

use crate::scope::{Scope, identifier};
use crate::type_tokens::type_tokens;

/// An argument, and how the member's value is made of it.
pub(crate) struct Argument {
    /// Its type.
    pub(crate) ty: TokenStream,
    /// The expression that makes the value.
    pub(crate) value: TokenStream,
}

/// How an argument of some type is taken.
enum Taking {
    /// As it is.
    Plain,
    /// As anything that becomes the type.
    Into,
    /// As anything that yields what becomes its elements.
    IntoIterator,
    /// As what is then boxed.
    Boxed,
}

/// The argument `name` for a value of `type_ref` that is there.
pub(crate) fn argument(scope: &mut Scope<'_>, name: &str, type_ref: &TypeRef) -> Argument {
    let name = identifier(name);
    let ty = type_tokens(scope, type_ref);
    match (taking(scope, type_ref), type_ref) {
        (Taking::IntoIterator, TypeRef::List(item)) => {
            let item = type_tokens(scope, item);
            Argument {
                ty: quote!(impl IntoIterator<Item = impl Into<#item>>),
                value: quote!(#name.into_iter().map(Into::into).collect()),
            }
        }
        (Taking::Boxed, TypeRef::Boxed(inner)) => {
            let inner = argument(scope, &name.to_string(), inner);
            let value = inner.value;
            Argument {
                ty: inner.ty,
                value: quote!(Box::new(#value)),
            }
        }
        (Taking::Into, _) => Argument {
            ty: quote!(impl Into<#ty>),
            value: quote!(#name.into()),
        },
        _ => Argument {
            ty,
            value: quote!(#name),
        },
    }
}

/// The argument `name` for a member that may be null, and whose presence is known.
pub(super) fn present_argument(
    scope: &mut Scope<'_>,
    name: &str,
    type_ref: &TypeRef,
    presence: Presence,
) -> Argument {
    match presence {
        Presence::Required | Presence::Optional => argument(scope, name, type_ref),
        Presence::Nullable | Presence::OptionalNullable => {
            let nullable = scope.runtime("Nullable");
            let inner = type_tokens(scope, type_ref);
            let name = identifier(name);
            Argument {
                ty: quote!(impl Into<#nullable<#inner>>),
                value: quote!(#name.into()),
            }
        }
    }
}

fn taking(scope: &Scope<'_>, type_ref: &TypeRef) -> Taking {
    match type_ref {
        TypeRef::Primitive(primitive) => match primitive {
            Primitive::String
            | Primitive::Secret
            | Primitive::DecimalText
            | Primitive::Ipv6
            | Primitive::Uri
            | Primitive::Bytes
            | Primitive::Base64Url
            | Primitive::Binary => Taking::Into,
            _ if scope.context.keeps_odd_text(*primitive) => Taking::Into,
            _ => Taking::Plain,
        },
        TypeRef::Any | TypeRef::Existing(_) => Taking::Into,
        TypeRef::Map(_) => Taking::Into,
        TypeRef::List(item) => match is_text(scope, item) {
            true => Taking::IntoIterator,
            false => Taking::Into,
        },
        TypeRef::Boxed(_) => Taking::Boxed,
        TypeRef::Named(id) => match &scope.context.type_def(*id).shape {
            Shape::Union(_) => Taking::Into,
            Shape::Alias(TypeRef::Named(_) | TypeRef::Boxed(_) | TypeRef::Nullable(_)) => Taking::Plain,
            Shape::Alias(inner) => match taking(scope, inner) {
                Taking::Plain => Taking::Plain,
                _ => Taking::Into,
            },
            _ => Taking::Plain,
        },
        TypeRef::Tuple(_) | TypeRef::Nullable(_) | TypeRef::Never => Taking::Plain,
    }
}

/// Whether literals of text become values of the type.
fn is_text(scope: &Scope<'_>, type_ref: &TypeRef) -> bool {
    match type_ref {
        TypeRef::Primitive(
            Primitive::String | Primitive::Secret | Primitive::DecimalText | Primitive::Uri,
        ) => true,
        TypeRef::Named(id) => match &scope.context.type_def(*id).shape {
            Shape::Alias(inner @ TypeRef::Primitive(_)) => is_text(scope, inner),
            _ => false,
        },
        _ => false,
    }
}
