use proc_macro2::TokenStream;
use quote::quote;

use super::caller::{Caller, is_asked};
use super::service_trait;
use crate::docs;
use crate::operations::operation_names::{OperationNames, SERVICE};
use crate::scope::{Scope, identifier, path_tokens};

/// `pub fn router`, and `pub fn routes`: every operation with the method that serves it.
pub(super) fn router(scope: &mut Scope<'_>) -> TokenStream {
    let api = scope.context.api;
    let name = bound(&service_trait::name(api));
    let operations = operations(scope);
    let router = scope.runtime("server::Router");
    let routes = scope.runtime("server::Routes");
    let service = scope.operation_static(SERVICE);
    let router_docs = docs::attributes(&router_docs(is_asked(api)));
    let routes_docs =
        docs::attributes(&["What [`router`] serves, while its limits can still be set.".to_owned()]);
    if !is_asked(api) {
        let anonymous = scope.runtime("server::Anonymous");
        return quote! {
            #router_docs
            pub fn router<S: #name>(service: S) -> #router {
                routes(service).into_router()
            }

            #routes_docs
            pub fn routes<S: #name>(service: S) -> #routes<S, #anonymous> {
                #routes::anonymous(&#service, service) #operations
            }
        };
    }
    let authenticator = scope.runtime("server::Authenticator");
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
            #routes::new(&#service, service, authenticator) #operations
        }
    }
}

/// The trait as a bound: with its path where a type parameter would hide it.
fn bound(name: &str) -> TokenStream {
    match name {
        "S" | "A" => path_tokens(&format!("self::{name}")),
        name => path_tokens(name),
    }
}

fn router_docs(is_asked: bool) -> Vec<String> {
    let lines: &[&str] = match is_asked {
        true => &[
            "Routes requests to `service`, once `authenticator` knows the caller and the request is what",
            "the document says.",
        ],
        false => &["Routes requests to `service`, once they are what the document says."],
    };
    lines.iter().copied().map(str::to_owned).collect()
}

/// `.route(&GET_PET, S::get_pet)` for each operation.
fn operations(scope: &mut Scope<'_>) -> TokenStream {
    let api = scope.context.api;
    let names = OperationNames::of(api);
    let operations = api.operations.iter().enumerate().map(|(index, operation)| {
        let description = scope.operation_static(names.static_of(index));
        let method = identifier(operation.name.as_str());
        let route = identifier(match Caller::of(api, operation) {
            Caller::Unasked => "route_anonymous",
            Caller::Anyone => "route_open",
            Caller::Known => "route",
        });
        quote!(.#route(&#description, S::#method))
    });
    operations.collect()
}
