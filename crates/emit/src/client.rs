//! `client.rs`: a client with a method for each operation.

mod builder;
mod call;
mod credential_docs;
mod input;
mod method;
mod pages;

use proc_macro2::TokenStream;
use quote::quote;

use crate::context::Context;
use crate::docs;
use crate::operations::answers::type_text;
use crate::operations::operation_names::{self, OperationNames, SERVICE};
use crate::operations::{export_answers, finish};
use crate::rust_file::{RustFile, spaced};
use crate::scope::Scope;

/// The file's text.
pub(crate) fn file(context: Context<'_>) -> String {
    let operations = &context.api.operations;
    let mut scope = Scope::beside_types(context);
    let names = OperationNames::of(context.api);
    reserve(&mut scope, &names);
    let mut file = RustFile::new(vec![format!("A client of {}.", context.api_in_sentence())]);
    file.items(structs(&mut scope));
    scope.runtime_macro("client");
    let service = type_text(scope.operation_static(SERVICE));
    file.text(format!("client!(Client, ClientBuilder, {service});\n"));
    file.items(builder::methods(&mut scope));
    let methods: Vec<_> = operations
        .iter()
        .enumerate()
        .map(|(index, operation)| method::method(&mut scope, operation, names.static_of(index)))
        .collect();
    if !methods.is_empty() {
        let methods = spaced(methods);
        file.items(quote!(impl Client { #methods }));
    }
    for (index, operation) in operations.iter().enumerate() {
        file.items(method::parameters(&mut scope, operation));
        file.items(call::call(&mut scope, operation));
        file.text(call::table(&mut scope, operation));
        if let Some(pagination) = &operation.pagination {
            let description = names.static_of(index);
            file.items(pages::declaration(&mut scope, pagination, description));
            file.text(pages::table(&mut scope, operation, pagination, description));
        }
    }
    finish(&scope, file)
}

/// Keeps the names of this file's own types, and of what it shows as its own.
fn reserve(scope: &mut Scope<'_>, names: &OperationNames) {
    for name in ["Client", "ClientBuilder", "Error"] {
        scope.reserve(name);
    }
    for (index, operation) in scope.context.api.operations.iter().enumerate() {
        scope.reserve(operation_names::call(operation));
        scope.reserve(operation_names::parameters(operation));
        export_answers(scope, operation);
        if operation.pagination.is_some() {
            scope.reserve(pages::static_name(names.static_of(index)));
        }
    }
    scope.export("bindery_runtime::client::Error");
}

fn structs(scope: &mut Scope<'_>) -> TokenStream {
    let client = format!("A client of {}.", scope.context.api_in_sentence());
    let sharing = "Clones are cheap and share connections and the retry budget.".to_owned();
    let client_docs = docs::attributes(&docs::join([vec![client], vec![sharing]]));
    let builder_docs = docs::attributes(&["Makes a [`Client`]; see [`Client::builder`].".to_owned()]);
    let core = scope.runtime("client::Core");
    let builder = scope.runtime("client::Builder");
    quote! {
        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client {
            core: #core,
        }

        #builder_docs
        #[derive(Debug)]
        pub struct ClientBuilder {
            builder: #builder,
        }
    }
}
