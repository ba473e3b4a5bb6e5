//! The operations of a lowered document as short text.

use std::fmt::Write;

use bindery_lower::Lowered;
use bindery_model::{Answer, Api, MediaType, Operation, Parameter, SecurityRequirement, TypeRef};

/// Everything that operations are made of, then what was left out, then the explanations.
pub(crate) fn of(lowered: &Lowered) -> String {
    let mut text = String::new();
    write_all(&mut text, lowered).unwrap();
    text
}

fn write_all(text: &mut String, lowered: &Lowered) -> std::fmt::Result {
    let api = &lowered.api;
    if let Some(service) = &api.service {
        writeln!(text, "trait {service}")?;
    }
    for server in &api.servers {
        writeln!(text, "server {} {:?}", server.url, server.docs.description)?;
    }
    for scheme in &api.security_schemes {
        let docs = &scheme.docs.description;
        writeln!(
            text,
            "scheme {} as {}: {:?} {docs:?}",
            scheme.wire_name, scheme.name, scheme.kind
        )?;
    }
    for operation in &api.operations {
        write_operation(text, api, operation)?;
    }
    for omission in &lowered.omissions {
        writeln!(text, "left out {}: {}", omission.origin.pointer, omission.reason)?;
    }
    for explanation in &lowered.explanations {
        if explanation
            .origin
            .pointer
            .segments()
            .first()
            .is_none_or(|first| first != "components")
        {
            writeln!(text, "\nexplain {}", explanation.origin.pointer)?;
            for line in &explanation.lines {
                writeln!(text, "  {line}")?;
            }
        }
    }
    Ok(())
}

fn write_operation(text: &mut String, api: &Api, operation: &Operation) -> std::fmt::Result {
    let method = operation.method.as_str();
    writeln!(text, "\n{} = {method} {}", operation.id, operation.path)?;
    writeln!(
        text,
        "  {} / {}, tags {:?}",
        operation.name, operation.type_stem, operation.tags
    )?;
    if operation.docs.summary.is_some() || operation.docs.description.is_some() {
        writeln!(
            text,
            "  docs {:?} {:?}",
            operation.docs.summary, operation.docs.description
        )?;
    }
    for parameter in &operation.parameters {
        write_parameter(text, api, parameter)?;
    }
    if let Some(index) = operation.idempotency_key {
        writeln!(text, "  idempotency key: {}", operation.parameters[index].name)?;
    }
    if let Some(body) = &operation.body {
        let required = if body.required { "required" } else { "optional" };
        writeln!(text, "  body, {required} {:?}", body.docs.description)?;
        for media in &body.media_types {
            writeln!(text, "    {}", media_text(api, media))?;
        }
    }
    for answer in &operation.answers.success {
        writeln!(text, "  success {}", answer_text(api, answer))?;
    }
    for answer in &operation.answers.failure {
        writeln!(text, "  failure {}", answer_text(api, answer))?;
    }
    if !operation.security.is_empty() {
        let sets: Vec<String> = operation.security.iter().map(|set| set_text(api, set)).collect();
        writeln!(text, "  security {}", sets.join(" | "))?;
    }
    for server in &operation.servers {
        writeln!(text, "  server {}", server.url)?;
    }
    Ok(())
}

fn write_parameter(text: &mut String, api: &Api, parameter: &Parameter) -> std::fmt::Result {
    let mut flags = vec![format!("{:?}", parameter.style)];
    let given = [
        (parameter.explode, "explode"),
        (parameter.allow_reserved, "reserved"),
        (parameter.required, "required"),
        (parameter.docs.deprecated, "deprecated"),
    ];
    flags.extend(
        given
            .iter()
            .filter(|(is_set, _)| *is_set)
            .map(|(_, flag)| (*flag).to_owned()),
    );
    let type_name = type_text(api, &parameter.type_ref);
    write!(
        text,
        "  {:?} {} as {}: {type_name}",
        parameter.location, parameter.wire_name, parameter.name
    )?;
    write!(text, " ({})", flags.join(", "))?;
    if let Some(default) = &parameter.docs.default {
        write!(text, " default {}", default.to_text())?;
    }
    if let Some(description) = &parameter.docs.description {
        write!(text, " {description:?}")?;
    }
    writeln!(text)
}

fn answer_text(api: &Api, answer: &Answer) -> String {
    let bodies: Vec<String> = answer.bodies.iter().map(|media| media_text(api, media)).collect();
    let mut text = format!("{:?} {}: ", answer.status, answer.name);
    match bodies.is_empty() {
        true => text.push_str("no body"),
        false => text.push_str(&bodies.join(", or ")),
    }
    if let Some(name) = &answer.headers_name {
        let headers: Vec<String> = answer
            .headers
            .iter()
            .map(|header| header_text(api, header))
            .collect();
        text.push_str(&format!("; {name}: {}", headers.join(", ")));
    }
    text
}

fn header_text(api: &Api, header: &Parameter) -> String {
    let presence = if header.required { "required" } else { "optional" };
    let value = type_text(api, &header.type_ref);
    format!("{} `{}` {presence} {value}", header.name, header.wire_name)
}

fn media_text(api: &Api, media: &MediaType) -> String {
    format!(
        "{} as {:?}: {}",
        media.name,
        media.encoding,
        type_text(api, &media.type_ref)
    )
}

fn set_text(api: &Api, set: &SecurityRequirement) -> String {
    let schemes = set.schemes.iter().map(|(index, scopes)| {
        let name = &api.security_schemes[*index].wire_name;
        if scopes.is_empty() {
            name.clone()
        } else {
            format!("{name}{scopes:?}")
        }
    });
    let schemes: Vec<String> = schemes.collect();
    if schemes.is_empty() {
        "anyone".to_owned()
    } else {
        schemes.join(" + ")
    }
}

fn type_text(api: &Api, type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Named(id) => api.type_def(*id).name.to_string(),
        TypeRef::Primitive(primitive) => format!("{primitive:?}"),
        TypeRef::List(inner) => format!("[{}]", type_text(api, inner)),
        TypeRef::Map(inner) => format!("{{{}}}", type_text(api, inner)),
        other => format!("{other:?}"),
    }
}
