use bindery_model::{
    Answer, Api, Body, MediaType, Operation, Parameter, ResponseStatus, Schema, SchemaRef,
    SecurityRequirement,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::operation_names::OperationNames;
use super::parameters::parameter;
use super::shared_parameters::SharedParameters;
use super::{bodies, endpoint_docs, payload, service};
use crate::docs;
use crate::schema_tokens::schema;
use crate::scope::{Scope, identifier};

/// The descriptions of all operations: what they share, and the name of each.
pub(crate) struct Descriptions<'a> {
    names: OperationNames,
    shared: SharedParameters<'a>,
}

impl<'a> Descriptions<'a> {
    /// The same of some operations of `api`.
    pub(super) fn of(api: &Api, operations: &[(usize, &'a Operation)]) -> Self {
        let mut names = OperationNames::of(api);
        let shared = SharedParameters::of(operations, &mut names);
        Self { names, shared }
    }

    /// The same of what the API sends.
    pub(crate) fn of_webhooks(api: &'a Api) -> Self {
        Self {
            names: OperationNames::of_webhooks(api),
            shared: SharedParameters::none(),
        }
    }

    /// The names of the statics, to claim more of them.
    pub(super) fn names_mut(&mut self) -> &mut OperationNames {
        &mut self.names
    }

    /// `static PAYMENT_SESSION_ID: Parameter = …;` for each parameter that several operations have. (A
    /// constant could not refer to the static of a component's schema.)
    pub(super) fn shared_parameters(&self, scope: &mut Scope<'_>) -> Vec<TokenStream> {
        let statics = self.shared.iter().map(|(name, shared)| {
            let (name, struct_name) = (identifier(name), scope.runtime("http::Parameter"));
            let description = parameter(scope, shared);
            quote!(static #name: #struct_name = #description;)
        });
        statics.collect()
    }

    /// `pub static GET_PAYMENT_SESSION: Operation = …;`
    pub(crate) fn operation(
        &self,
        scope: &mut Scope<'_>,
        index: usize,
        operation: &Operation,
    ) -> TokenStream {
        let docs = docs::attributes(&[endpoint_docs::endpoint(operation)]);
        let name = identifier(self.names.static_of(index));
        let struct_name = scope.runtime("http::Operation");
        let (id, method, path) = (&operation.id, operation.method.as_str(), &operation.path);
        let base_url = service::own_base_url(&operation.servers);
        let parameters: Vec<_> = operation
            .parameters
            .iter()
            .map(|each| self.parameter(scope, each))
            .collect();
        let body = optional(operation.body.as_ref().map(|body| body_tokens(scope, body)));
        let success: Vec<_> = operation
            .answers
            .success
            .iter()
            .map(|each| success(scope, operation, each))
            .collect();
        let security = operation.security.iter().map(requirement);
        let key = optional(operation.idempotency_key.map(index_tokens));
        quote! {
            #docs
            pub static #name: #struct_name = #struct_name {
                id: #id,
                method: #method,
                path: #path,
                base_url: #base_url,
                parameters: &[#(#parameters),*],
                body: #body,
                success: &[#(#success),*],
                security: &[#(#security),*],
                idempotency_key: #key,
            };
        }
    }

    fn parameter(&self, scope: &mut Scope<'_>, each: &Parameter) -> TokenStream {
        match self.shared.name_of(each) {
            Some(name) => {
                let name = identifier(name);
                quote!(#name)
            }
            None => parameter(scope, each),
        }
    }
}

fn body_tokens(scope: &mut Scope<'_>, body: &Body) -> TokenStream {
    let name = scope.runtime("http::RequestBody");
    let required = body.required;
    let rows: Vec<_> = bodies::rows(body)
        .map(|each| {
            let (media, schema) = (payload::media(scope, each), body_schema(scope, each));
            quote!((#media, #schema))
        })
        .collect();
    quote!(#name { required: #required, media: &[#(#rows),*] })
}

/// The schema, as far as it speaks of the value that the encoding carries.
pub(crate) fn body_schema(scope: &mut Scope<'_>, media: &MediaType) -> TokenStream {
    match scope.context.api.value_type(media) == media.type_ref {
        true => schema(scope, &media.schema),
        false => schema(scope, &SchemaRef::Inline(Schema::default())),
    }
}

fn success(scope: &mut Scope<'_>, operation: &Operation, answer: &Answer) -> TokenStream {
    let name = scope.runtime("http::Success");
    let statuses = scope.runtime("http::Status");
    let status = match answer.status {
        ResponseStatus::Exact(status) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(#statuses::Exact(#status))
        }
        ResponseStatus::Range(digit) => {
            let digit = Literal::u8_unsuffixed(digit);
            quote!(#statuses::Range(#digit))
        }
        ResponseStatus::Default => quote!(#statuses::Default),
    };
    let alike = payload::read_alike(answer);
    let alike: Vec<_> = alike
        .into_iter()
        .map(|each| payload::media(scope, each))
        .collect();
    let plain = quote!(#name::new(#status, &[#(#alike),*]));
    let others = payload::others(scope.context.api, operation, answer);
    if others.is_empty() {
        return plain;
    }
    let others: Vec<_> = others
        .into_iter()
        .map(|each| payload::media(scope, each))
        .collect();
    quote!(#name { others: &[#(#others),*], ..#plain })
}

fn requirement(requirement: &SecurityRequirement) -> TokenStream {
    let schemes = requirement.schemes.iter().map(|(scheme, scopes)| {
        let scheme = index_tokens(*scheme);
        quote!((#scheme, &[#(#scopes),*]))
    });
    quote!(&[#(#schemes),*])
}

/// An index as it is written in tables and calls.
pub(crate) fn index_tokens(index: usize) -> TokenStream {
    let index = Literal::usize_unsuffixed(index);
    quote!(#index)
}

fn optional(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}
