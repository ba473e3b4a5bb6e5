use proc_macro2::TokenStream;
use quote::quote;

use super::service_trait::{self, is_open};
use crate::docs;
use crate::operations::operation_names::{OperationNames, SERVICE};
use crate::scope::{Scope, identifier};

/// `pub fn router`, and `pub fn routes`: every operation with the method that serves it.
pub(super) fn router(scope: &mut Scope<'_>) -> TokenStream {
    let api = scope.context.api;
    let router_docs = docs::attributes(&[
        "Routes requests to `service`, once `authenticator` knows the caller and the request is what".into(),
        "the document says.".into(),
    ]);
    let routes_docs =
        docs::attributes(&["What [`router`] serves, while its limits can still be set.".into()]);
    let name = identifier(&service_trait::name(api));
    let authenticator = scope.runtime("server::Authenticator");
    let router = scope.runtime("server::Router");
    let routes = scope.runtime("server::Routes");
    let service = scope.sibling(&format!("operations::{SERVICE}"));
    let names = OperationNames::of(api);
    let operations: Vec<_> = api
        .operations
        .iter()
        .enumerate()
        .map(|(index, operation)| {
            let description = scope.sibling(&format!("operations::{}", names.static_of(index)));
            let method = identifier(operation.name.as_str());
            let route = identifier(if is_open(operation) { "route_open" } else { "route" });
            quote!(.#route(&#description, S::#method))
        })
        .collect();
    quote! {
        #router_docs
        pub fn router<S, A>(service: S, authenticator: A) -> #router
        where
            S: #name,
            A: #authenticator<Principal = S::Principal>,
        {
            routes(service, authenticator).into_router()
        }

        #routes_docs
        pub fn routes<S, A>(service: S, authenticator: A) -> #routes<S, A>
        where
            S: #name,
            A: #authenticator<Principal = S::Principal>,
        {
            #routes::new(&#service, service, authenticator)
                #(#operations)*
        }
    }
}
