use bindery_model::{NextPage, Operation, Pagination};
use proc_macro2::TokenStream;
use quote::quote;

use crate::operations::answers::type_text;
use crate::operations::{index_tokens, operation_names, success};
use crate::scope::{Scope, identifier};
use crate::type_tokens::type_tokens;

/// The name of the static that says how `operation`, whose own static is `description`, goes through a list.
pub(super) fn static_name(description: &str) -> String {
    format!("{description}_PAGES")
}

/// That static, of an operation that goes through a list.
pub(super) fn declaration(
    scope: &mut Scope<'_>,
    pagination: &Pagination,
    operation_static: &str,
) -> TokenStream {
    let name = identifier(&static_name(operation_static));
    let description = description(scope, pagination);
    let struct_name = scope.runtime("http::Pagination");
    quote!(static #name: #struct_name = #description;)
}

/// `items()` and `pages()`.
pub(super) fn table(
    scope: &mut Scope<'_>,
    operation: &Operation,
    pagination: &Pagination,
    operation_static: &str,
) -> String {
    scope.runtime_macro("pages");
    let call = operation_names::call(operation);
    let page = type_text(success::tokens(scope, operation));
    let item = type_text(type_tokens(scope, &pagination.item));
    let error = operation_names::error(operation);
    let pages = static_name(operation_static);
    format!("pages!({call} => {page}, {item}, {error}, {pages});\n")
}

fn description(scope: &mut Scope<'_>, pagination: &Pagination) -> TokenStream {
    let name = scope.runtime("http::Pagination");
    let items = path(&pagination.items);
    let next = next(scope, &pagination.next);
    let more = match &pagination.more {
        Some(more) => {
            let more = path(more);
            quote!(Some(#more))
        }
        None => quote!(None),
    };
    quote!(#name { items: #items, next: #next, more: #more })
}

fn next(scope: &mut Scope<'_>, next: &NextPage) -> TokenStream {
    let kinds = scope.runtime("http::NextPage");
    match next {
        NextPage::Cursor { parameter, member } => {
            let (parameter, member) = (index_tokens(*parameter), path(member));
            quote!(#kinds::Cursor { parameter: #parameter, member: #member })
        }
        NextPage::LastItem { parameter, member } => {
            let (parameter, member) = (index_tokens(*parameter), path(member));
            quote!(#kinds::LastItem { parameter: #parameter, member: #member })
        }
        NextPage::Number { parameter, first } => {
            let parameter = index_tokens(*parameter);
            let first = proc_macro2::Literal::u64_unsuffixed(*first);
            quote!(#kinds::Number { parameter: #parameter, first: #first })
        }
        NextPage::Offset { parameter } => {
            let parameter = index_tokens(*parameter);
            quote!(#kinds::Offset { parameter: #parameter })
        }
        NextPage::Link => quote!(#kinds::Link),
        NextPage::Url { member } => {
            let member = path(member);
            quote!(#kinds::Url { member: #member })
        }
    }
}

fn path(names: &[String]) -> TokenStream {
    quote!(&[#(#names),*])
}
