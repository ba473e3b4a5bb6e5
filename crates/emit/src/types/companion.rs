//! The struct that holds a union together with the siblings that choose its variant.

use std::collections::BTreeSet;

use bindery_model::{Json, Member, Object, Presence, SelectBy, Shape, TypeId, TypeRef, Union};
use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{Argument, argument, present_argument};
use super::default_value::literal_value;
use super::union::resolved;
use crate::context::Context;
use crate::docs;
use crate::scope::{Scope, identifier, path_tokens};
use crate::type_tokens::{member_type, type_tokens};

/// How many arguments clippy thinks enough.
const MOST_ARGUMENTS: usize = 7;

/// The members of `object` that have a companion: unions that siblings choose.
///
/// Two companions that share a tag could contradict each other. Of such members only one has a
/// companion, a required one first; whoever sets the other as another variant than the tags choose
/// learns of it when the object is written.
pub(super) fn of(object: &Object) -> Vec<&Member> {
    let mut found: Vec<&Member> = Vec::new();
    let mut taken = BTreeSet::new();
    let (required, optional): (Vec<&Member>, Vec<&Member>) =
        selected(object).partition(|member| member.presence.is_required());
    for member in required.into_iter().chain(optional) {
        if tag_indices(member).all(|tag| !taken.contains(&tag)) {
            taken.extend(tag_indices(member));
            found.push(member);
        }
    }
    found
}

/// The members of `object` whose variant siblings choose.
pub(super) fn selected(object: &Object) -> impl Iterator<Item = &Member> {
    object.members.iter().filter(|member| member.selected.is_some())
}

fn tag_indices(member: &Member) -> impl Iterator<Item = usize> {
    member
        .selected
        .iter()
        .flat_map(|selected| selected.tags.iter().copied())
}

/// The siblings that choose `member`'s variant, in the order of its union's tags.
pub(super) fn tags<'a>(object: &'a Object, member: &Member) -> Vec<&'a Member> {
    tag_indices(member)
        .filter_map(|index| object.members.get(index))
        .collect()
}

/// The union that `type_ref` is, through boxes and aliases.
pub(super) fn union_of<'a>(context: Context<'a>, type_ref: &TypeRef) -> Option<(TypeId, &'a Union)> {
    let TypeRef::Named(id) = resolved(context, type_ref) else {
        return None;
    };
    match &context.type_def(id).shape {
        Shape::Union(union) => Some((id, union)),
        _ => None,
    }
}

/// A companion that is being emitted.
struct Companion<'a> {
    name: TokenStream,
    member: &'a Member,
    tags: Vec<&'a Member>,
    union: &'a Union,
    select_by: &'a SelectBy,
    table: TokenStream,
}

/// The companions of `object`, each with its constructors.
pub(super) fn items(scope: &mut Scope<'_>, object: &Object) -> TokenStream {
    let mut items = TokenStream::new();
    for member in of(object) {
        let context = scope.context;
        let Some((id, union)) = union_of(context, &member.type_ref) else {
            continue;
        };
        let (Some(selected), Some(select_by)) = (&member.selected, &union.select_by) else {
            continue;
        };
        let companion = Companion {
            name: path_tokens(selected.companion.as_str()),
            member,
            tags: tags(object, member),
            union,
            select_by,
            table: path_tokens(&scope.table(id, "SELECT_BY")),
        };
        items.extend(definition(scope, &companion));
        items.extend(checked_constructor(scope, &companion));
        items.extend(conversions(scope, &companion));
    }
    items
}

fn definition(scope: &mut Scope<'_>, companion: &Companion<'_>) -> TokenStream {
    let name = &companion.name;
    let value = identifier(companion.member.name.as_str());
    let value_type = type_tokens(scope, &companion.member.type_ref);
    let union = union_name(scope, companion);
    let docs = docs::attributes(&docs::sentence(&format!(
        "A [`{union}`] together with the members that choose its variant, so that they cannot disagree."
    )));
    let fields: Vec<_> = companion
        .tags
        .iter()
        .map(|tag| {
            let name = identifier(tag.name.as_str());
            let ty = member_type(scope, tag);
            quote!(#name: #ty,)
        })
        .collect();
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name {
            #(#fields)*
            #value: #value_type,
        }
    }
}

fn union_name(scope: &Scope<'_>, companion: &Companion<'_>) -> String {
    match resolved(scope.context, &companion.member.type_ref) {
        TypeRef::Named(id) => scope.context.type_def(id).name.to_string(),
        _ => String::new(),
    }
}

fn checked_constructor(scope: &mut Scope<'_>, companion: &Companion<'_>) -> TokenStream {
    let error = scope.runtime("SelectionError");
    let (name, table) = (&companion.name, &companion.table);
    let tags = companion.tags.iter().map(|tag| (*tag, tag_argument(scope, tag)));
    let mut arguments: Vec<_> = tags.collect();
    let member = companion.member;
    arguments.push((member, argument(scope, member.name.as_str(), &member.type_ref)));
    let mut parameters = Vec::new();
    let mut names = Vec::new();
    let mut bindings = Vec::new();
    for (member, Argument { ty, value }) in arguments {
        let name = identifier(member.name.as_str());
        parameters.push(quote!(#name: #ty));
        if name != value.to_string() {
            bindings.push(quote!(let #name = #value;));
        }
        names.push(name);
    }
    let Some((value, tags)) = names.split_last() else {
        return TokenStream::new();
    };
    let wire_name = docs::code(&member.wire_name);
    let summary = format!(" Joins {wire_name} and tags of your choice.");
    let failure = format!(" When the tags choose another variant than {wire_name} is.");
    let expectation = (names.len() > MOST_ARGUMENTS).then(
        || quote!(#[expect(clippy::too_many_arguments, reason = "the document has as many siblings choose")]),
    );
    quote! {
        impl #name {
            #[doc = #summary]
            ///
            /// # Errors
            #[doc = #failure]
            #expectation
            pub fn new(#(#parameters),*) -> Result<Self, #error> {
                #(#bindings)*
                #table.check(&[#(&#tags),*], &#value)?;
                Ok(Self { #(#names),* })
            }
        }
    }
}

/// A tag as an argument: one that may be absent is taken as it is stored.
fn tag_argument(scope: &mut Scope<'_>, tag: &Member) -> Argument {
    match tag.presence {
        Presence::Required | Presence::Nullable => {
            present_argument(scope, tag.name.as_str(), &tag.type_ref, tag.presence)
        }
        Presence::Optional | Presence::OptionalNullable => {
            let name = identifier(tag.name.as_str());
            Argument {
                ty: member_type(scope, tag),
                value: quote!(#name),
            }
        }
    }
}

/// `From` for each variant that is of a type of its own and that just one case chooses.
fn conversions(scope: &mut Scope<'_>, companion: &Companion<'_>) -> TokenStream {
    let mut impls = Vec::new();
    for index in super::union::convertible(scope.context, companion.union) {
        let Some(variant) = companion.union.variants.get(index) else {
            continue;
        };
        let cases: Vec<_> = companion
            .select_by
            .cases
            .iter()
            .filter(|case| case.then == index)
            .collect();
        let [case] = cases[..] else { continue };
        let values: Option<Vec<TokenStream>> = companion
            .tags
            .iter()
            .zip(&case.when)
            .map(|(tag, value)| {
                let name = identifier(tag.name.as_str());
                let value = tag_value(scope, tag, value.as_ref()?)?;
                Some(quote!(#name: #value,))
            })
            .collect();
        let Some(values) = values.filter(|values| values.len() == companion.tags.len()) else {
            continue;
        };
        let name = &companion.name;
        let value = identifier(companion.member.name.as_str());
        let inner = super::union::unboxed(&variant.type_ref);
        let inner = type_tokens(scope, inner);
        let made = match companion.member.type_ref {
            TypeRef::Boxed(_) => quote!(Box::new(#value.into())),
            _ => quote!(#value.into()),
        };
        impls.push(quote! {
            impl From<#inner> for #name {
                fn from(#value: #inner) -> Self {
                    Self { #(#values)* #value: #made }
                }
            }
        });
    }
    quote!(#(#impls)*)
}

/// `value` as a value of the field of `tag`.
fn tag_value(scope: &mut Scope<'_>, tag: &Member, value: &Json) -> Option<TokenStream> {
    let plain = match value {
        Json::Null => None,
        value => Some(literal_value(scope, &tag.type_ref, value)?),
    };
    match (tag.presence, plain) {
        (Presence::Required, Some(plain)) => Some(plain),
        (Presence::Optional, Some(plain)) => Some(quote!(Some(#plain))),
        (Presence::Required | Presence::Optional, None) => None,
        (presence, plain) => {
            let nullable = scope.runtime("Nullable");
            let value = match plain {
                Some(plain) => quote!(#nullable::Value(#plain)),
                None => quote!(#nullable::Null),
            };
            Some(if presence == Presence::Nullable {
                value
            } else {
                quote!(Some(#value))
            })
        }
    }
}

/// The setter of a companion: sets the union and its tags together.
pub(super) fn setter(scope: &mut Scope<'_>, object: &Object, member: &Member) -> Option<TokenStream> {
    let selected = member.selected.as_ref()?;
    let companion = path_tokens(selected.companion.as_str());
    let value = identifier(member.name.as_str());
    let method = identifier(&format!("with_{}", super::member::bare(member)));
    let tags: Vec<_> = tags(object, member)
        .iter()
        .map(|tag| identifier(tag.name.as_str()))
        .collect();
    let set = match member.presence {
        Presence::Required => quote!(#value.#value),
        Presence::Optional => quote!(Some(#value.#value)),
        Presence::Nullable | Presence::OptionalNullable => {
            let nullable = scope.runtime("Nullable");
            match member.presence.is_required() {
                true => quote!(#nullable::Value(#value.#value)),
                false => quote!(Some(#nullable::Value(#value.#value))),
            }
        }
    };
    let docs = format!(
        " Sets {} and the members that choose its variant.",
        docs::code(&member.wire_name)
    );
    Some(quote! {
        #[doc = #docs]
        pub fn #method(mut self, #value: impl Into<#companion>) -> Self {
            let #value: #companion = #value.into();
            #(self.#tags = #value.#tags;)*
            self.#value = #set;
            self
        }
    })
}
