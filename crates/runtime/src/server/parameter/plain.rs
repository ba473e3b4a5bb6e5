//! Parameters that can be nothing but one number, one text or one truth value, as most are: they are read without
//! finding out what else they may mean.

use super::source::{Source, decode};
use crate::http::reading::scalar::{is_number, string};
use crate::http::reading::{JsonText, satisfies};
use crate::http::{Parameter, Place, Style};
use crate::schema::{JsonType, Rule, Schema};
use crate::server::query::pairs;

/// The parameter, where it is there once and is what its schema demands; of anything else nothing is said.
pub(super) fn read(parameter: &Parameter, source: &Source<'_>) -> Option<JsonText> {
    let kind = kind(parameter.schema)?;
    let text = decode(parameter, raw(parameter, source)?).ok()?;
    let is_climbing = parameter.place == Place::Path && matches!(text.as_ref(), "." | "..");
    let json = match kind {
        JsonType::String if !is_climbing => string(&text),
        JsonType::Integer | JsonType::Number if is_number(&text) => JsonText::new(text.into_owned()),
        JsonType::Boolean if matches!(text.as_ref(), "true" | "false") => JsonText::new(text.into_owned()),
        _ => return None,
    };
    satisfies(parameter.schema, &json).then_some(json)
}

/// The only type that the schema allows, where it says so itself and nothing chooses between schemas.
fn kind(schema: &Schema) -> Option<JsonType> {
    let mut kind = None;
    for rule in schema.0 {
        match rule {
            Rule::Type([one]) => kind = Some(*one),
            Rule::Type(_)
            | Rule::AllOf(_)
            | Rule::AnyOf(_)
            | Rule::OneOf(_)
            | Rule::If(_)
            | Rule::In(..)
            | Rule::Link(_)
            | Rule::Resource(_)
            | Rule::DynamicRef(_) => return None,
            _ => {}
        }
    }
    kind
}

/// The only text that stands for the parameter.
fn raw<'a>(parameter: &Parameter, source: &Source<'a>) -> Option<&'a str> {
    match (parameter.place, parameter.style) {
        (Place::Path, Style::Simple) => source.path(parameter.name),
        (Place::Header, Style::Simple) => {
            let mut values = source.request.headers.get_all(parameter.name).into_iter();
            let value = std::str::from_utf8(values.next()?.as_bytes()).ok()?;
            values.next().is_none().then(|| value.trim())
        }
        (Place::Query, Style::Form) => {
            let query = source.request.uri.query()?;
            let mut named = pairs(query).filter(|pair| pair.is_named(parameter.name));
            let value = named.next()?.value;
            named.next().is_none().then_some(value)
        }
        _ => None,
    }
}
