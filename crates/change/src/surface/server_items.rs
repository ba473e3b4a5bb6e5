//! The server: traits that its users implement.

use bindery_model::{Api, Operation, Origin, Pointer, SchemeKind};

use super::exchange_items::{given, sent, success};
use super::item::Items;
use super::names::optional;

pub(super) fn add(api: &Api, items: &mut Items) {
    for (index, operation) in api.operations.iter().enumerate() {
        let service = service(api, index);
        items.add("trait", service.clone(), String::new(), &operation.origin);
        let caller = match operation.security.is_empty() {
            true => "",
            false => "caller, ",
        };
        let signature = format!(
            "fn({caller}{}Request) -> Result<{}, {0}Error>",
            operation.type_stem,
            success(api, operation, true)
        );
        let path = format!("{service}::{}", operation.name);
        items.add_demanded("method", path, signature, &operation.origin);
        request(api, operation, items);
    }
    authenticator(api, items);
}

/// The trait that an operation is a method of.
fn service(api: &Api, index: usize) -> String {
    let tag = api.tag_traits.iter().find(|tag| tag.operations.contains(&index));
    match (tag, &api.service) {
        (Some(tag), _) => tag.name.to_string(),
        (None, Some(service)) => service.to_string(),
        (None, None) => "Service".to_owned(),
    }
}

/// The struct of what a caller sends.
fn request(api: &Api, operation: &Operation, items: &mut Items) {
    let name = format!("{}Request", operation.type_stem);
    items.add("struct", name.clone(), String::new(), &operation.origin);
    for parameter in &operation.parameters {
        let path = format!("{name}::{}", parameter.name);
        items.add("field", path, given(api, parameter), &parameter.origin);
    }
    if let (Some(body), Some(held)) = (&operation.body, sent(api, operation)) {
        items.add(
            "field",
            format!("{name}::body"),
            optional(body.required, held),
            &body.origin,
        );
    }
}

/// The trait that tells who calls.
fn authenticator(api: &Api, items: &mut Items) {
    let Some(names) = &api.authenticator else {
        return;
    };
    let place = Origin::new(
        Default::default(),
        Pointer::root().child("components").child("securitySchemes"),
    );
    items.add("trait", names.authenticator.to_string(), String::new(), &place);
    for (index, scheme) in api.security_schemes.iter().enumerate() {
        let scopes = if api.needs_scopes(index) {
            " with scopes"
        } else {
            ""
        };
        let shown = shown(&scheme.kind);
        items.add_demanded(
            "method",
            format!("{}::{}", names.authenticator, scheme.name),
            format!("fn({shown}){scopes}"),
            &place.child(scheme.wire_name.as_str()),
        );
    }
    if api.combines_schemes() {
        items.add_demanded(
            "method",
            format!("{}::combine", names.authenticator),
            String::new(),
            &place,
        );
    }
}

/// What a scheme's method is shown.
fn shown(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::ApiKey { .. } => "key",
        SchemeKind::Basic => "user and password",
        SchemeKind::Http { .. } => "credentials",
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => "token",
        SchemeKind::MutualTls => "",
    }
}
