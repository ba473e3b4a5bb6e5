use bindery_model::{Api, Operation, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

use super::{bodies, operation_names};
use crate::scope::{Scope, identifier};
use crate::type_tokens::type_tokens;

/// What a successful call gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Success {
    /// Nothing but that it succeeded.
    Nothing,
    /// The body of the only success.
    Body(TypeRef),
    /// One of several answers: an enum.
    Several,
}

/// What a successful call of `operation` gives.
pub(crate) fn of(api: &Api, operation: &Operation) -> Success {
    match &operation.answers.success[..] {
        [] => Success::Nothing,
        [only] => match &only.body {
            Some(media) => Success::Body(bodies::value_type(api, media)),
            None => Success::Nothing,
        },
        _ => Success::Several,
    }
}

/// Its type: `()`, `PaymentSession`, or the enum of answers.
pub(crate) fn tokens(scope: &mut Scope<'_>, operation: &Operation) -> TokenStream {
    match of(scope.context.api, operation) {
        Success::Nothing => quote!(()),
        Success::Body(type_ref) => type_tokens(scope, &type_ref),
        Success::Several => {
            let name = identifier(&operation_names::answer(operation));
            quote!(#name)
        }
    }
}
