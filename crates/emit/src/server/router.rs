use bindery_model::Api;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::caller::{Caller, is_asked};
use super::service_trait;
use crate::docs;
use crate::operations::operation_names::{OperationNames, SERVICE};
use crate::scope::{Scope, identifier};

/// `pub fn router`, and `pub fn routes`: every operation with the method that serves it.
pub(super) fn router(scope: &mut Scope<'_>) -> TokenStream {
    let api = scope.context.api;
    let trait_name = service_trait::name(api);
    let name = identifier(&trait_name);
    let (s, a) = type_parameters(&trait_name);
    let operations = operations(scope, &s);
    let router = scope.runtime("server::Router");
    let routes = scope.runtime("server::Routes");
    let service = scope.operation_static(SERVICE);
    let router_docs = docs::attributes(&router_docs(api));
    let routes_docs =
        docs::attributes(&["What [`router`] serves, while its limits can still be set.".to_owned()]);
    if !is_asked(api) {
        let anonymous = scope.runtime("server::Anonymous");
        return quote! {
            #router_docs
            pub fn router<#s: #name>(service: #s) -> #router {
                routes(service).into_router()
            }

            #routes_docs
            pub fn routes<#s: #name>(service: #s) -> #routes<#s, #anonymous> {
                #routes::anonymous(&#service, service) #operations
            }
        };
    }
    let authenticator = scope.runtime("server::Authenticator");
    quote! {
        #router_docs
        pub fn router<#s, #a>(service: #s, authenticator: #a) -> #router
        where
            #s: #name,
            #a: #authenticator<Principal = #s::Principal>,
        {
            routes(service, authenticator).into_router()
        }

        #routes_docs
        pub fn routes<#s, #a>(service: #s, authenticator: #a) -> #routes<#s, #a>
        where
            #s: #name,
            #a: #authenticator<Principal = #s::Principal>,
        {
            #routes::new(&#service, service, authenticator) #operations
        }
    }
}

/// What the functions call the service's and the authenticator's types: not like the trait.
fn type_parameters(trait_name: &str) -> (Ident, Ident) {
    let service = if trait_name == "S" { "T" } else { "S" };
    let authenticator = if trait_name == "A" { "B" } else { "A" };
    (identifier(service), identifier(authenticator))
}

fn router_docs(api: &Api) -> Vec<String> {
    let routes = match is_asked(api) {
        true => {
            "Routes requests to `service`, once `authenticator` knows the caller and the request is what \
             the document says."
        }
        false => "Routes requests to `service`, once they are what the document says.",
    };
    docs::join([docs::sentence(routes), docs::sentence(&paths_note(api))])
}

/// Where the paths begin: what the server's URL has of a path is not among them.
fn paths_note(api: &Api) -> String {
    let Some(base) = api.servers.first().and_then(|server| base_path(&server.url)) else {
        return "The paths are the document's, without the path of a server's URL.".to_owned();
    };
    let arguments = match is_asked(api) {
        true => "service, authenticator",
        false => "service",
    };
    format!(
        "The paths are the document's, without the {} of the server's URL; to serve them below that, nest \
         them: {}.",
        docs::code(base),
        docs::code(&format!("Router::new().nest(\"{base}\", router({arguments}))"))
    )
}

/// The path of a server's URL, if it has one that can be nested below: `/v1`.
fn base_path(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.get(rest.find('/')?..)?;
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let is_plain = |next: char| next.is_ascii_graphic() && !"{}*\"\\`".contains(next);
    (!path.is_empty() && path.chars().all(is_plain)).then_some(path)
}

/// `.route(&GET_PET, S::get_pet)` for each operation.
fn operations(scope: &mut Scope<'_>, s: &Ident) -> TokenStream {
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
        quote!(.#route(&#description, #s::#method))
    });
    operations.collect()
}
