//! `server.rs`: a trait to implement, and a router that calls it.

mod caller;
pub(crate) mod request;
mod router;
mod service_trait;

use crate::context::Context;
use crate::operations::{export_answers, finish, operation_names};
use crate::rust_file::RustFile;
use crate::scope::Scope;

/// The file's text.
pub(crate) fn file(context: Context<'_>) -> String {
    let mut scope = Scope::beside_types(context);
    let service = service_trait::name(context.api);
    scope.reserve(&service);
    for operation in &context.api.operations {
        scope.reserve(operation_names::request(operation));
        export_answers(&mut scope, operation);
    }
    let api = context.api_in_sentence();
    let mut file = RustFile::new(vec![format!(
        "A server of {api}: implement [`{service}`], serve [`router`]."
    )]);
    file.items(service_trait::service_trait(&mut scope));
    file.items(router::router(&mut scope));
    for operation in &context.api.operations {
        file.items(request::request(&mut scope, operation));
    }
    finish(&scope, file)
}
