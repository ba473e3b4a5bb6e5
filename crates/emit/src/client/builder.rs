use bindery_model::{SchemeKind, SecurityScheme};
use proc_macro2::TokenStream;
use quote::quote;

use super::credential_docs;
use crate::docs;
use crate::operations::index_tokens;
use crate::rust_file::spaced;
use crate::scope::{Scope, identifier};

/// A method of the builder for each security scheme.
pub(super) fn methods(scope: &mut Scope<'_>) -> TokenStream {
    let schemes = &scope.context.api.security_schemes;
    let methods: Vec<_> = schemes
        .iter()
        .enumerate()
        .map(|(index, scheme)| method(scope, index, scheme))
        .collect();
    match methods.is_empty() {
        true => TokenStream::new(),
        false => {
            let methods = spaced(methods);
            quote!(impl ClientBuilder { #methods })
        }
    }
}

fn method(scope: &mut Scope<'_>, index: usize, scheme: &SecurityScheme) -> TokenStream {
    let docs = docs::attributes(&credential_docs::of(scheme));
    let deprecated = docs::deprecated(&scheme.docs);
    let name = identifier(scheme.name.as_str());
    let index = index_tokens(index);
    let (arguments, setting) = match &scheme.kind {
        SchemeKind::MutualTls => (TokenStream::new(), quote!(self.builder.certificate(#index);)),
        SchemeKind::Basic => {
            let secret = scope.runtime("Secret");
            (
                quote!(user: impl Into<String>, password: impl Into<#secret<String>>),
                quote!(self.builder.basic(#index, user.into(), password.into());),
            )
        }
        kind => {
            let source = scope.runtime("client::TokenSource");
            let argument = identifier(argument(kind));
            (
                quote!(#argument: impl Into<#source>),
                quote!(self.builder.credential(#index, #argument);),
            )
        }
    };
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #arguments) -> Self {
            #setting
            self
        }
    }
}

/// What a method's argument is called.
fn argument(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::ApiKey { .. } => "key",
        SchemeKind::Http { .. } => "credentials",
        _ => "token",
    }
}
