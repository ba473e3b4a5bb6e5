use bindery_model::{ApiKeyLocation, SchemeKind, SecurityScheme};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::docs;
use crate::operations::index_tokens;
use crate::rust_file::spaced;
use crate::scope::{Scope, identifier};

/// The methods that every builder has: a scheme's method must not be called so.
const TAKEN: &[&str] = &[
    "attempt_timeout",
    "base_url",
    "build",
    "connect_timeout",
    "response_limit",
    "retries",
    "timeout",
    "transport",
    "user_agent",
];

/// A method of the builder for each security scheme.
pub(super) fn methods(scope: &mut Scope<'_>) -> TokenStream {
    let schemes = &scope.context.api.security_schemes;
    let methods: Vec<_> = schemes
        .iter()
        .enumerate()
        .filter_map(|(index, scheme)| method(scope, index, scheme))
        .collect();
    match methods.is_empty() {
        true => TokenStream::new(),
        false => {
            let methods = spaced(methods);
            quote!(impl ClientBuilder { #methods })
        }
    }
}

fn method(scope: &mut Scope<'_>, index: usize, scheme: &SecurityScheme) -> Option<TokenStream> {
    let docs = docs::attributes(&docs::join([
        vec![format!(
            "Sets the credential of {}: {}.",
            docs::code(&scheme.wire_name),
            sent(&scheme.kind)?
        )],
        docs::described(&scheme.docs),
    ]));
    let name = method_name(scheme);
    let index = index_tokens(index);
    let secret = scope.runtime("Secret");
    let (arguments, setting) = match scheme.kind {
        SchemeKind::MutualTls => return None,
        SchemeKind::Basic => (
            quote!(user: impl Into<String>, password: impl Into<#secret<String>>),
            quote!(self.builder.basic(#index, user.into(), password.into());),
        ),
        SchemeKind::ApiKey { .. } => (
            quote!(key: impl Into<#secret<String>>),
            quote!(self.builder.credential(#index, key.into());),
        ),
        SchemeKind::Bearer => (
            quote!(token: impl Into<#secret<String>>),
            quote!(self.builder.credential(#index, token.into());),
        ),
    };
    Some(quote! {
        #docs
        pub fn #name(mut self, #arguments) -> Self {
            #setting
            self
        }
    })
}

/// What is sent, in words; `None` where the transport does it.
fn sent(kind: &SchemeKind) -> Option<String> {
    Some(match kind {
        SchemeKind::ApiKey { location, parameter } => {
            let place = match location {
                ApiKeyLocation::Header => "header",
                ApiKeyLocation::Query => "query parameter",
                ApiKeyLocation::Cookie => "cookie",
            };
            format!("an API key, sent in the {place} {}", docs::code(parameter))
        }
        SchemeKind::Basic => "a user name and a password".into(),
        SchemeKind::Bearer => "a bearer token".into(),
        SchemeKind::MutualTls => return None,
    })
}

fn method_name(scheme: &SecurityScheme) -> Ident {
    let name = scheme.name.as_str();
    match TAKEN.contains(&name) {
        true => identifier(&format!("{name}_credential")),
        false => identifier(name),
    }
}
