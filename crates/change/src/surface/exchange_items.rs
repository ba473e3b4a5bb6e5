//! What client and server share: the enums of answers, bodies and errors, and the structs of headers.

use bindery_model::{Answer, Api, Operation, Parameter, ResponseStatus};

use super::item::Items;
use super::names::{body_type, optional, rust_type};

pub(super) fn add(api: &Api, items: &mut Items) {
    for operation in &api.operations {
        answers(api, operation, items);
        body(api, operation, items);
    }
}

fn answers(api: &Api, operation: &Operation, items: &mut Items) {
    let stem = &operation.type_stem;
    let error = format!("{stem}Error");
    items.add("enum", error.clone(), String::new(), &operation.origin);
    for answer in &operation.answers.failure {
        let path = format!("{error}::{}", answer.name);
        items.add("variant", path, variant(api, answer), &answer.origin);
    }
    if operation.answers.success.len() > 1 {
        let name = format!("{stem}Answer");
        items.add("enum", name.clone(), String::new(), &operation.origin);
        for answer in &operation.answers.success {
            let path = format!("{name}::{}", answer.name);
            items.add("variant", path, variant(api, answer), &answer.origin);
        }
    }
    for answer in operation.answers.iter() {
        if let Some(name) = &answer.headers_name {
            items.add("struct", name.to_string(), String::new(), &answer.origin);
            for header in &answer.headers {
                items.add(
                    "field",
                    format!("{name}::{}", header.name),
                    given(api, header),
                    &header.origin,
                );
            }
            let required = answer.headers.iter().filter(|header| header.required);
            let required: Vec<String> = required.map(|header| rust_type(api, &header.type_ref)).collect();
            let signature = format!("({})", required.join(", "));
            items.add("constructor", format!("{name}::new"), signature, &answer.origin);
        }
    }
}

/// What a variant for an answer holds.
fn variant(api: &Api, answer: &Answer) -> String {
    let status = match answer.status {
        ResponseStatus::Exact(_) => None,
        ResponseStatus::Range(_) | ResponseStatus::Default => Some("StatusCode".to_owned()),
    };
    let held = match (answer.bodies.is_empty(), &answer.headers_name) {
        (true, None) => None,
        _ => Some(success_of(api, answer)),
    };
    let fields: Vec<String> = status.into_iter().chain(held).collect();
    format!("({})", fields.join(", "))
}

/// The body of an answer, with its headers where it declares some.
pub(super) fn success_of(api: &Api, answer: &Answer) -> String {
    let body = answer
        .bodies
        .first()
        .map_or_else(|| "()".to_owned(), |media| body_type(api, media));
    match &answer.headers_name {
        Some(name) => format!("WithHeaders<{body}, {name}>"),
        None => body,
    }
}

/// What an operation gives where it succeeds.
pub(super) fn success(api: &Api, operation: &Operation, with_headers: bool) -> String {
    match operation.answers.success.as_slice() {
        [] => "()".to_owned(),
        [only] if with_headers => success_of(api, only),
        [only] => only
            .bodies
            .first()
            .map_or_else(|| "()".to_owned(), |media| body_type(api, media)),
        _ => format!("{}Answer", operation.type_stem),
    }
}

/// A parameter or a header as a field.
pub(super) fn given(api: &Api, parameter: &Parameter) -> String {
    optional(parameter.required, rust_type(api, &parameter.type_ref))
}

/// The type of a request's body, if it has one.
pub(super) fn sent(api: &Api, operation: &Operation) -> Option<String> {
    let body = operation.body.as_ref()?;
    match body.variants.as_slice() {
        [_] | [] => Some(body_type(api, body.media_types.first()?)),
        _ => Some(format!("{}Body", operation.type_stem)),
    }
}

/// The enum of a body that may be one of several things.
fn body(api: &Api, operation: &Operation, items: &mut Items) {
    let Some(body) = operation.body.as_ref().filter(|body| body.variants.len() > 1) else {
        return;
    };
    let name = format!("{}Body", operation.type_stem);
    items.add("enum", name.clone(), String::new(), &body.origin);
    for variant in &body.variants {
        let media = variant
            .media_types
            .first()
            .and_then(|index| body.media_types.get(*index));
        let held = media.map_or_else(String::new, |media| body_type(api, media));
        // Whoever matches it must know all of them.
        items.add_demanded("variant", format!("{name}::{}", variant.name), held, &body.origin);
    }
}
