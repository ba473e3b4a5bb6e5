//! Types as they stand in fields, arguments and answers.

use bindery_model::{Maps, Member, Presence, Primitive, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

use crate::scope::{Scope, absolute_path_tokens};

/// The type that `type_ref` says.
pub(crate) fn type_tokens(scope: &mut Scope<'_>, type_ref: &TypeRef) -> TokenStream {
    match type_ref {
        TypeRef::Named(id) => scope.type_name(*id),
        TypeRef::Primitive(primitive) => {
            let ty = primitive_tokens(scope, *primitive);
            match scope.context.keeps_odd_text(*primitive) {
                true => {
                    let tolerant = scope.runtime("Tolerant");
                    quote!(#tolerant<#ty>)
                }
                false => ty,
            }
        }
        TypeRef::List(item) => {
            let item = type_tokens(scope, item);
            quote!(Vec<#item>)
        }
        TypeRef::Map(value) => {
            let map = map_tokens(scope);
            let value = type_tokens(scope, value);
            quote!(#map<String, #value>)
        }
        TypeRef::Tuple(items) => {
            let items: Vec<_> = items.iter().map(|item| type_tokens(scope, item)).collect();
            match &items[..] {
                [one] => quote!((#one,)),
                _ => quote!((#(#items),*)),
            }
        }
        TypeRef::Nullable(inner) => {
            let nullable = scope.runtime("Nullable");
            let inner = type_tokens(scope, inner);
            quote!(#nullable<#inner>)
        }
        TypeRef::Boxed(inner) => {
            let inner = type_tokens(scope, inner);
            quote!(Box<#inner>)
        }
        TypeRef::Any => scope.runtime("Json"),
        TypeRef::Existing(path) => {
            let existing = scope.runtime("Existing");
            let path = absolute_path_tokens(path);
            quote!(#existing<#path>)
        }
        TypeRef::Never => scope.runtime("Never"),
    }
}

/// The type of maps, without what it holds.
pub(crate) fn map_tokens(scope: &mut Scope<'_>) -> TokenStream {
    match scope.context.api.maps {
        Maps::Btree => scope.std("collections::BTreeMap"),
        Maps::Index => scope.runtime("IndexMap"),
    }
}

/// The type of `member`'s field: its type, and what its presence makes of it.
pub(crate) fn member_type(scope: &mut Scope<'_>, member: &Member) -> TokenStream {
    let value = type_tokens(scope, &member.type_ref);
    match member.presence {
        Presence::Required => value,
        Presence::Optional => quote!(Option<#value>),
        Presence::Nullable => {
            let nullable = scope.runtime("Nullable");
            quote!(#nullable<#value>)
        }
        Presence::OptionalNullable => {
            let nullable = scope.runtime("Nullable");
            quote!(Option<#nullable<#value>>)
        }
    }
}

fn primitive_tokens(scope: &mut Scope<'_>, primitive: Primitive) -> TokenStream {
    match primitive {
        Primitive::Bool => quote!(bool),
        Primitive::I8 => quote!(i8),
        Primitive::I16 => quote!(i16),
        Primitive::I32 => quote!(i32),
        Primitive::I64 => quote!(i64),
        Primitive::U8 => quote!(u8),
        Primitive::U16 => quote!(u16),
        Primitive::U32 => quote!(u32),
        Primitive::U64 => quote!(u64),
        Primitive::F32 => quote!(f32),
        Primitive::F64 => quote!(f64),
        Primitive::String => quote!(String),
        Primitive::Secret => {
            let secret = scope.runtime("Secret");
            quote!(#secret<String>)
        }
        Primitive::Ipv4 => scope.std("net::Ipv4Addr"),
        Primitive::Ipv6 => scope.runtime("Ipv6"),
        Primitive::BigInteger => scope.runtime("BigInteger"),
        Primitive::Decimal => scope.runtime("Decimal"),
        Primitive::DateTime => scope.runtime("DateTime"),
        Primitive::Date => scope.runtime("Date"),
        Primitive::Time => scope.runtime("Time"),
        Primitive::Duration => scope.runtime("Duration"),
        Primitive::Uuid => scope.runtime("Uuid"),
        Primitive::Uri => scope.runtime("Uri"),
        Primitive::DecimalText => scope.runtime("DecimalText"),
        Primitive::Base64Url => scope.runtime("Base64Url"),
        Primitive::Bytes => scope.runtime("Bytes"),
        Primitive::Binary => scope.runtime("Binary"),
    }
}
