use bindery_model::{Body, Operation, Parameter};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::docs;
use crate::operations::bodies::{self, Sent};
use crate::operations::{endpoint_docs, index_tokens, names_in, operation_names, payload, representations};
use crate::scope::{Scope, identifier};
use crate::type_tokens::type_tokens;

/// A field of a request: a parameter or the body.
struct Field {
    name: Ident,
    docs: TokenStream,
    field_type: TokenStream,
    /// How it is read; `None` when it is wrong, or missing though it must be there.
    reading: TokenStream,
}

/// The struct of what a caller of `operation`, a method of the trait `service`, sends, and how it is read.
pub(super) fn request(scope: &mut Scope<'_>, operation: &Operation, service: &str) -> TokenStream {
    let method = &operation.name;
    let docs = format!("What a caller of [`{method}`]({service}::{method}) sends.");
    received(scope, operation, vec![docs])
}

/// The struct of a request, documented so, and how it is read.
pub(crate) fn received(scope: &mut Scope<'_>, operation: &Operation, docs: Vec<String>) -> TokenStream {
    let docs = docs::attributes(&docs);
    let name = identifier(&operation_names::request(operation));
    let fields = fields(scope, operation);
    let from_request = scope.runtime("server::FromRequest");
    let reader = scope.runtime("server::RequestReader");
    let declarations = fields.iter().map(
        |Field {
             name,
             docs,
             field_type,
             ..
         }| quote!(#docs pub #name: #field_type),
    );
    let readings = fields
        .iter()
        .map(|Field { name, reading, .. }| quote!(let #name = #reading;));
    let members = fields.iter().map(|Field { name, .. }| quote!(#name: #name?));
    let reader_name = identifier(if fields.is_empty() { "_reader" } else { "reader" });
    let streams =
        bodies::sent(operation).is_some_and(|sent| sent.media_types().iter().any(payload::is_streamed));
    let derives = payload::derives(streams);
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub struct #name {
            #(#declarations,)*
        }

        impl #from_request for #name {
            fn from_request(#reader_name: &mut #reader) -> Option<Self> {
                #(#readings)*
                Some(Self { #(#members),* })
            }
        }
    }
}

fn fields(scope: &mut Scope<'_>, operation: &Operation) -> Vec<Field> {
    let parameters = operation.parameters.iter().enumerate();
    let mut fields: Vec<_> = parameters
        .map(|(index, each)| parameter(scope, index, each))
        .collect();
    fields.extend(
        operation
            .body
            .as_ref()
            .and_then(|each| body(scope, operation, each)),
    );
    fields.extend(media_type(operation));
    fields
}

/// What is asked for, where an answer may be of several media types.
fn media_type(operation: &Operation) -> Option<Field> {
    let field_type = identifier(&representations::of(operation)?.media_type());
    let docs = ["The media type that the caller likes best.".to_owned()];
    Some(Field {
        name: identifier(&names_in::media_type(operation)),
        docs: docs::attributes(&docs),
        field_type: quote!(#field_type),
        reading: quote!(reader.media_type()),
    })
}

fn parameter(scope: &mut Scope<'_>, index: usize, parameter: &Parameter) -> Field {
    let name = identifier(parameter.name.as_str());
    let value = type_tokens(scope, &parameter.type_ref);
    let index = index_tokens(index);
    let (field_type, reading) = match parameter.required {
        true => (value, quote!(reader.required(#index))),
        false => (quote!(Option<#value>), quote!(reader.optional(#index))),
    };
    Field {
        name,
        docs: docs::attributes(&parameter_docs(parameter)),
        field_type,
        reading,
    }
}

fn parameter_docs(parameter: &Parameter) -> Vec<String> {
    let place = endpoint_docs::place(parameter);
    let place = place.get(..1).unwrap_or_default().to_uppercase() + place.get(1..).unwrap_or_default();
    let described = match docs::described_after(&format!("{place}: "), &parameter.docs) {
        lines if lines.is_empty() => vec![format!("{place}.")],
        lines => lines,
    };
    let deprecated = match parameter.docs.deprecated {
        true => vec!["Deprecated.".to_owned()],
        false => Vec::new(),
    };
    docs::join([
        described,
        endpoint_docs::default_value(&parameter.docs),
        deprecated,
    ])
}

fn body(scope: &mut Scope<'_>, operation: &Operation, body: &Body) -> Option<Field> {
    let sent = bodies::sent(operation)?;
    let value = sent.tokens(scope);
    let reading = identifier(match (sent, body.required) {
        (Sent::Several(..), true) => "variant",
        (Sent::Several(..), false) => "optional_variant",
        (Sent::One(media), true) if payload::is_streamed(media) => "items",
        (Sent::One(media), false) if payload::is_streamed(media) => "optional_items",
        (Sent::One(_), true) => "body",
        (Sent::One(_), false) => "optional_body",
    });
    let field_type = match body.required {
        true => value,
        false => quote!(Option<#value>),
    };
    let reading = quote!(reader.#reading());
    let docs = docs::attributes(&docs::described_or(&body.docs, "The body."));
    Some(Field {
        name: identifier(&names_in::body(operation)),
        docs,
        field_type,
        reading,
    })
}
