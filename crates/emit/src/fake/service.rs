//! `FakeService`: every trait of the server, with answers that are made up.

use bindery_model::Operation;
use proc_macro2::TokenStream;
use quote::quote;

use crate::docs;
use crate::operations::operation_names::{self, OperationNames};
use crate::operations::{names_in, representations, success};
use crate::rust_file::{RustFile, spaced};
use crate::scope::{Scope, identifier};
use crate::server::authenticator::{Authenticator, of_anyone};
use crate::server::caller::{Caller, is_asked};
use crate::server::declared_answers;
use crate::server::service_trait::{self, ServiceTrait};

/// What the service is called.
pub(super) const NAME: &str = "FakeService";

pub(super) fn add(scope: &mut Scope<'_>, file: &mut RustFile) {
    for operation in &scope.context.api.operations {
        let several = success::of(operation) == success::Success::Several;
        let answer = several.then(|| operation_names::answer(operation));
        let headers = success::headers(operation).map(ToString::to_string);
        let names = answer.into_iter().chain(headers);
        for name in names.chain([operation_names::error(operation)]) {
            scope.import_operation_item(&name);
        }
        if let Some(representations) = representations::of(operation) {
            scope.import_server_item(&representations.name());
        }
    }
    file.items(structure(scope));
    if let Some(asked) = Authenticator::of(scope.context) {
        file.items(knows_anyone(scope, &asked));
    }
    for each in service_trait::of(scope.context) {
        file.items(implementation(scope, &each));
    }
}

fn structure(scope: &mut Scope<'_>) -> TokenStream {
    let api = scope.context.api_in_sentence();
    let docs = docs::attributes(&[format!(
        "A service of {api} that makes its answers up. Clones share them."
    )]);
    let new_docs = docs::attributes(&docs::sentence(
        "A service whose answers depend on `seed`, and on what it was asked before. All are successes, where an \
         operation declares one.",
    ));
    let failures_docs =
        docs::attributes(&["The same, of which so many of a hundred are failures.".to_owned()]);
    let answers_docs = docs::attributes(&["What makes the answers.".to_owned()]);
    let answers = scope.runtime("fake::FakeAnswers");
    let (name, table) = (
        identifier(NAME),
        scope.part_item("server", declared_answers::NAME),
    );
    let router_docs = docs::attributes(&["What serves it; any credentials will do.".to_owned()]);
    let (router, routing) = (
        scope.runtime("server::Router"),
        scope.part_item("server", "router"),
    );
    let routed = match is_asked(scope.context.api) {
        true => quote!(#routing(self.clone(), self)),
        false => quote!(#routing(self)),
    };
    let methods = spaced([
        quote! {
            #new_docs
            pub fn new(seed: u64) -> Self {
                Self { answers: #answers::new(maker(seed), #table) }
            }
        },
        quote! {
            #failures_docs
            #[must_use]
            pub fn with_failures(mut self, percent: u8) -> Self {
                self.answers = self.answers.with_failures(percent);
                self
            }
        },
        quote! {
            #router_docs
            pub fn into_router(self) -> #router {
                #routed
            }
        },
        quote! {
            #answers_docs
            pub fn answers(&self) -> &#answers {
                &self.answers
            }
        },
    ]);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            answers: #answers,
        }

        impl #name {
            #methods
        }
    }
}

/// Any credentials will do, for what is made up is nobody's.
fn knows_anyone(scope: &mut Scope<'_>, asked: &Authenticator) -> TokenStream {
    let authenticator = scope.part_item("server", &asked.name);
    let name = identifier(NAME);
    let principal = quote!(
        type Principal = ();
    );
    let items = spaced(std::iter::once(principal).chain(of_anyone(scope)));
    quote!(impl #authenticator for #name { #items })
}

fn implementation(scope: &mut Scope<'_>, each: &ServiceTrait<'_>) -> TokenStream {
    let service = scope.part_item("server", &each.name);
    let name = identifier(NAME);
    let principal = is_asked(scope.context.api).then(|| {
        quote!(
            type Principal = ();
        )
    });
    let methods: Vec<_> = each
        .operations
        .iter()
        .map(|(index, operation)| method(scope, *index, operation))
        .collect();
    let items = spaced(principal.into_iter().chain(methods));
    quote!(impl #service for #name { #items })
}

fn method(scope: &mut Scope<'_>, index: usize, operation: &Operation) -> TokenStream {
    let names = OperationNames::of(scope.context.api);
    let description = scope.operation_static(names.static_of(index));
    let name = identifier(operation.name.as_str());
    let request = scope.part_item("server", &operation_names::request(operation));
    let error = identifier(&operation_names::error(operation));
    let success = success::answered(scope, operation);
    let principal = match Caller::of(scope.context.api, operation) {
        Caller::Unasked => None,
        Caller::Anyone => Some(quote!(_principal: Option<()>,)),
        Caller::Known => Some(quote!(_principal: (),)),
    };
    let (argument, answer) = match representations::of(operation) {
        Some(_) => {
            let asked = identifier(&names_in::media_type(operation));
            let answer = quote!(answer_as(&#description, request.#asked.as_str()));
            ("request", answer)
        }
        None => ("_request", quote!(answer(&#description))),
    };
    let argument = identifier(argument);
    quote! {
        async fn #name(&self, #argument: #request, #principal) -> Result<#success, #error> {
            self.answers.#answer
        }
    }
}
