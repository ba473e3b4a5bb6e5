use bindery_model::{Api, Operation};
use proc_macro2::TokenStream;
use quote::quote;

use super::caller::{Caller, is_asked};
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
        "The operations of {}; an implementation writes each as an `async fn`.",
        scope.context.api_in_sentence()
    )]);
    let name = identifier(&name(api));
    let principal = is_asked(api).then(|| principal(scope));
    let methods = api.operations.iter().map(|operation| method(scope, operation));
    let items = spaced(principal.into_iter().chain(methods));
    quote! {
        #docs
        pub trait #name: Send + Sync + 'static {
            #items
        }
    }
}

fn principal(scope: &mut Scope<'_>) -> TokenStream {
    // The file may know the trait by its path alone, and rustdoc then needs the path, too.
    let authenticator = scope
        .runtime("server::Authenticator")
        .to_string()
        .replace(' ', "");
    let link = match authenticator.as_str() {
        "Authenticator" => "[`Authenticator`]".to_owned(),
        path => format!("[`Authenticator`]({path})"),
    };
    let docs = docs::attributes(&[format!("Who calls: what the {link} makes of the credentials.")]);
    quote!(#docs type Principal: Send + 'static;)
}

fn method(scope: &mut Scope<'_>, operation: &Operation) -> TokenStream {
    let caller = Caller::of(scope.context.api, operation);
    let docs = docs::attributes(&method_docs(operation, caller));
    let name = identifier(operation.name.as_str());
    let request = identifier(&operation_names::request(operation));
    let error = identifier(&operation_names::error(operation));
    let success = success::answered(scope, operation);
    let principal = match caller {
        Caller::Unasked => None,
        Caller::Anyone => Some(quote!(principal: Option<Self::Principal>,)),
        Caller::Known => Some(quote!(principal: Self::Principal,)),
    };
    quote! {
        #docs
        fn #name(
            &self,
            request: #request,
            #principal
        ) -> impl Future<Output = Result<#success, #error>> + Send;
    }
}

fn method_docs(operation: &Operation, caller: Caller) -> Vec<String> {
    let mut paragraphs = vec![endpoint_docs::operation(operation)];
    if operation.docs.deprecated {
        paragraphs.push(vec![
            "Deprecated: callers are told to use something else.".to_owned(),
        ]);
    }
    if caller == Caller::Anyone {
        let open = "Anyone may call this; there is no principal when no credentials were sent.";
        paragraphs.push(vec![open.to_owned()]);
    }
    docs::join(paragraphs)
}
