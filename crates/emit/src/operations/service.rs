use bindery_model::{ApiKeyLocation, SchemeKind, SecurityScheme};
use proc_macro2::TokenStream;
use quote::quote;

use super::operation_names::SERVICE;
use crate::docs;
use crate::scope::{Scope, identifier};

/// `pub static SERVICE`: what the document says of all operations.
pub(crate) fn service(scope: &mut Scope<'_>) -> TokenStream {
    let api = scope.context.api;
    let docs = docs::attributes(&[format!(
        "What all operations of {} share.",
        scope.context.api_in_sentence()
    )]);
    let name = identifier(SERVICE);
    let service = scope.runtime("http::Service");
    let (title, version) = (&api.title, &api.version);
    let base_url = base_url(&api.servers);
    let schemes: Vec<_> = api
        .security_schemes
        .iter()
        .map(|each| scheme(scope, each))
        .collect();
    quote! {
        #docs
        pub static #name: #service = #service {
            title: #title,
            version: #version,
            base_url: #base_url,
            schemes: &[#(#schemes),*],
        };
    }
}

/// The first server's URL. A relative one says nothing without the document's own URL.
pub(super) fn base_url(servers: &[bindery_model::Server]) -> TokenStream {
    match servers.first() {
        Some(server) if server.url.contains("://") => {
            let url = &server.url;
            quote!(Some(#url))
        }
        _ => quote!(None),
    }
}

fn scheme(scope: &mut Scope<'_>, scheme: &SecurityScheme) -> TokenStream {
    let struct_name = scope.runtime("http::Scheme");
    let kinds = scope.runtime("http::SchemeKind");
    let name = &scheme.wire_name;
    let kind = match &scheme.kind {
        SchemeKind::ApiKey { location, parameter } => {
            let place = identifier(match location {
                ApiKeyLocation::Header => "ApiKeyHeader",
                ApiKeyLocation::Query => "ApiKeyQuery",
                ApiKeyLocation::Cookie => "ApiKeyCookie",
            });
            quote!(#kinds::#place(#parameter))
        }
        SchemeKind::Basic => quote!(#kinds::Basic),
        SchemeKind::Bearer => quote!(#kinds::Bearer),
        SchemeKind::MutualTls => quote!(#kinds::MutualTls),
    };
    quote!(#struct_name { name: #name, kind: #kind })
}
