//! The structs of answers' headers.
//!
//! ```yaml
//! headers: { Link: { schema: { type: string } } }     # `LinkHeaders { link: Option<String> }`
//! ```

use std::collections::BTreeSet;

use bindery_model::{Answer, Api, Parameter};
use heck::ToShoutySnakeCase;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::operation_names::OperationNames;
use super::parameters::parameter;
use crate::docs;
use crate::rust_file::{RustFile, spaced};
use crate::scope::{Scope, identifier};
use crate::type_tokens::type_tokens;
use crate::types::argument::{Argument, argument};

/// The answers whose headers are different structs, in the order of the document.
pub(super) fn declared(api: &Api) -> Vec<&Answer> {
    let mut known = BTreeSet::new();
    let answers = api
        .operations
        .iter()
        .flat_map(|operation| operation.answers.iter());
    answers
        .filter(|answer| {
            answer
                .headers_name
                .as_ref()
                .is_some_and(|name| known.insert(name))
        })
        .collect()
}

/// Adds the struct of `answer`'s headers, and its table.
pub(super) fn add(scope: &mut Scope<'_>, file: &mut RustFile, answer: &Answer, names: &mut OperationNames) {
    let Some(name) = &answer.headers_name else { return };
    let table = names.claim(&name.as_str().to_shouty_snake_case(), "TABLE");
    file.items(structure(scope, answer, name.as_str()));
    file.items(constructor(scope, answer, name.as_str()));
    file.items(rows(scope, answer, &table));
    scope.runtime_macro("headers");
    let fields: Vec<String> = answer
        .headers
        .iter()
        .map(|header| {
            let kind = if header.required { "required" } else { "optional" };
            format!("{kind} {}", header.name)
        })
        .collect();
    file.text(format!(
        "headers!({name} from {table} {{ {} }});\n",
        fields.join(", ")
    ));
}

fn structure(scope: &mut Scope<'_>, answer: &Answer, name: &str) -> TokenStream {
    let names: Vec<String> = answer
        .headers
        .iter()
        .map(|header| docs::code(&header.wire_name))
        .collect();
    let noun = if names.len() == 1 { "header" } else { "headers" };
    let docs = docs::attributes(&docs::sentence(&format!(
        "The {noun} {} of an answer.",
        names.join(", ")
    )));
    let name = identifier(name);
    let default = answer
        .headers
        .iter()
        .all(|header| !header.required)
        .then(|| quote!(Default,));
    let fields: Vec<_> = answer.headers.iter().map(|header| field(scope, header)).collect();
    let fields = spaced(fields);
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #fields
        }
    }
}

fn field(scope: &mut Scope<'_>, header: &Parameter) -> TokenStream {
    let mut lines = docs::described(&header.docs);
    if lines.is_empty() {
        lines.push(format!("{}.", docs::code(&header.wire_name)));
    }
    let docs = docs::attributes(&lines);
    let deprecated = docs::deprecated(&header.docs);
    let name = identifier(header.name.as_str());
    let ty = type_tokens(scope, &header.type_ref);
    let ty = if header.required { ty } else { quote!(Option<#ty>) };
    quote!(#docs #deprecated pub #name: #ty,)
}

/// `new`, where some header must be there: the struct is not exhaustive, for documents add headers.
fn constructor(scope: &mut Scope<'_>, answer: &Answer, name: &str) -> TokenStream {
    if answer.headers.iter().all(|header| !header.required) {
        return TokenStream::new();
    }
    let name = identifier(name);
    let (mut arguments, mut fields) = (Vec::new(), Vec::new());
    for header in &answer.headers {
        let field = identifier(header.name.as_str());
        if !header.required {
            fields.push(quote!(#field: None));
            continue;
        }
        let Argument { ty, value } = argument(scope, header.name.as_str(), &header.type_ref);
        arguments.push(quote!(#field: #ty));
        fields.push(match field == value.to_string() {
            true => value,
            false => quote!(#field: #value),
        });
    }
    quote! {
        impl #name {
            /// The headers that must be there.
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

fn rows(scope: &mut Scope<'_>, answer: &Answer, table: &str) -> TokenStream {
    let (table, length) = (identifier(table), Literal::usize_unsuffixed(answer.headers.len()));
    let name = scope.runtime("http::Parameter");
    let rows: Vec<_> = answer
        .headers
        .iter()
        .map(|header| parameter(scope, header))
        .collect();
    quote!(static #table: [#name; #length] = [#(#rows),*];)
}
