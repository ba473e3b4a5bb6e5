//! `server.rs`: a trait to implement, and a router that calls it.

mod caller;
mod declared_answers;
pub(crate) mod request;
mod router;
mod service_trait;

use service_trait::ServiceTrait;

use crate::context::Context;
use crate::docs;
use crate::operations::{export_answers, finish, operation_names};
use crate::rust_file::RustFile;
use crate::scope::Scope;

/// The file's text.
pub(crate) fn file(context: Context<'_>) -> String {
    let mut scope = Scope::beside_types(context);
    let traits = service_trait::of(context);
    scope.reserve(declared_answers::NAME);
    for each in &traits {
        scope.reserve(&each.name);
    }
    for operation in &context.api.operations {
        scope.reserve(operation_names::request(operation));
        export_answers(&mut scope, operation);
    }
    let api = context.api_in_sentence();
    let mut file = RustFile::new(docs::sentence(&format!(
        "A server of {api}: implement {}, serve [`router`].",
        listed(&traits)
    )));
    for each in &traits {
        file.items(each.declaration(&mut scope));
    }
    file.items(router::router(&mut scope, &traits));
    for each in &traits {
        for (_, operation) in &each.operations {
            file.items(request::request(&mut scope, operation, &each.name));
        }
    }
    declared_answers::add(&mut scope, &mut file);
    finish(&scope, file)
}

/// The traits, where they can be read at one glance.
fn listed(traits: &[ServiceTrait<'_>]) -> String {
    match traits {
        [one] => format!("[`{}`]", one.name),
        [one, other] => format!("[`{}`] and [`{}`]", one.name, other.name),
        several => format!("the {} traits of this module", several.len()),
    }
}
