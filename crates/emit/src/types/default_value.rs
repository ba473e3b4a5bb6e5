//! JSON values as expressions of Rust: tags that a case fixes, and documented defaults.

use bindery_model::{Json, Member, Number, Presence, Primitive, Shape, TypeRef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::docs;
use crate::scope::{Scope, identifier};
use crate::type_tokens::type_tokens;

/// `value` as an expression of the type, where the type has that value.
pub(super) fn literal_value(scope: &mut Scope<'_>, type_ref: &TypeRef, value: &Json) -> Option<TokenStream> {
    match type_ref {
        TypeRef::Primitive(primitive) => primitive_value(*primitive, value),
        TypeRef::Named(id) => match &scope.context.type_def(*id).shape {
            Shape::Alias(inner) => literal_value(scope, inner, value),
            Shape::Enum(enumeration) => {
                let known = enumeration.values.iter().find(|known| known.value == *value)?;
                let variant = identifier(known.name.as_str());
                let name = type_tokens(scope, type_ref);
                Some(quote!(#name::#variant))
            }
            _ => None,
        },
        TypeRef::Any => match value {
            Json::Bool(_) | Json::String(_) => {
                let value = plain_value(value)?;
                Some(quote!(#value.into()))
            }
            _ => None,
        },
        _ => None,
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
        (Primitive::String, Json::String(text)) => Some(quote!(#text.into())),
        (_, Json::Number(number)) => number_value(primitive, number),
        _ => None,
    }
}

fn number_value(primitive: Primitive, number: &Number) -> Option<TokenStream> {
    let literal = match primitive {
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
    if member.presence != Presence::Optional {
        return None;
    }
    let text = member.docs.default.as_deref()?;
    let value = scalar(text)?;
    let name = identifier(member.name.as_str());
    let method = identifier(&format!("{}_or_default", super::member::bare(member)));
    let docs = format!(
        " {}, or {} when it is absent.",
        docs::code(&member.wire_name),
        docs::code(text)
    );
    let default = literal_value(scope, &member.type_ref, &value)?;
    let (ty, body) = match (super::union::resolved(scope.context, &member.type_ref), &value) {
        (TypeRef::Primitive(Primitive::String), Json::String(text)) => {
            (quote!(&str), quote!(self.#name.as_deref().unwrap_or(#text)))
        }
        (TypeRef::Primitive(_), _) => (
            type_tokens(scope, &member.type_ref),
            quote!(self.#name.unwrap_or(#default)),
        ),
        (TypeRef::Named(_), _) => (
            type_tokens(scope, &member.type_ref),
            quote!(self.#name.clone().unwrap_or(#default)),
        ),
        _ => return None,
    };
    Some(quote! {
        #[doc = #docs]
        pub fn #method(&self) -> #ty {
            #body
        }
    })
}

/// Reads the JSON text of a string, number or boolean.
fn scalar(text: &str) -> Option<Json> {
    match text.trim() {
        "true" => Some(Json::Bool(true)),
        "false" => Some(Json::Bool(false)),
        quoted if quoted.starts_with('"') => unquoted(quoted).map(Json::String),
        number if number.starts_with(|first: char| first == '-' || first.is_ascii_digit()) => {
            Some(Json::Number(Number(number.to_owned())))
        }
        _ => None,
    }
}

/// The text of a JSON string without escapes, or with the simplest; others have no accessor.
fn unquoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut plain = String::new();
    let mut characters = inner.chars();
    while let Some(next) = characters.next() {
        match next {
            '\\' => plain.push(match characters.next()? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                same @ ('"' | '\\' | '/') => same,
                _ => return None,
            }),
            '"' => return None,
            other => plain.push(other),
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_read_from_their_json_text() {
        assert_eq!(scalar("true"), Some(Json::Bool(true)));
        assert_eq!(scalar("-1.50"), Some(Json::Number(Number("-1.50".into()))));
        assert_eq!(scalar(r#""a\"b\\""#), Some(Json::String("a\"b\\".into())));
        assert_eq!(scalar(r#""\u0041""#), None);
        assert_eq!(scalar("[1]"), None);
        assert_eq!(scalar("null"), None);
    }
}
