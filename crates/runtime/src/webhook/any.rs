//! Which of several webhooks a delivery is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::{Delivery, ParseError, ParseErrorKind, header};
use crate::http::Operation;

/// One of several webhooks that one endpoint receives.
#[derive(Debug)]
pub struct Kind<T> {
    /// Its description.
    pub operation: &'static Operation,
    /// What tells it from the others beside its method.
    pub signs: &'static [Sign],
    /// Reads it.
    pub read: fn(&Delivery<'_>) -> Result<T, ParseError>,
}

/// What tells a webhook from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The header of this name has one of these values.
    Header(&'static str, &'static [&'static str]),
    /// The member of this name of a JSON object is one of these strings.
    Member(&'static str, &'static [&'static str]),
}

/// Reads a delivery as the one of `kinds` whose method and signs it has.
///
/// # Errors
/// When it is none of them, or cannot be read as what it is.
pub fn parse_any<T>(kinds: &[Kind<T>], delivery: &Delivery<'_>) -> Result<T, ParseError> {
    let method = delivery.method.as_str();
    let mut same_method = kinds
        .iter()
        .filter(|kind| kind.operation.method == method)
        .peekable();
    if same_method.peek().is_none() {
        return Err(ParseError::of(ParseErrorKind::Method));
    }
    let mut members = None;
    let found = same_method.find(|kind| {
        kind.signs.iter().all(|sign| match sign {
            Sign::Header(name, values) => {
                header(delivery.headers, name).is_some_and(|value| values.contains(&value))
            }
            Sign::Member(name, values) => members
                .get_or_insert_with(|| strings(delivery.body))
                .get(*name)
                .is_some_and(|value| values.contains(&&**value)),
        })
    });
    let kind = found.ok_or_else(|| ParseError::of(ParseErrorKind::Unknown))?;
    (kind.read)(delivery)
}

/// The members of an object that are strings; none where it is no object.
fn strings(body: &[u8]) -> BTreeMap<Cow<'_, str>, Cow<'_, str>> {
    let members: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_slice(body).unwrap_or_default();
    let strings = members.into_iter().filter_map(|(name, value)| {
        let text: String = serde_json::from_str(value.get()).ok()?;
        Some((name, Cow::Owned(text)))
    });
    strings.collect()
}
