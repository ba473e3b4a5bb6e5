//! Headers that the document requires of an answer which is not its handler's.
//!
//! ```yaml
//! default:
//!   headers: { X-Request-Id: { required: true, schema: { type: string, format: uuid } } }
//! ```

use axum::response::Response;
use http::HeaderMap;
use serde_json::{Value, json};

use super::declared_answer::DeclaredAnswer;
use crate::http::{Parameter, header};
use crate::schema::{Rule, Schema, validate};

/// Texts of which one is nearly always allowed, the plainest first.
const TEXTS: [&str; 8] = [
    "-",
    "",
    "0",
    "00000000-0000-0000-0000-000000000000",
    "1970-01-01T00:00:00Z",
    "1970-01-01",
    "about:blank",
    "/",
];

/// How long a text that says nothing is at most.
const LONGEST: usize = 1024;

/// Adds the headers that `declared` requires of the response's status and that it lacks. Nothing is known of them, so they
/// say the least; one that can say nothing so plain stays away.
pub(super) fn add(response: &mut Response, declared: &[DeclaredAnswer]) {
    let status = response.status();
    let precision = declared.iter().filter_map(|row| row.precision(status)).max();
    if precision.is_none() {
        return;
    }
    let rows = declared.iter().filter(|row| row.precision(status) == precision);
    let required = rows.flat_map(|row| row.headers).filter(|header| header.required);
    for parameter in required {
        if !response.headers().contains_key(parameter.name)
            && let Some(written) = least(parameter)
        {
            response.headers_mut().extend(written);
        }
    }
}

/// The header with the least that it may say.
fn least(parameter: &'static Parameter) -> Option<HeaderMap> {
    let text = |value: &Value| serde_json::to_vec(value).unwrap_or_default();
    candidates(parameter.schema)
        .filter(|value| validate(parameter.schema, &text(value)).is_ok())
        .find_map(|value| {
            let mut written = HeaderMap::new();
            header::write(Some(parameter), &value, &mut written).ok()?;
            (!written.is_empty()).then_some(written)
        })
}

/// What the schema names, and what most schemas allow.
fn candidates(schema: &'static Schema) -> impl Iterator<Item = Value> {
    let named = schema.0.iter().flat_map(|rule| match rule {
        Rule::Enum(literals) => literals.iter().flat_map(serde_json::to_value).collect(),
        Rule::Minimum(number) | Rule::Maximum(number) => {
            number.parse().into_iter().map(Value::Number).collect()
        }
        Rule::MinLength(length) => {
            let length = usize::try_from(*length).unwrap_or_default().min(LONGEST);
            vec![json!("-".repeat(length)), json!("0".repeat(length))]
        }
        _ => Vec::new(),
    });
    let plain = [json!(0), json!(1), json!(false), json!([]), json!({})];
    named.chain(TEXTS.into_iter().map(Value::from)).chain(plain)
}
