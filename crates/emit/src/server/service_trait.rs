use bindery_model::{Docs, Operation};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::authenticator::Authenticator;
use super::caller::Caller;
use super::signature::Signature;
use crate::context::Context;
use crate::docs;
use crate::operations::{endpoint_docs, operation_names, success};
use crate::rust_file::spaced;
use crate::scope::{Scope, identifier};

/// A trait to implement, and its operations.
pub(crate) struct ServiceTrait<'a> {
    /// Its name.
    pub(crate) name: String,
    /// The function that routes requests to it; none where it is the only one.
    pub(super) routes: Option<Ident>,
    /// The tag whose operations it has.
    tag: Option<(&'a str, &'a Docs)>,
    /// The operations and their indices in the API's list.
    pub(crate) operations: Vec<(usize, &'a Operation)>,
}

/// All traits: of the operations without a tag, then of each tag.
pub(crate) fn of<'a>(context: Context<'a>) -> Vec<ServiceTrait<'a>> {
    let api = context.api;
    let service = api
        .service
        .as_ref()
        .map_or_else(|| "Service".to_owned(), ToString::to_string);
    let all = || api.operations.iter().enumerate();
    let is_tagged = |index: &usize| api.tag_traits.iter().any(|tag| tag.operations.contains(index));
    let untagged = ServiceTrait {
        name: service,
        routes: (!api.tag_traits.is_empty()).then(|| identifier("untagged_routes")),
        tag: None,
        operations: all().filter(|(index, _)| !is_tagged(index)).collect(),
    };
    let of_tags = api.tag_traits.iter().map(|tag| ServiceTrait {
        name: tag.name.to_string(),
        routes: Some(identifier(tag.routes.as_str())),
        tag: Some((&tag.tag, &tag.docs)),
        operations: tag
            .operations
            .iter()
            .filter_map(|index| Some((*index, api.operations.get(*index)?)))
            .collect(),
    });
    let is_needed = |each: &ServiceTrait<'_>| api.tag_traits.is_empty() || !each.operations.is_empty();
    std::iter::once(untagged)
        .chain(of_tags)
        .filter(is_needed)
        .collect()
}

impl ServiceTrait<'_> {
    /// The trait with a method for each operation.
    pub(super) fn declaration(
        &self,
        scope: &mut Scope<'_>,
        authenticator: Option<&Authenticator>,
    ) -> TokenStream {
        let docs = docs::attributes(&self.docs(scope));
        let name = identifier(&self.name);
        let principal = authenticator.map(principal);
        let methods: Vec<_> = self
            .operations
            .iter()
            .map(|(_, operation)| method(scope, operation))
            .collect();
        let items = spaced(principal.into_iter().chain(methods));
        quote! {
            #docs
            pub trait #name: Send + Sync + 'static {
                #items
            }
        }
    }

    fn docs(&self, scope: &Scope<'_>) -> Vec<String> {
        let api = scope.context.api_in_sentence();
        let implementing = "an implementation writes each as an `async fn`.";
        match (&self.tag, &self.routes) {
            (None, None) => vec![format!("The operations of {api}; {implementing}")],
            (None, Some(_)) => vec![format!("The operations of {api} without a tag; {implementing}")],
            (Some((tag, tag_docs)), _) => docs::join([
                docs::sentence(&format!(
                    "The operations of {api} with the tag {}; {implementing}",
                    docs::code(tag)
                )),
                docs::described(tag_docs),
            ]),
        }
    }
}

fn principal(authenticator: &Authenticator) -> TokenStream {
    let docs = docs::attributes(&docs::sentence(&format!(
        "Who calls: what the [`{}`] makes of the credentials.",
        authenticator.name
    )));
    quote!(#docs type Principal: Send + 'static;)
}

fn method(scope: &mut Scope<'_>, operation: &Operation) -> TokenStream {
    let caller = Caller::of(scope.context.api, operation);
    let docs = docs::attributes(&method_docs(operation, caller));
    let declaration = signature(scope, operation).declaration();
    quote!(#docs #declaration)
}

/// What the operation's method takes and gives.
pub(crate) fn signature(scope: &mut Scope<'_>, operation: &Operation) -> Signature {
    let request = scope.server_item(&operation_names::request(operation));
    let error = scope.server_item(&operation_names::error(operation));
    let principal = match Caller::of(scope.context.api, operation) {
        Caller::Unasked => None,
        Caller::Anyone => Some(quote!(Option<Self::Principal>)),
        Caller::Known => Some(quote!(Self::Principal)),
    };
    let arguments = [("request", Some(request)), ("principal", principal)];
    Signature {
        name: operation.name.to_string(),
        arguments: arguments
            .into_iter()
            .filter_map(|(name, ty)| Some((name, ty?)))
            .collect(),
        success: success::answered(scope, operation),
        error,
    }
}

fn method_docs(operation: &Operation, caller: Caller) -> Vec<String> {
    let mut paragraphs = vec![endpoint_docs::operation(operation)];
    if operation.docs.deprecated {
        paragraphs.push(vec![
            "Deprecated: callers are told to use something else.".to_owned(),
        ]);
    }
    if caller == Caller::Anyone {
        let open = "Anyone may call this; there is no principal when no credentials were sent.";
        paragraphs.push(vec![open.to_owned()]);
    }
    docs::join(paragraphs)
}
