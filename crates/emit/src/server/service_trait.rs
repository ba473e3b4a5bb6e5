use bindery_model::{Api, Operation};
use proc_macro2::TokenStream;
use quote::quote;

use crate::docs;
use crate::operations::{endpoint_docs, operation_names, success};
use crate::rust_file::spaced;
use crate::scope::{Scope, identifier};

/// The trait's name.
pub(super) fn name(api: &Api) -> String {
    api.service
        .as_ref()
        .map_or_else(|| "Service".to_owned(), ToString::to_string)
}

/// The trait with a method for each operation.
pub(super) fn service_trait(scope: &mut Scope<'_>) -> TokenStream {
    let api = scope.context.api;
    let docs = docs::attributes(&[format!(
        "The operations of the {}.",
        docs::line(&scope.context.title())
    )]);
    let name = identifier(&name(api));
    // The import serves the link, too.
    let authenticator = scope
        .runtime("server::Authenticator")
        .to_string()
        .replace(' ', "");
    let principal_docs = docs::attributes(&[format!(
        "Who calls: what the [`Authenticator`]({authenticator}) makes of the credentials."
    )
    .replace("](Authenticator)", "]")]);
    let methods = api.operations.iter().map(|operation| method(scope, operation));
    let items =
        spaced(std::iter::once(quote!(#principal_docs type Principal: Send + 'static;)).chain(methods));
    quote! {
        #docs
        pub trait #name: Send + Sync + 'static {
            #items
        }
    }
}

fn method(scope: &mut Scope<'_>, operation: &Operation) -> TokenStream {
    let docs = docs::attributes(&method_docs(operation));
    let name = identifier(operation.name.as_str());
    let request = identifier(&operation_names::request(operation));
    let error = identifier(&operation_names::error(operation));
    let success = success::tokens(scope, operation);
    let principal = match is_open(operation) {
        true => quote!(Option<Self::Principal>),
        false => quote!(Self::Principal),
    };
    quote! {
        #docs
        fn #name(
            &self,
            request: #request,
            principal: #principal,
        ) -> impl Future<Output = Result<#success, #error>> + Send;
    }
}

fn method_docs(operation: &Operation) -> Vec<String> {
    let deprecated = match operation.docs.deprecated {
        true => vec!["Deprecated: callers are told to use something else.".to_owned()],
        false => Vec::new(),
    };
    let open = match is_open(operation) {
        true => vec!["Anyone may call this; there is no principal when no credentials were sent.".to_owned()],
        false => Vec::new(),
    };
    docs::join([endpoint_docs::operation(operation), deprecated, open])
}

/// Whether the document lets anyone call.
pub(super) fn is_open(operation: &Operation) -> bool {
    operation.security.is_empty() || operation.security.iter().any(|set| set.schemes.is_empty())
}
