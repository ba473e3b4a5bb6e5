use bindery_model::{Ident, MediaType, Operation};
use proc_macro2::TokenStream;
use quote::quote;

use super::{operation_names, payload, representations};
use crate::scope::Scope;

/// What a successful call gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Success<'a> {
    /// Nothing but that it succeeded.
    Nothing,
    /// The body of the only success.
    Body(&'a MediaType),
    /// One of several answers: an enum.
    Several,
}

/// What a successful call of `operation` gives.
pub(crate) fn of(operation: &Operation) -> Success<'_> {
    match &operation.answers.success[..] {
        [] => Success::Nothing,
        [only] => match only.bodies.first() {
            Some(media) => Success::Body(media),
            None => Success::Nothing,
        },
        _ => Success::Several,
    }
}

/// Its type: `()`, `PaymentSession`, or the enum of answers.
pub(crate) fn tokens(scope: &mut Scope<'_>, operation: &Operation) -> TokenStream {
    match of(operation) {
        Success::Nothing => quote!(()),
        Success::Body(media) => payload::success(scope, Some(media)),
        Success::Several => scope.server_item(&operation_names::answer(operation)),
    }
}

/// The struct of the headers of the only success, where it declares any.
pub(crate) fn headers(operation: &Operation) -> Option<&Ident> {
    match &operation.answers.success[..] {
        [only] => only.headers_name.as_ref(),
        _ => None,
    }
}

/// What a handler gives: the same as what a caller gets, with the headers, and in any media type that may be
/// asked for.
pub(crate) fn answered(scope: &mut Scope<'_>, operation: &Operation) -> TokenStream {
    let value = match representations::of(operation) {
        Some(representations) => scope.server_item(&representations.name()),
        None => tokens(scope, operation),
    };
    match &operation.answers.success[..] {
        [only] => payload::with_headers(scope, only, value),
        _ => value,
    }
}
