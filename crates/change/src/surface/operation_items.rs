//! The client.

use bindery_model::{Api, Operation, Origin, ParameterLocation, Pointer, SchemeKind};

use super::exchange_items::{sent, success};
use super::item::Items;
use super::names::{body_type, rust_type};

/// How many arguments a method takes.
const MOST_ARGUMENTS: usize = 6;

pub(super) fn add(api: &Api, items: &mut Items) {
    for operation in &api.operations {
        method(api, operation, items);
        setters(api, operation, items);
    }
    credentials(api, items);
    servers(api, items);
    for feature in &api.tag_features {
        let place = Origin::new(Default::default(), Pointer::root().child("tags"));
        items.add(
            "feature",
            format!("feature `{}`", feature.feature),
            String::new(),
            &place,
        );
    }
}

/// `fn get_pet(&self, id: &str) -> GetPetCall`, and what awaiting that gives.
fn method(api: &Api, operation: &Operation, items: &mut Items) {
    let arguments = arguments(api, operation);
    let call = format!("{}Call", operation.type_stem);
    let taken = match arguments.len() > MOST_ARGUMENTS {
        true => {
            // Fields have names, and no order.
            let mut fields: Vec<String> = arguments
                .iter()
                .map(|(name, held)| format!("{name}: {held}"))
                .collect();
            fields.sort();
            format!("{}Parameters {{ {} }}", operation.type_stem, fields.join(", "))
        }
        false => {
            let types: Vec<&str> = arguments.iter().map(|(_, held)| held.as_str()).collect();
            types.join(", ")
        }
    };
    let path = format!("Client::{}", operation.name);
    items.add(
        "method",
        path,
        format!("fn({taken}) -> {call}"),
        &operation.origin,
    );
    let result = format!(
        "Result<{}, {}Error>",
        success(api, operation, false),
        operation.type_stem
    );
    items.add("struct", call, format!("awaited: {result}"), &operation.origin);
}

/// What a method is given: parameters of the path first, the body last.
fn arguments(api: &Api, operation: &Operation) -> Vec<(String, String)> {
    let mut required: Vec<_> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required)
        .collect();
    required.sort_by_key(|parameter| parameter.location != ParameterLocation::Path);
    let parameters = required
        .into_iter()
        .map(|parameter| (parameter.name.to_string(), rust_type(api, &parameter.type_ref)));
    let body = operation
        .body
        .as_ref()
        .filter(|body| body.required)
        .and_then(|_| sent(api, operation));
    parameters
        .chain(body.map(|held| ("body".to_owned(), held)))
        .collect()
}

/// What a call may be given beyond its arguments, and how else it may be awaited.
fn setters(api: &Api, operation: &Operation, items: &mut Items) {
    let call = format!("{}Call", operation.type_stem);
    for parameter in operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required)
    {
        let path = format!("{call}::{}", parameter.name);
        items.add(
            "method",
            path,
            rust_type(api, &parameter.type_ref),
            &parameter.origin,
        );
    }
    if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
        let held = sent(api, operation).unwrap_or_default();
        items.add("method", format!("{call}::body"), held, &body.origin);
    }
    for alternate in &operation.alternates {
        let path = format!("{call}::{}", alternate.name);
        items.add(
            "method",
            path,
            body_type(api, &alternate.media_type),
            &operation.origin,
        );
    }
    if let [only] = operation.answers.success.as_slice()
        && let Some(headers) = &only.headers_name
    {
        items.add(
            "method",
            format!("{call}::with_headers"),
            headers.to_string(),
            &only.origin,
        );
    }
    if let Some(pagination) = &operation.pagination {
        let item = rust_type(api, &pagination.item);
        items.add("method", format!("{call}::items"), item, &operation.origin);
    }
}

fn credentials(api: &Api, items: &mut Items) {
    let place = Origin::new(
        Default::default(),
        Pointer::root().child("components").child("securitySchemes"),
    );
    for scheme in &api.security_schemes {
        let taken = match &scheme.kind {
            SchemeKind::Basic => "user and password",
            SchemeKind::ApiKey { .. } => "key",
            SchemeKind::Http { .. } => "credentials",
            SchemeKind::MutualTls => continue,
            _ => "token",
        };
        let path = format!("ClientBuilder::{}", scheme.name);
        items.add(
            "method",
            path,
            taken.to_owned(),
            &place.child(scheme.wire_name.as_str()),
        );
    }
}

/// A struct for each server, where there is a choice.
fn servers(api: &Api, items: &mut Items) {
    let is_choice = api.servers.len() > 1 || api.servers.iter().any(|server| !server.variables.is_empty());
    let place = Origin::new(Default::default(), Pointer::root().child("servers"));
    let offered = api
        .servers
        .iter()
        .filter(|server| is_choice && server.url.contains("://"));
    for server in offered {
        items.add("struct", server.name.to_string(), String::new(), &place);
        for variable in &server.variables {
            items.add(
                "method",
                format!("{}::{}", server.name, variable.name),
                String::new(),
                &place,
            );
        }
    }
}
