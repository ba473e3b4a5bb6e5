//! `new`, the struct that it takes where it needs many members, and the setters.

use bindery_model::{AdditionalMembers, Member, Object, Presence};
use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{argument, present_argument};
use super::{Part, companion, default_value, member};
use crate::docs;
use crate::rust_file::spaced;
use crate::scope::{Scope, identifier, path_tokens};
use crate::type_tokens::map_tokens;
use crate::type_tokens::member_type;

/// How many members `new` takes one by one.
const MOST_ARGUMENTS: usize = 6;

/// What a constructor takes at a time: a member, or a union with the siblings that choose it.
struct Unit<'a> {
    member: &'a Member,
    companion: Option<TokenStream>,
}

/// What `new` needs, in document order: every required member, a companion's tags left out.
fn units(object: &Object) -> Vec<Unit<'_>> {
    let selected: Vec<&Member> = companion::of(object)
        .into_iter()
        .filter(|member| member.presence.is_required())
        .collect();
    let is_tag = |member: &Member| {
        let mut tags = selected
            .iter()
            .flat_map(|selected| companion::tags(object, selected));
        tags.any(|tag| std::ptr::eq(tag, member))
    };
    let required = object
        .members
        .iter()
        .filter(|member| member.presence.is_required() && !is_tag(member));
    required
        .map(|member| {
            let has_companion = selected.iter().any(|selected| std::ptr::eq(*selected, member));
            let name = member.selected.as_ref().filter(|_| has_companion);
            Unit {
                member,
                companion: name.map(|selected| path_tokens(selected.companion.as_str())),
            }
        })
        .collect()
}

/// Whether `new` takes a struct of the required members.
pub(super) fn takes_struct(object: &Object) -> bool {
    units(object).len() > MOST_ARGUMENTS
}

/// The struct that `new` takes, where it takes one.
pub(super) fn required_struct(scope: &mut Scope<'_>, part: Part<'_>, object: &Object) -> TokenStream {
    if !takes_struct(object) {
        return TokenStream::new();
    }
    let name = path_tokens(scope.context.names.required(part.id));
    let fields: Vec<_> = units(object)
        .iter()
        .map(|unit| {
            let field = identifier(unit.member.name.as_str());
            let wire_name = docs::code(&unit.member.wire_name);
            let docs = match unit.companion {
                Some(_) => format!(" {wire_name}, with the members that choose its variant"),
                None => format!(" {wire_name}"),
            };
            let ty = unit
                .companion
                .clone()
                .unwrap_or_else(|| member_type(scope, unit.member));
            quote!(#[doc = #docs] pub #field: #ty,)
        })
        .collect();
    let docs = format!(
        " The members without which there is no [`{}`]; see [`{0}::new`].",
        part.def.name
    );
    quote! {
        #[doc = #docs]
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name {
            #(#fields)*
        }
    }
}

/// The inherent impl: `new`, the setters, and what applies defaults.
pub(super) fn inherent(scope: &mut Scope<'_>, part: Part<'_>, object: &Object) -> TokenStream {
    let mut methods = vec![constructor(scope, part, object)];
    let companions = companion::of(object);
    for member in &object.members {
        if member.docs.deprecated {
            scope.mention_deprecated();
        }
        if companions.iter().any(|selected| std::ptr::eq(*selected, member)) {
            methods.extend(companion::setter(scope, object, member));
        } else if !member.presence.is_required() {
            methods.push(setter(scope, member));
        }
        methods.extend(default_value::accessor(scope, member));
    }
    let name = identifier(part.def.name.as_str());
    let methods = spaced(methods);
    quote!(impl #name { #methods })
}

/// What `new` takes and does before it puts the struct together.
#[derive(Default)]
struct Taken<'a> {
    parameters: Vec<TokenStream>,
    bindings: Vec<TokenStream>,
    /// The members that are given, each with the expression of its value.
    given: Vec<(&'a Member, TokenStream)>,
}

impl<'a> Taken<'a> {
    /// The required members, one by one.
    fn one_by_one(scope: &mut Scope<'_>, object: &'a Object) -> Self {
        let mut taken = Self::default();
        for Unit { member, companion } in units(object) {
            let field = identifier(member.name.as_str());
            if let Some(companion) = companion {
                taken.parameters.push(quote!(#field: impl Into<#companion>));
                taken
                    .bindings
                    .push(quote!(let #field: #companion = #field.into();));
                taken.give_companion(object, member, &quote!(#field));
            } else {
                let argument =
                    present_argument(scope, member.name.as_str(), &member.type_ref, member.presence);
                let ty = argument.ty;
                taken.parameters.push(quote!(#field: #ty));
                taken.given.push((member, argument.value));
            }
        }
        taken
    }

    /// The struct of the required members.
    fn as_struct(scope: &Scope<'_>, part: Part<'_>, object: &'a Object) -> Self {
        let name = path_tokens(scope.context.names.required(part.id));
        let mut taken = Self::default();
        taken.parameters.push(quote!(required: #name));
        for Unit { member, companion } in units(object) {
            let field = identifier(member.name.as_str());
            match companion {
                Some(_) => taken.give_companion(object, member, &quote!(required.#field)),
                None => taken.given.push((member, quote!(required.#field))),
            }
        }
        taken
    }

    fn give_companion(&mut self, object: &'a Object, member: &'a Member, companion: &TokenStream) {
        for part in companion::tags(object, member).into_iter().chain([member]) {
            let name = identifier(part.name.as_str());
            self.given.push((part, quote!(#companion.#name)));
        }
    }

    /// `member` in the struct's expression.
    fn field(&self, member: &Member) -> TokenStream {
        let field = identifier(member.name.as_str());
        match self.given.iter().find(|(each, _)| std::ptr::eq(*each, member)) {
            Some((_, value)) if field == value.to_string() => quote!(#field),
            Some((_, value)) => quote!(#field: #value),
            None => quote!(#field: None),
        }
    }
}

fn constructor(scope: &mut Scope<'_>, part: Part<'_>, object: &Object) -> TokenStream {
    if !object.members.iter().any(|member| member.presence.is_required()) {
        return quote! {
            /// Creates a value without any members.
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let taken = match takes_struct(object) {
        true => Taken::as_struct(scope, part, object),
        false => Taken::one_by_one(scope, object),
    };
    let fields = object.members.iter().map(|member| taken.field(member));
    let fields: Vec<_> = fields.chain(additional(scope, &object.additional)).collect();
    let (parameters, bindings) = (taken.parameters, taken.bindings);
    quote! {
        /// Creates a value from its required members.
        pub fn new(#(#parameters),*) -> Self {
            #(#bindings)*
            Self { #(#fields,)* }
        }
    }
}

fn additional(scope: &mut Scope<'_>, additional: &AdditionalMembers) -> Option<TokenStream> {
    let field = identifier(member::additional_name(additional)?);
    let ty = match additional {
        AdditionalMembers::Keep { .. } => scope.runtime("Members"),
        _ => map_tokens(scope),
    };
    Some(quote!(#field: #ty::new()))
}

fn setter(scope: &mut Scope<'_>, member: &Member) -> TokenStream {
    let name = member.name.as_str();
    let argument = match member.presence {
        Presence::OptionalNullable => present_argument(scope, name, &member.type_ref, member.presence),
        _ => argument(scope, name, &member.type_ref),
    };
    let (ty, value) = (argument.ty, argument.value);
    let field = identifier(name);
    let method = identifier(&format!("with_{}", member::bare(member)));
    let docs = format!(" Sets {}.", docs::code(&member.wire_name));
    let deprecated = docs::deprecated(&member.docs);
    quote! {
        #[doc = #docs]
        #deprecated
        pub fn #method(mut self, #field: #ty) -> Self {
            self.#field = Some(#value);
            self
        }
    }
}
