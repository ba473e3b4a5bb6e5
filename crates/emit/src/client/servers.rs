//! A struct for each server of the document, where there is a choice.
//!
//! ```yaml
//! servers: [{ url: 'https://{region}.api.example', description: Production, variables: { region: { default: eu } } }]
//! ```

use bindery_model::{Server, ServerVariable};
use heck::ToShoutySnakeCase;
use proc_macro2::TokenStream;
use quote::quote;

use crate::docs;
use crate::operations::index_tokens;
use crate::rust_file::{RustFile, spaced};
use crate::scope::{Scope, identifier};

/// The servers that a client may be given: those with a host, where there are several or one has variables.
pub(super) fn offered(servers: &[Server]) -> impl Iterator<Item = &Server> {
    let is_choice = servers.len() > 1 || servers.iter().any(|server| !server.variables.is_empty());
    servers
        .iter()
        .filter(move |server| is_choice && server.url.contains("://"))
}

/// Adds their structs.
pub(super) fn add(scope: &mut Scope<'_>, file: &mut RustFile) {
    let api = scope.context.api;
    for server in offered(&api.servers) {
        let name = server.name.as_str();
        let table = format!("{}_TABLE", name.to_shouty_snake_case());
        file.items(structure(scope, server));
        file.items(setters(server));
        file.items(rows(scope, server, &table));
        scope.runtime_macro("server_url");
        file.text(format!("server_url!({name}, {table});\n"));
    }
}

fn structure(scope: &mut Scope<'_>, server: &Server) -> TokenStream {
    let docs = docs::attributes(&docs::join([
        vec![format!(
            "The server {}, for [`ClientBuilder::server`].",
            docs::code(&server.template)
        )],
        docs::described(&server.docs),
    ]));
    let (name, url) = (
        identifier(server.name.as_str()),
        scope.runtime("client::ServerUrl"),
    );
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            url: #url,
        }
    }
}

fn setters(server: &Server) -> TokenStream {
    if server.variables.is_empty() {
        return TokenStream::new();
    }
    let name = identifier(server.name.as_str());
    let setters: Vec<_> = server
        .variables
        .iter()
        .enumerate()
        .map(|(index, variable)| setter(index, variable))
        .collect();
    let setters = spaced(setters);
    quote!(impl #name { #setters })
}

fn setter(index: usize, variable: &ServerVariable) -> TokenStream {
    let mut said = format!(
        "Sets {}; without it {}.",
        docs::code(&variable.wire_name),
        docs::code(&variable.default)
    );
    if !variable.values.is_empty() {
        let values: Vec<String> = variable.values.iter().map(|value| docs::code(value)).collect();
        said.push_str(&format!(" It may be {}.", values.join(", ")));
    }
    let docs = docs::attributes(&docs::join([vec![said], docs::described(&variable.docs)]));
    let argument = identifier(variable.name.as_str());
    let name = identifier(&format!(
        "with_{}",
        variable
            .name
            .as_str()
            .trim_start_matches("r#")
            .trim_end_matches('_')
    ));
    let index = index_tokens(index);
    quote! {
        #docs
        pub fn #name(mut self, #argument: impl Into<String>) -> Self {
            self.url.set(#index, #argument);
            self
        }
    }
}

fn rows(scope: &mut Scope<'_>, server: &Server, table: &str) -> TokenStream {
    let table = identifier(table);
    let name = scope.runtime("client::Server");
    let template = &server.template;
    let variables: Vec<_> = server
        .variables
        .iter()
        .map(|each| {
            let variable = scope.runtime("client::ServerVariable");
            let (wire_name, default, values) = (&each.wire_name, &each.default, &each.values);
            quote!(#variable { name: #wire_name, default: #default, values: &[#(#values),*] })
        })
        .collect();
    quote! {
        static #table: #name = #name {
            template: #template,
            variables: &[#(#variables),*],
        };
    }
}
