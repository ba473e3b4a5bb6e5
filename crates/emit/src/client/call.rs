use bindery_model::Operation;
use proc_macro2::TokenStream;
use quote::quote;

use super::input::{Input, Source, Taken, inputs};
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
    let optional = inputs(scope, operation, false);
    if optional.is_empty() {
        return structure;
    }
    let names = names_in::setters(optional.iter().map(|input| input.name.as_str()));
    let setters: Vec<_> = optional
        .iter()
        .zip(names)
        .map(|(input, name)| setter(scope, operation, input, &name))
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

fn setter(scope: &mut Scope<'_>, operation: &Operation, input: &Input<'_>, name: &str) -> TokenStream {
    let docs = docs::attributes(&setter_docs(operation, input));
    let deprecated = docs::deprecated(input.said());
    let name = identifier(name);
    let (
        argument,
        Taken {
            ty,
            preparation,
            value,
        },
    ) = (input.ident(), input.taken(scope));
    let setting = input.setter(&value);
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #argument: #ty) -> Self {
            #preparation
            self.call = self.call #setting;
            self
        }
    }
}

fn setter_docs(operation: &Operation, input: &Input<'_>) -> Vec<String> {
    let summary = match input.source {
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
    let said = input.said();
    docs::join([
        docs::sentence(&summary),
        docs::described(said),
        endpoint_docs::default_value(said),
    ])
}
