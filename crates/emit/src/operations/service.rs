use bindery_model::{ApiKeyLocation, OAuthFlow, OAuthFlowKind, SchemeKind, SecurityScheme};
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

/// The URL of an operation's own first server: a relative one is written, too, so that a call is refused
/// rather than sent to another server.
pub(super) fn own_base_url(servers: &[bindery_model::Server]) -> TokenStream {
    match servers.first() {
        Some(server) => {
            let url = &server.url;
            quote!(Some(#url))
        }
        None => quote!(None),
    }
}

/// The first server's URL. A relative one says nothing without the document's own URL.
fn base_url(servers: &[bindery_model::Server]) -> TokenStream {
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
        SchemeKind::Http { scheme } => quote!(#kinds::Http(#scheme)),
        SchemeKind::OAuth2 { flows, metadata_url } => {
            let oauth2 = oauth2(scope, flows, metadata_url.as_deref());
            quote!(#kinds::OAuth2(#oauth2))
        }
        SchemeKind::OpenIdConnect { url } => {
            let url = optional(url.as_deref());
            quote!(#kinds::OpenIdConnect(#url))
        }
        SchemeKind::MutualTls => quote!(#kinds::MutualTls),
    };
    quote!(#struct_name { name: #name, kind: #kind })
}

/// Where tokens come from: the flow of programs before those of people.
fn oauth2(scope: &mut Scope<'_>, flows: &[OAuthFlow], metadata_url: Option<&str>) -> TokenStream {
    let name = scope.runtime("http::OAuth2");
    let program = flows
        .iter()
        .filter(|flow| flow.kind == OAuthFlowKind::ClientCredentials);
    let mut token_urls = program.chain(flows).filter_map(|flow| flow.token_url.as_deref());
    let mut refresh_urls = flows.iter().filter_map(|flow| flow.refresh_url.as_deref());
    let token_url = optional(token_urls.next());
    let refresh_url = optional(refresh_urls.next());
    let metadata_url = optional(metadata_url);
    quote! {
        #name {
            token_url: #token_url,
            refresh_url: #refresh_url,
            metadata_url: #metadata_url,
        }
    }
}

fn optional(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}
