//! What the client's and the server's methods say of their operation.

use bindery_model::{Docs, Json, Operation, Parameter, ParameterLocation};

use crate::docs;

/// How long the first line of a method's documentation may be.
const LONGEST_HEADING: usize = 96;

/// `` `GET /payment-sessions/{paymentSessionId}` ``
pub(crate) fn endpoint(operation: &Operation) -> String {
    docs::code(&format!("{} {}", operation.method.as_str(), operation.path))
}

/// The summary with the endpoint.
pub(crate) fn heading(operation: &Operation) -> Vec<String> {
    let endpoint = endpoint(operation);
    let Some(summary) = summary(operation) else {
        return vec![endpoint];
    };
    let one_line = format!("{}: {endpoint}", summary.trim_end_matches('.'));
    match one_line.chars().count() <= LONGEST_HEADING {
        true => vec![one_line],
        false => docs::join([docs::lines(&summary), vec![endpoint]]),
    }
}

fn summary(operation: &Operation) -> Option<String> {
    let summary = operation.docs.summary.as_deref().map(docs::line);
    summary.filter(|line| !line.is_empty())
}

/// The summary with the endpoint, then the description.
pub(crate) fn operation(operation: &Operation) -> Vec<String> {
    let description = operation
        .docs
        .description
        .as_deref()
        .map(docs::lines)
        .unwrap_or_default();
    let repeats = summary(operation).is_some_and(|summary| description == [summary]);
    docs::join([heading(operation), if repeats { Vec::new() } else { description }])
}

/// `` `name`: what the document says `` as an item of a list; empty when it says nothing.
pub(crate) fn item(name: &str, said: &Docs) -> Vec<String> {
    let described = docs::described_after(&format!("{}: ", docs::code(name)), said);
    let mut lines = Vec::new();
    for (index, line) in described.iter().enumerate() {
        lines.push(match (index, line.as_str()) {
            (0, line) => format!("* {line}"),
            (_, "") => String::new(),
            (_, line) => format!("  {line}"),
        });
    }
    lines
}

/// ``header `X-Idempotency-Key` ``
pub(crate) fn place(parameter: &Parameter) -> String {
    let place = match parameter.location {
        ParameterLocation::Querystring => return "whole query".to_owned(),
        ParameterLocation::Path => "path parameter",
        ParameterLocation::Query => "query parameter",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    format!("{place} {}", docs::code(&parameter.wire_name))
}

/// Says which value counts when the thing is left out.
pub(crate) fn default_value(said: &Docs) -> Vec<String> {
    let default = said
        .default
        .as_ref()
        .map(Json::to_text)
        .filter(|text| text.chars().count() <= LONGEST_HEADING);
    default
        .map(|text| format!("Absent means {}.", docs::code(&text)))
        .into_iter()
        .collect()
}
