use bindery_model::Operation;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::argument::{Argument, Source, arguments};
use crate::docs;
use crate::operations::{endpoint_docs, operation_names};
use crate::scope::{Scope, identifier};

/// How many arguments a method takes; what needs more takes a struct.
const MOST_ARGUMENTS: usize = 6;

/// The client's method for `operation`, whose description is the static `description`.
pub(super) fn method(scope: &mut Scope<'_>, operation: &Operation, description: &str) -> TokenStream {
    let required = arguments(scope, operation, true);
    let docs = docs::attributes(&method_docs(operation, &required));
    let deprecated = docs::deprecated(&operation.docs);
    let name = method_name(operation);
    let call = identifier(&operation_names::call(operation));
    let description = scope.operation_static(description);
    let (arguments, setters) = signature(scope, operation, &required);
    let body = match setters.is_empty() {
        true => quote!(#call { call: self.core.call(&#description) }),
        false => quote! {
            let call = self.core.call(&#description) #(#setters)*;
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

/// The arguments, and how each is set.
fn signature(
    scope: &mut Scope<'_>,
    operation: &Operation,
    required: &[Argument<'_>],
) -> (TokenStream, Vec<TokenStream>) {
    if required.len() > MOST_ARGUMENTS {
        let parameters = identifier(&operation_names::parameters(operation));
        let setters = required.iter().map(|argument| {
            let name = argument.ident();
            argument.setter(&quote!(&parameters.#name))
        });
        return (quote!(parameters: #parameters), setters.collect());
    }
    let arguments: Vec<_> = required
        .iter()
        .map(|argument| {
            let (name, argument_type) = (argument.ident(), argument.argument_type(scope));
            quote!(#name: #argument_type)
        })
        .collect();
    let setters = required.iter().map(|argument| argument.setter(&argument.value()));
    (quote!(#(#arguments),*), setters.collect())
}

/// The struct that a method takes when it needs more than a handful of arguments.
pub(super) fn parameters(scope: &mut Scope<'_>, operation: &Operation) -> TokenStream {
    let required = arguments(scope, operation, true);
    if required.len() <= MOST_ARGUMENTS {
        return TokenStream::new();
    }
    let name = identifier(&operation_names::parameters(operation));
    let summary = format!("What [`Client::{}`] must be given.", method_name(operation));
    let docs = docs::attributes(&[summary]);
    let fields: Vec<_> = required
        .iter()
        .map(|argument| {
            let docs = docs::attributes(&argument_docs(argument));
            let (name, field_type) = (argument.ident(), argument.field_type(scope));
            quote!(#docs pub #name: #field_type)
        })
        .collect();
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name {
            #(#fields,)*
        }
    }
}

/// The name of the client's method; the client's own `builder` is not for operations.
fn method_name(operation: &Operation) -> Ident {
    match operation.name.as_str() {
        "builder" => identifier("builder_operation"),
        name => identifier(name),
    }
}

fn method_docs(operation: &Operation, required: &[Argument<'_>]) -> Vec<String> {
    let items = match required.len() > MOST_ARGUMENTS {
        true => Vec::new(),
        false => required
            .iter()
            .flat_map(|argument| endpoint_docs::item(&argument.name, argument.said()))
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

fn argument_docs(argument: &Argument<'_>) -> Vec<String> {
    let place = match argument.source {
        Source::Parameter(_, parameter) => endpoint_docs::place(parameter),
        Source::Body(..) => "body".into(),
    };
    docs::join([vec![format!("The {place}.")], docs::described(argument.said())])
}
