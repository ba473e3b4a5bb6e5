//! `rehearse`: a call of each operation, made of what a server would read of a request.

use bindery_model::{Operation, SchemeKind, TypeRef};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::client::call::setters;
use crate::client::input::{Input, inputs};
use crate::client::method::{method_name, takes_struct};
use crate::docs;
use crate::operations::operation_names::{self, OperationNames};
use crate::rust_file::RustFile;
use crate::scope::{Scope, identifier};
use crate::server::service_trait::{self, ServiceTrait};

/// What is sent as every credential.
const CREDENTIAL: &str = "made-up";

pub(super) fn add(scope: &mut Scope<'_>, file: &mut RustFile) {
    let traits = service_trait::of(scope.context);
    file.items(all(scope, &traits));
    for (index, each) in traits.iter().enumerate() {
        file.items(some(scope, index, each));
    }
}

/// The function that calls the operations of all traits, of which each has one of its own: a function with hundreds
/// of calls takes long to compile.
fn all(scope: &mut Scope<'_>, traits: &[ServiceTrait<'_>]) -> TokenStream {
    let docs = docs::attributes(&docs::join([
        vec![
            "Calls each operation with made-up arguments, and tells `rehearsal` what did not arrive."
                .to_owned(),
        ],
        vec![
            "Answer the calls with a [`FakeService`], or with any server that takes made-up credentials."
                .to_owned(),
        ],
    ]));
    let rehearsal = scope.runtime("fake::Rehearsal");
    let policy = scope.runtime("client::RetryPolicy");
    let client = scope.part_item("client", "Client");
    let schemes = &scope.context.api.security_schemes;
    let credentials = schemes.iter().map(|scheme| {
        let name = identifier(scheme.name.as_str());
        match scheme.kind {
            SchemeKind::MutualTls => quote!(.#name()),
            SchemeKind::Basic => quote!(.#name(#CREDENTIAL, #CREDENTIAL)),
            _ => quote!(.#name(#CREDENTIAL)),
        }
    });
    let credentials: Vec<_> = credentials.collect();
    if schemes.iter().any(|scheme| scheme.docs.deprecated) {
        scope.mention_deprecated();
    }
    let each = (0..traits.len()).map(|index| {
        let name = function(index);
        quote!(#name(&client, rehearsal).await;)
    });
    quote! {
        #docs
        pub async fn rehearse(rehearsal: &mut #rehearsal) {
            let client = #client::builder()
                .base_url(rehearsal.base_url())
                .transport(rehearsal.transport())
                .retries(#policy::none())
                #(#credentials)*
                .build();
            let client = match client {
                Ok(client) => client,
                Err(error) => return rehearsal.find("client", error),
            };
            #(#each)*
        }
    }
}

fn function(index: usize) -> proc_macro2::Ident {
    format_ident!("rehearse_{}", index + 1)
}

/// The function that calls the operations of a trait.
fn some(scope: &mut Scope<'_>, index: usize, each: &ServiceTrait<'_>) -> TokenStream {
    let rehearsal = scope.runtime("fake::Rehearsal");
    let client = scope.part_item("client", "Client");
    let name = function(index);
    let calls: Vec<_> = each
        .operations
        .iter()
        .map(|(index, operation)| call(scope, *index, operation))
        .collect();
    quote! {
        async fn #name(client: &#client, rehearsal: &mut #rehearsal) {
            #(#calls)*
        }
    }
}

/// `rehearsal.call(&GET_PET, |request: server::GetPetRequest| client.get_pet(request.id)).await;`
fn call(scope: &mut Scope<'_>, index: usize, operation: &Operation) -> TokenStream {
    let names = OperationNames::of(scope.context.api);
    let description = scope.operation_static(names.static_of(index));
    let request_type = scope.part_item("server", &operation_names::request(operation));
    let is_deprecated = |input: &Input<'_>| input.said().deprecated;
    let (required, optional) = (inputs(scope, operation, true), inputs(scope, operation, false));
    if operation.docs.deprecated || required.iter().chain(&optional).any(is_deprecated) {
        scope.mention_deprecated();
    }
    let method = method_name(operation);
    let arguments = arguments(scope, operation, &required);
    let call = quote!(client.#method(#arguments));
    let settings: Vec<_> = optional
        .iter()
        .zip(setters(&optional))
        .map(|(input, setter)| {
            let (field, setter) = (input.ident(), identifier(&setter));
            let value = taken(input, quote!(value));
            quote!(if let Some(value) = request.#field { call = call.#setter(#value); })
        })
        .collect();
    let request = identifier(if required.is_empty() && optional.is_empty() {
        "_request"
    } else {
        "request"
    });
    let body = match settings.is_empty() {
        true => call,
        false => quote!({ let mut call = #call; #(#settings)* call }),
    };
    quote!(rehearsal.call(&#description, |#request: #request_type| #body).await;)
}

fn arguments(scope: &mut Scope<'_>, operation: &Operation, required: &[Input<'_>]) -> TokenStream {
    if takes_struct(required) {
        let parameters = scope.part_item("client", &operation_names::parameters(operation));
        let fields = required.iter().map(|input| {
            let name = input.ident();
            quote!(#name: request.#name)
        });
        return quote!(#parameters { #(#fields),* });
    }
    let values = required.iter().map(|input| {
        let name = input.ident();
        taken(input, quote!(request.#name))
    });
    quote!(#(#values),*)
}

/// A value as a method takes it: out of its box.
fn taken(input: &Input<'_>, value: TokenStream) -> TokenStream {
    match input.type_ref() {
        TypeRef::Boxed(_) if !input.is_taken() => quote!(*#value),
        _ => value,
    }
}
