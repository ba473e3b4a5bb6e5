use bindery_model::Operation;
use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{Argument, Source, arguments};
use crate::docs;
use crate::operations::answers::type_text;
use crate::operations::{endpoint_docs, names_in, operation_names, success};
use crate::rust_file::spaced;
use crate::scope::{Scope, identifier};

/// The struct of a call, and a method for each thing that a caller may leave out.
pub(super) fn call(scope: &mut Scope<'_>, operation: &Operation) -> TokenStream {
    let docs = docs::attributes(&[format!(
        "A call of {}, sent when it is awaited.",
        docs::code(&operation.id)
    )]);
    let name = identifier(&operation_names::call(operation));
    let call = scope.runtime("client::Call");
    let structure = quote! {
        #docs
        #[derive(Debug)]
        #[must_use = "a call is sent only when it is awaited"]
        pub struct #name {
            call: #call,
        }
    };
    let optional = arguments(scope, operation, false);
    if optional.is_empty() {
        return structure;
    }
    let names = names_in::setters(optional.iter().map(|argument| argument.name.as_str()));
    let setters: Vec<_> = optional
        .iter()
        .zip(names)
        .map(|(argument, name)| setter(scope, operation, argument, &name))
        .collect();
    let setters = spaced(setters);
    quote!(#structure impl #name { #setters })
}

/// What awaiting the call gives.
pub(super) fn table(scope: &mut Scope<'_>, operation: &Operation) -> String {
    scope.runtime_macro("call");
    let call = operation_names::call(operation);
    let success = type_text(success::tokens(scope, operation));
    let error = operation_names::error(operation);
    format!("call!({call} => {success}, {error});\n")
}

fn setter(scope: &mut Scope<'_>, operation: &Operation, argument: &Argument<'_>, name: &str) -> TokenStream {
    let docs = docs::attributes(&setter_docs(operation, argument));
    let deprecated = docs::deprecated(argument.said());
    let name = identifier(name);
    let (parameter, parameter_type) = (argument.ident(), argument.argument_type(scope));
    let setting = argument.setter(&argument.value());
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #parameter: #parameter_type) -> Self {
            self.call = self.call #setting;
            self
        }
    }
}

fn setter_docs(operation: &Operation, argument: &Argument<'_>) -> Vec<String> {
    let summary = match argument.source {
        Source::Parameter(index, parameter) => {
            let place = endpoint_docs::place(parameter);
            match operation.idempotency_key == Some(index) {
                true => {
                    format!("Sets the {place}; without it the client makes one, the same for every attempt.")
                }
                false => format!("Sets the {place}."),
            }
        }
        Source::Body(..) => "Sets the body.".into(),
    };
    let said = argument.said();
    docs::join([
        vec![summary],
        docs::described(said),
        endpoint_docs::default_value(said),
    ])
}
