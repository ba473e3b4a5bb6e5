//! `client.rs`: a client with a method for each operation.

mod builder;
pub(crate) mod call;
mod credential_docs;
pub(crate) mod input;
pub(crate) mod method;
mod pages;
mod servers;

use bindery_model::Operation;
use proc_macro2::TokenStream;
use quote::quote;

use crate::context::Context;
use crate::docs;
use crate::file_part::{add_each, each_text};
use crate::operations::answers::type_text;
use crate::operations::operation_names::{self, OperationNames, SERVICE};
use crate::operations::{export_answers, finish};
use crate::rust_file::{RustFile, function};
use crate::scope::Scope;
use crate::tag_files::{self, TagFile};

/// The file's text: the client, and the operations without a feature of their own.
pub(crate) fn file(context: Context<'_>) -> String {
    let mut scope = Scope::beside_types(context);
    let operations = tag_files::untagged(context);
    for name in ["Client", "ClientBuilder"] {
        scope.reserve(name);
    }
    reserve(&mut scope, &operations);
    let mut file = RustFile::new(vec![format!("A client of {}.", context.api_in_sentence())]);
    file.text(tag_files::declarations(context));
    file.items(structs(&mut scope));
    scope.runtime_macro("client");
    let service = type_text(scope.operation_static(SERVICE));
    file.text(format!("client!(Client, ClientBuilder, {service});\n"));
    file.items(builder::methods(&mut scope));
    servers::add(&mut scope, &mut file);
    add_operations(&mut scope, &mut file, &operations);
    finish(&scope, file)
}

/// The text of the file of a tag's operations.
pub(crate) fn tag_file(context: Context<'_>, tag: &TagFile<'_>) -> String {
    let mut scope = Scope::of_tag(context);
    scope.reserve("Client");
    scope.import_from_above("Client");
    reserve(&mut scope, &tag.operations);
    let mut file = RustFile::new(tag.docs("Calls"));
    add_operations(&mut scope, &mut file, &tag.operations);
    finish(&scope, file)
}

fn add_operations(scope: &mut Scope<'_>, file: &mut RustFile, operations: &[(usize, &Operation)]) {
    let names = OperationNames::of(scope.context.api);
    let methods = each_text(scope, operations, |scope, (index, operation)| {
        function(method::method(scope, operation, names.static_of(*index)))
    });
    file.block("impl Client", methods);
    add_each(scope, file, operations, |scope, file, (index, operation)| {
        file.items(method::parameters(scope, operation));
        file.items(call::call(scope, operation));
        file.text(call::table(scope, operation));
        if let Some(pagination) = &operation.pagination {
            let description = names.static_of(*index);
            file.items(pages::declaration(scope, pagination, description));
            file.text(pages::table(scope, operation, pagination, description));
        }
    });
}

/// Keeps the names of this file's own types, and of what it shows as its own.
fn reserve(scope: &mut Scope<'_>, operations: &[(usize, &Operation)]) {
    let names = OperationNames::of(scope.context.api);
    scope.reserve("Error");
    for (index, operation) in operations {
        scope.reserve(operation_names::call(operation));
        scope.reserve(operation_names::parameters(operation));
        export_answers(scope, operation);
        if operation.pagination.is_some() {
            scope.reserve(pages::static_name(names.static_of(*index)));
        }
    }
    for server in servers::offered(&scope.context.api.servers) {
        scope.reserve(server.name.as_str());
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
