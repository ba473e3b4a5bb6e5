use bindery_model::{Operation, Parameter, Primitive, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

use super::input::{Input, Source, Taken, inputs};
use crate::docs;
use crate::operations::answers::type_text;
use crate::operations::{endpoint_docs, index_tokens, names_in, operation_names, payload, success};
use crate::rust_file::spaced;
use crate::scope::{Scope, identifier};
use crate::text::literal;

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
    let emptied: Vec<_> = optional.iter().filter_map(may_be_empty).collect();
    let names = setters(&optional);
    let (plain, empty) = names.split_at(optional.len());
    let mut methods: Vec<_> = optional
        .iter()
        .zip(plain)
        .map(|(input, name)| setter(scope, operation, input, name))
        .collect();
    let empty = emptied.iter().zip(empty);
    methods.extend(empty.map(|((index, parameter), name)| empty_setter(*index, parameter, name)));
    let methods = spaced(methods);
    quote!(#structure impl #name { #methods })
}

/// What the methods are called that set what a caller may leave out, and after these, the methods that give a
/// parameter without a value.
pub(crate) fn setters(optional: &[Input<'_>]) -> Vec<String> {
    let emptied = optional.iter().filter_map(may_be_empty);
    let empty_names: Vec<_> = emptied
        .map(|(_, parameter)| format!("empty_{}", names_in::plain(parameter.name.as_str())))
        .collect();
    let plain_names = optional.iter().map(|input| input.name.as_str());
    names_in::setters(plain_names.chain(empty_names.iter().map(String::as_str)))
}

/// What awaiting the call gives.
pub(super) fn table(scope: &mut Scope<'_>, operation: &Operation) -> String {
    scope.runtime_macro("call");
    let call = operation_names::call(operation);
    let success = type_text(success::tokens(scope, operation));
    let error = operation_names::error(operation);
    let mut more = String::new();
    if let Some(headers) = success::headers(operation) {
        more.push_str(&format!(" headers {headers}"));
    }
    if !operation.alternates.is_empty() {
        more.push_str(" {\n");
    }
    for alternate in &operation.alternates {
        let value = type_text(payload::success(scope, Some(&alternate.media_type)));
        let media = literal(&alternate.media_type.name);
        more.push_str(&format!("    {} => {value} as {media},\n", alternate.name));
    }
    if !operation.alternates.is_empty() {
        more.push('}');
    }
    match more.is_empty() {
        true => format!("call!({call} => {success}, {error});\n"),
        false => format!("call!({call} => {success}, {error};{more});\n"),
    }
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

/// A parameter that may be given without a value, and whose type has none that is empty.
fn may_be_empty<'a>(input: &Input<'a>) -> Option<(usize, &'a Parameter)> {
    match input.source {
        Source::Parameter(index, parameter) if parameter.allow_empty => {
            let is_text = parameter.type_ref == TypeRef::Primitive(Primitive::String);
            (!is_text).then_some((index, parameter))
        }
        _ => None,
    }
}

fn empty_setter(index: usize, parameter: &Parameter, name: &str) -> TokenStream {
    let docs = docs::attributes(&[format!(
        "Gives the {} without a value, which says no more than leaving it out.",
        endpoint_docs::place(parameter)
    )]);
    let deprecated = docs::deprecated(&parameter.docs);
    let (name, index) = (identifier(name), index_tokens(index));
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self) -> Self {
            self.call = self.call.with_empty_parameter(#index);
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
