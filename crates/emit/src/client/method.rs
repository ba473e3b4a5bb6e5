use bindery_model::Operation;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::input::{Input, Source, Taken, inputs};
use crate::docs;
use crate::operations::{endpoint_docs, operation_names, payload};
use crate::scope::{Scope, identifier};

/// How many arguments a method takes; what needs more takes a struct.
const MOST_ARGUMENTS: usize = 6;

/// The client's method for `operation`, whose description is the static `description`.
pub(super) fn method(scope: &mut Scope<'_>, operation: &Operation, description: &str) -> TokenStream {
    let required = inputs(scope, operation, true);
    let docs = docs::attributes(&method_docs(operation, &required));
    let deprecated = docs::deprecated(&operation.docs);
    let name = method_name(operation);
    let call = identifier(&operation_names::call(operation));
    let description = scope.operation_static(description);
    let Signature {
        arguments,
        preparations,
        setters,
    } = signature(scope, operation, &required);
    let body = match setters.is_empty() {
        true => quote!(#call { call: self.core.call(&#description) }),
        false => quote! {
            #preparations
            let call = self.core.call(&#description) #setters;
            #call { call }
        },
    };
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #arguments) -> #call {
            #body
        }
    }
}

/// Whether a method takes what it needs as a struct.
pub(crate) fn takes_struct(required: &[Input<'_>]) -> bool {
    required.len() > MOST_ARGUMENTS
}

/// What a method takes, and what becomes of it.
#[derive(Default)]
struct Signature {
    arguments: TokenStream,
    preparations: TokenStream,
    setters: TokenStream,
}

fn signature(scope: &mut Scope<'_>, operation: &Operation, required: &[Input<'_>]) -> Signature {
    let mut signature = Signature::default();
    if takes_struct(required) {
        let parameters = identifier(&operation_names::parameters(operation));
        signature.arguments = quote!(parameters: #parameters);
        for input in required {
            signature.setters.extend(input.setter(&input.field_value()));
        }
        return signature;
    }
    for input in required {
        let (
            name,
            Taken {
                ty,
                preparation,
                value,
            },
        ) = (input.ident(), input.taken(scope));
        signature.arguments.extend(quote!(#name: #ty,));
        signature.preparations.extend(preparation);
        signature.setters.extend(input.setter(&value));
    }
    signature
}

/// The struct that a method takes when it needs more than a handful of arguments.
pub(super) fn parameters(scope: &mut Scope<'_>, operation: &Operation) -> TokenStream {
    let required = inputs(scope, operation, true);
    if !takes_struct(&required) {
        return TokenStream::new();
    }
    let name = identifier(&operation_names::parameters(operation));
    let summary = format!("What [`Client::{}`] must be given.", method_name(operation));
    let docs = docs::attributes(&[summary]);
    let fields: Vec<_> = required
        .iter()
        .map(|input| {
            let docs = docs::attributes(&field_docs(input));
            let (name, field_type) = (input.ident(), input.field_type(scope));
            quote!(#docs pub #name: #field_type)
        })
        .collect();
    let derives = payload::derives(required.iter().any(Input::streams));
    quote! {
        #docs
        #derives
        pub struct #name {
            #(#fields,)*
        }
    }
}

/// The name of the client's method; the client's own `builder` is not for operations.
pub(crate) fn method_name(operation: &Operation) -> Ident {
    match operation.name.as_str() {
        "builder" => identifier("builder_operation"),
        name => identifier(name),
    }
}

fn method_docs(operation: &Operation, required: &[Input<'_>]) -> Vec<String> {
    let items = match takes_struct(required) {
        true => Vec::new(),
        false => required
            .iter()
            .flat_map(|input| endpoint_docs::item(&input.name, input.said()))
            .collect(),
    };
    let error = operation_names::error(operation);
    let errors = match operation.answers.failure.is_empty() {
        true => "[`Error`] says what can go wrong; the document declares no failure.".to_owned(),
        false => format!("[`{error}`] as [`Error::Api`] for an answer that is not a success."),
    };
    docs::join([
        endpoint_docs::operation(operation),
        items,
        vec!["# Errors".into(), errors],
    ])
}

fn field_docs(input: &Input<'_>) -> Vec<String> {
    let place = match input.source {
        Source::Parameter(_, parameter) => endpoint_docs::place(parameter),
        Source::Body(..) => "body".into(),
    };
    docs::join([vec![format!("The {place}.")], docs::described(input.said())])
}
