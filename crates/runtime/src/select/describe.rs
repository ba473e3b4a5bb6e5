use std::error::Error;
use std::fmt;

use super::scan::lookup;
use super::{Plan, SelectBy, TagValue, Test};
use crate::json::kind_of;
use crate::schema::{JsonType, Literal};

/// A union whose tags and variant contradict each other; it never holds a value of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectionError {
    detail: String,
}

impl SelectionError {
    pub(super) fn new(detail: String) -> Self {
        Self { detail }
    }
}

impl fmt::Display for SelectionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.detail)
    }
}

impl Error for SelectionError {}

impl SelectBy {
    /// The tags that were seen, for an error: `paymentProvider = "STRIPE", hosted = false`. Errors travel far, and a
    /// string that no case names may be anything, so it is not shown.
    pub(super) fn describe(&self, tags: &[TagValue<'_>]) -> String {
        self.describe_with(tags, |_| "a string that no case names".into())
    }

    /// The tags that were seen, for the value that they led to: the object around it holds and shows them, too.
    pub(super) fn describe_in_full(&self, tags: &[TagValue<'_>]) -> String {
        self.describe_with(tags, |text| format!("{text:?}"))
    }

    fn describe_with(&self, tags: &[TagValue<'_>], unnamed: impl Fn(&str) -> String) -> String {
        let described = self
            .tags
            .iter()
            .zip(tags)
            .enumerate()
            .map(|(place, (tag, value))| {
                let mut named = self
                    .cases
                    .iter()
                    .filter_map(|case| case.when.get(place)?.as_ref())
                    .chain(&tag.absent);
                let value = match value {
                    TagValue::Absent => return format!("{} is absent", tag.name),
                    TagValue::Null => "null".into(),
                    TagValue::Bool(value) => value.to_string(),
                    TagValue::Integer(value) => value.to_string(),
                    TagValue::Literal(literal) => literal.to_json(),
                    TagValue::Number(_) => "a number".into(),
                    TagValue::Other => "a value that no case names".into(),
                    TagValue::String(text) => match named.any(|literal| value.is(literal)) {
                        true => format!("{text:?}"),
                        false => unnamed(text),
                    },
                };
                format!("{} = {value}", tag.name)
            });
        described.collect::<Vec<_>>().join(", ")
    }

    /// What would choose each variant.
    pub(super) fn describe_cases(&self, except: Option<usize>) -> String {
        let variants = self
            .selection
            .variants
            .iter()
            .enumerate()
            .filter(|(variant, _)| Some(*variant) != except);
        let described = variants.map(|(variant, name)| {
            let cases: Vec<_> = self
                .cases
                .iter()
                .filter(|case| case.then == variant)
                .map(|case| self.describe_case(case.when))
                .collect();
            match cases.is_empty() {
                true => format!("{name} is chosen by no case"),
                false => format!("{name} needs {}", cases.join(" or ")),
            }
        });
        described.collect::<Vec<_>>().join("; ")
    }

    fn describe_case(&self, when: &[Option<Literal>]) -> String {
        let values = self.tags.iter().zip(when);
        let named =
            values.filter_map(|(tag, value)| Some(format!("{} = {}", tag.name, value.as_ref()?.to_json())));
        named.collect::<Vec<_>>().join(", ")
    }
}

/// How many variants are told of in an error.
const MOST_REASONS: usize = 8;

impl Plan {
    /// That a value is of no variant: the tags seen, and for each variant the first thing that rules it out.
    #[cold]
    pub(super) fn refusal(&self, text: &str) -> String {
        let selection = self.selection();
        let variants = selection.variants.iter().enumerate();
        let reasons = variants.filter_map(|(variant, name)| {
            let reason = selection.reason(variant, text)?;
            Some(format!("{name}: {reason}"))
        });
        let mut told: Vec<String> = reasons.take(MOST_REASONS).collect();
        if selection.variants.len() > MOST_REASONS {
            told.push("and so on".into());
        }
        let tags = self.describe_tags(text);
        let tags = match tags.is_empty() {
            true => tags,
            false => format!(" ({tags})"),
        };
        let mut refusal = format!("is of no variant that the document describes{tags}");
        if !told.is_empty() {
            refusal += ": ";
            refusal += &told.join("; ");
        }
        refusal
    }

    /// The tags within a value that were seen.
    pub(super) fn describe_tags(&self, text: &str) -> String {
        let mut described = Vec::new();
        for test in self.selection().tests {
            let Test::Value { path, accepts, .. } = test else {
                continue;
            };
            let mut literals = accepts.iter().flat_map(|(_, literals)| *literals);
            let value =
                lookup(text, path).map_or("absent".into(), |value| describe_text(value, &mut literals));
            let line = match path.is_empty() {
                true => value,
                false => format!("{} = {value}", path.join("/")),
            };
            if !described.contains(&line) {
                described.push(line);
            }
        }
        described.join(", ")
    }
}

/// A value that was found, shown only where it says nothing that the document does not say.
pub(super) fn describe_text<'l>(value: &str, named: &mut impl Iterator<Item = &'l Literal>) -> String {
    match kind_of(value) {
        JsonType::Null | JsonType::Boolean | JsonType::Integer if value.len() <= 40 => value.to_owned(),
        JsonType::String => match named.find(|literal| literal.is_text(value)) {
            Some(literal) => literal.to_json(),
            None => "a string that no variant names".into(),
        },
        other => other.with_article().to_owned(),
    }
}
