//! `operations.rs`: what the client and the server both know of each operation.

pub(crate) mod answers;
pub(crate) mod bodies;
pub(crate) mod description;
pub(crate) mod endpoint_docs;
mod headers;
pub(crate) mod names_in;
pub(crate) mod operation_names;
mod parameters;
pub(crate) mod payload;
mod service;
mod shared_parameters;
pub(crate) mod success;
mod variants;

use bindery_model::Operation;

use crate::context::Context;
use crate::rust_file::RustFile;
use crate::scope::Scope;
pub(crate) use description::index_tokens;

use bodies::Sent;
use description::Descriptions;
use success::Success;

/// The file's text.
pub(crate) fn file(context: Context<'_>) -> String {
    let mut scope = Scope::beside_types(context);
    reserve(&mut scope);
    let api = context.api_in_sentence();
    let mut file = RustFile::new(vec![format!(
        "The operations of {api}: what the client and the server share."
    )]);
    file.items(service::service(&mut scope));
    let mut descriptions = Descriptions::of(context.api);
    for shared in descriptions.shared_parameters(&mut scope) {
        file.items(shared);
    }
    for answer in headers::declared(context.api) {
        headers::add(&mut scope, &mut file, answer, descriptions.names_mut());
    }
    for (index, operation) in context.api.operations.iter().enumerate() {
        file.items(descriptions.operation(&mut scope, index, operation));
        add_variants(&mut scope, &mut file, operation);
        if success::of(operation) == Success::Several {
            add_answers(&mut scope, &mut file, &answers::successes(operation));
        }
        add_answers(&mut scope, &mut file, &answers::failures(operation));
    }
    finish(&scope, file)
}

/// The text of a file beside `types`; what the document deprecates is said there without a warning.
pub(crate) fn finish(scope: &Scope<'_>, mut file: RustFile) -> String {
    if scope.mentions_deprecated() {
        file.attribute("expect(deprecated, reason = \"the document deprecates some of what stands here\")");
    }
    file.render(scope.imports(), scope.context.options)
}

/// Keeps the names of this file's own types.
fn reserve(scope: &mut Scope<'_>) {
    let api = scope.context.api;
    for operation in &api.operations {
        scope.reserve(operation_names::error(operation));
        if let Some(Sent::Several(..)) = bodies::sent(operation) {
            scope.reserve(operation_names::body(operation));
        }
        if success::of(operation) == Success::Several {
            scope.reserve(operation_names::answer(operation));
        }
    }
    for answer in headers::declared(api) {
        answer
            .headers_name
            .iter()
            .for_each(|name| scope.reserve(name.as_str()));
    }
}

/// The enum of a body that may be one of several things.
pub(crate) fn add_variants(scope: &mut Scope<'_>, file: &mut RustFile, operation: &Operation) {
    if let Some(declaration) = variants::declaration(scope, operation) {
        file.items(declaration);
    }
    if let Some(table) = variants::table(scope, operation) {
        file.text(table);
    }
}

pub(crate) fn add_answers(scope: &mut Scope<'_>, file: &mut RustFile, answers: &answers::Answers<'_>) {
    file.items(answers.declaration(scope));
    file.text(answers.table(scope));
}

/// Shows the enums of an operation's body and answers to users of the client's or the server's module.
pub(crate) fn export_answers(scope: &mut Scope<'_>, operation: &Operation) {
    let several = success::of(operation) == Success::Several;
    let answer = several.then(|| operation_names::answer(operation));
    let headers = operation
        .answers
        .iter()
        .filter_map(|answer| answer.headers_name.as_ref());
    let headers = headers.map(ToString::to_string);
    let is_several = matches!(bodies::sent(operation), Some(Sent::Several(..)));
    let body = is_several.then(|| operation_names::body(operation));
    let names = body
        .into_iter()
        .chain(answer)
        .chain([operation_names::error(operation)])
        .chain(headers);
    for name in names {
        scope.reserve(&name);
        scope.export(&format!("super::operations::{name}"));
    }
}
