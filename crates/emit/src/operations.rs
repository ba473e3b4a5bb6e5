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
pub(crate) mod representations;
mod service;
mod shared_parameters;
pub(crate) mod success;
mod variants;

use bindery_model::Operation;

use crate::context::Context;
use crate::file_part::add_each;
use crate::rust_file::RustFile;
use crate::scope::Scope;
use crate::tag_files::{self, TagFile};
pub(crate) use description::index_tokens;

use bodies::Sent;
use description::Descriptions;
use success::Success;

/// The file's text: what the service is, and the operations without a feature of their own.
pub(crate) fn file(context: Context<'_>) -> String {
    let mut scope = Scope::beside_types(context);
    let operations = tag_files::untagged(context);
    reserve(&mut scope, &operations);
    let api = context.api_in_sentence();
    let mut file = RustFile::new(vec![format!(
        "The operations of {api}: what the client and the server share."
    )]);
    file.text(tag_files::declarations(context));
    file.items(service::service(&mut scope));
    let mut descriptions = Descriptions::of(context.api, &operations);
    add_shared_parameters(&mut scope, &mut file, &descriptions);
    for answer in headers::declared(context.api) {
        headers::add(&mut scope, &mut file, answer, descriptions.names_mut());
    }
    add_operations(&mut scope, &mut file, &operations, &descriptions);
    finish(&scope, file)
}

/// The text of the file of a tag's operations.
pub(crate) fn tag_file(context: Context<'_>, tag: &TagFile<'_>) -> String {
    let mut scope = Scope::of_tag(context);
    reserve(&mut scope, &tag.operations);
    // Operations of several tags may share a struct of headers: all stand above.
    let answers = tag
        .operations
        .iter()
        .flat_map(|(_, operation)| operation.answers.iter());
    for name in answers.filter_map(|answer| answer.headers_name.as_ref()) {
        scope.export(&format!("super::{name}"));
    }
    let mut file = RustFile::new(tag.docs("The operations"));
    let descriptions = Descriptions::of(context.api, &tag.operations);
    add_shared_parameters(&mut scope, &mut file, &descriptions);
    add_operations(&mut scope, &mut file, &tag.operations, &descriptions);
    finish(&scope, file)
}

fn add_shared_parameters(scope: &mut Scope<'_>, file: &mut RustFile, descriptions: &Descriptions<'_>) {
    for shared in descriptions.shared_parameters(scope) {
        file.items(shared);
    }
}

fn add_operations(
    scope: &mut Scope<'_>,
    file: &mut RustFile,
    operations: &[(usize, &Operation)],
    descriptions: &Descriptions<'_>,
) {
    add_each(scope, file, operations, |scope, file, (index, operation)| {
        file.items(descriptions.operation(scope, *index, operation));
        add_variants(scope, file, operation);
        if success::of(operation) == Success::Several {
            add_answers(scope, file, &answers::successes(operation));
        }
        add_answers(scope, file, &answers::failures(operation));
    });
}

/// The text of a file beside `types`; what the document deprecates is said there without a warning.
pub(crate) fn finish(scope: &Scope<'_>, mut file: RustFile) -> String {
    if scope.mentions_deprecated() {
        file.attribute("expect(deprecated, reason = \"the document deprecates some of what stands here\")");
    }
    file.render(scope.imports(), scope.context.options)
}

/// The same of a file that is the user's from the beginning, in the words of a line that rustfmt does not break.
pub(crate) fn finish_for_user(scope: &Scope<'_>, mut file: RustFile) -> String {
    if scope.mentions_deprecated() {
        file.attribute("expect(deprecated, reason = \"the document deprecates some of these types\")");
    }
    file.render_for_user(scope.imports())
}

/// Keeps the names of this file's own types.
fn reserve(scope: &mut Scope<'_>, operations: &[(usize, &Operation)]) {
    for (_, operation) in operations {
        scope.reserve(operation_names::error(operation));
        if let Some(Sent::Several(..)) = bodies::sent(operation) {
            scope.reserve(operation_names::body(operation));
        }
        if success::of(operation) == Success::Several {
            scope.reserve(operation_names::answer(operation));
        }
    }
    for answer in headers::declared(scope.context.api) {
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
        scope.export_operation_item(&name);
    }
}
