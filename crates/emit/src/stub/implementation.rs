use bindery_model::{Operation, SecurityScheme};
use proc_macro2::TokenStream;
use quote::quote;

use super::{NAME, PRINCIPAL};
use crate::context::Context;
use crate::docs;
use crate::operations::endpoint_docs;
use crate::rust_file::spaced;
use crate::scope::{Scope, identifier};
use crate::server::authenticator::{self, Authenticator};
use crate::server::caller::is_asked;
use crate::server::service_trait;

/// An impl of one of the server's traits.
pub(super) struct Implementation<'a> {
    /// The trait's name.
    pub(super) name: String,
    /// Whether the trait has a type for who calls.
    has_principal: bool,
    /// What it must have.
    pub(super) methods: Vec<Method<'a>>,
}

/// A method of an impl.
#[derive(Clone, Copy)]
pub(super) enum Method<'a> {
    /// Answers an operation.
    Operation(&'a Operation),
    /// Judges what is shown for a scheme, which has this index among all.
    Scheme(usize, &'a SecurityScheme),
    /// Makes one principal of two.
    Combine,
}

/// What an impl is for, and who calls there.
pub(super) struct Place {
    pub(super) implementor: TokenStream,
    /// None where the impl has it already.
    pub(super) principal: Option<TokenStream>,
}

impl Default for Place {
    fn default() -> Self {
        let (name, principal) = (identifier(NAME), identifier(PRINCIPAL));
        Self {
            implementor: quote!(#name),
            principal: Some(quote!(#principal)),
        }
    }
}

/// All impls: of the traits with operations, then of the authenticator's.
pub(super) fn of<'a>(context: Context<'a>) -> Vec<Implementation<'a>> {
    let api = context.api;
    let services = service_trait::of(context)
        .into_iter()
        .map(|service| Implementation {
            name: service.name,
            has_principal: is_asked(api),
            methods: service
                .operations
                .iter()
                .map(|(_, operation)| Method::Operation(operation))
                .collect(),
        });
    let schemes = api.security_schemes.iter().enumerate();
    let schemes = schemes.map(|(index, scheme)| Method::Scheme(index, scheme));
    let combine = api.combines_schemes().then_some(Method::Combine);
    let authenticator = Authenticator::of(context).map(|names| Implementation {
        name: names.name,
        has_principal: true,
        methods: schemes.chain(combine).collect(),
    });
    services.chain(authenticator).collect()
}

impl Implementation<'_> {
    /// The impl.
    pub(super) fn tokens(&self, scope: &mut Scope<'_>, place: &Place) -> TokenStream {
        let name = scope.server_item(&self.name);
        let implementor = &place.implementor;
        let principal = place.principal.as_ref().filter(|_| self.has_principal);
        let principal = principal.map(|principal| quote!(type Principal = #principal;));
        let methods: Vec<_> = self.methods.iter().map(|method| method.tokens(scope)).collect();
        let items = spaced(principal.into_iter().chain(methods));
        quote!(impl #name for #implementor { #items })
    }
}

impl Method<'_> {
    /// Its name, raw where it is written so.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Operation(operation) => operation.name.as_str(),
            Self::Scheme(_, scheme) => scheme.name.as_str(),
            Self::Combine => authenticator::COMBINE,
        }
    }

    fn tokens(self, scope: &mut Scope<'_>) -> TokenStream {
        match self {
            Self::Operation(operation) => {
                let docs = docs::attributes(&endpoint_docs::heading(operation));
                let not_implemented = scope.runtime("server::not_implemented");
                let signature = service_trait::signature(scope, operation);
                let method = signature.implementation(&quote!(#not_implemented().await));
                quote!(#docs #method)
            }
            Self::Scheme(index, scheme) => {
                let docs = docs::attributes(&authenticator::heading(scheme));
                let method = authenticator::signature(scope, index, scheme);
                let method = method.implementation(&unavailable(scope));
                quote!(#docs #method)
            }
            Self::Combine => {
                let docs = docs::attributes(&["Makes one principal of two.".to_owned()]);
                let method = authenticator::combine_signature(scope).implementation(&unavailable(scope));
                quote!(#docs #method)
            }
        }
    }
}

/// Says that credentials cannot be checked.
fn unavailable(scope: &mut Scope<'_>) -> TokenStream {
    let refusal = scope.runtime("server::Refusal");
    quote!(Err(#refusal::Unavailable))
}
