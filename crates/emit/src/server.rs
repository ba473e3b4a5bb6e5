//! `server.rs`: a trait to implement, and a router that calls it.

pub(crate) mod authenticator;
pub(crate) mod caller;
pub(crate) mod declared_answers;
pub(crate) mod request;
mod router;
mod scheme_docs;
pub(crate) mod service_trait;
pub(crate) mod signature;

use authenticator::Authenticator;
use service_trait::ServiceTrait;

use crate::context::Context;
use crate::docs;
use crate::operations::{export_answers, finish, operation_names, representations};
use crate::rust_file::RustFile;
use crate::scope::Scope;

/// The file's text.
pub(crate) fn file(context: Context<'_>) -> String {
    let mut scope = Scope::beside_types(context);
    let traits = service_trait::of(context);
    scope.reserve(declared_answers::NAME);
    let authenticator = Authenticator::of(context);
    for each in &traits {
        scope.reserve(&each.name);
    }
    if let Some(names) = &authenticator {
        scope.reserve(&names.name);
        scope.reserve(&names.schemes);
    }
    for operation in &context.api.operations {
        scope.reserve(operation_names::request(operation));
        if let Some(representations) = representations::of(operation) {
            scope.reserve(representations.name());
            scope.reserve(representations.media_type());
        }
        export_answers(&mut scope, operation);
    }
    let api = context.api_in_sentence();
    let mut file = RustFile::new(docs::sentence(&format!(
        "A server of {api}: implement {}, serve [`router`].",
        listed(&traits, authenticator.as_ref())
    )));
    for each in &traits {
        file.items(each.declaration(&mut scope, authenticator.as_ref()));
    }
    if let Some(authenticator) = &authenticator {
        file.items(authenticator.declaration(&mut scope));
        file.items(authenticator.adapter(&mut scope));
    }
    file.items(router::router(&mut scope, &traits, authenticator.as_ref()));
    for each in &traits {
        for (_, operation) in &each.operations {
            file.items(request::request(&mut scope, operation, &each.name));
            if let Some(representations) = representations::of(operation) {
                let (method, name) = (&operation.name, &each.name);
                let method = format!("[`{method}`]({name}::{method})");
                representations.add(&mut scope, &mut file, &method);
            }
        }
    }
    declared_answers::add(&mut scope, &mut file);
    finish(&scope, file)
}

/// The traits, where they can be read at one glance.
fn listed(traits: &[ServiceTrait<'_>], authenticator: Option<&Authenticator>) -> String {
    let services = traits.iter().map(|each| &each.name);
    let names: Vec<_> = services.chain(authenticator.map(|names| &names.name)).collect();
    match names.as_slice() {
        [one] => format!("[`{one}`]"),
        [one, other] => format!("[`{one}`] and [`{other}`]"),
        several => format!("the {} traits of this module", several.len()),
    }
}
