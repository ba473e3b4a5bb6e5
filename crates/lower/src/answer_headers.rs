//! Headers of answers, from the smallest that there are:
//!
//! ```yaml
//! headers: { X-Rate-Limit: { schema: { type: integer } } }
//! ```

use std::collections::{BTreeMap, HashSet};

use bindery_document::Cursor;
use bindery_model::{Answer, Code, Diagnostic, Ident, Operation, Parameter, ParameterLocation};

use crate::http_token::is_token;
use crate::lowering::Lowering;
use crate::operation_lowering::OperationLowering;
use crate::parameters::Declared;
use crate::scope::{Scope, Wanted};
use crate::{names, reading};

/// The words that the name of a struct of headers may have if it is called after them.
const MOST_WORDS: usize = 6;

impl<'d> OperationLowering<'_, 'd> {
    /// The headers of an answer. `Content-Type` is what `content` says (OpenAPI 3.0.3, "Response Object").
    pub(crate) fn answer_headers(&mut self, answer: &str, response: &Cursor<'d>) -> Vec<Parameter> {
        let entries = self
            .checked(reading::members(response, "headers"))
            .unwrap_or_default();
        let mut declared: Vec<Declared<'d>> = Vec::new();
        let mut known: HashSet<String> = HashSet::new();
        for (wire_name, place) in entries {
            let is_new = known.insert(wire_name.to_ascii_lowercase());
            if wire_name.eq_ignore_ascii_case("Content-Type") || !is_new {
                continue;
            }
            if !is_token(wire_name) {
                let message = format!("`{wire_name}` cannot be the name of a header");
                let fault = Diagnostic::error(Code::ParameterName, message, place.origin()).at_key();
                self.fault(fault.help("a name has no spaces and none of HTTP's separators: `X-Request-Id`"));
                continue;
            }
            if let Some(cursor) = self.object(&place, "a header") {
                declared.push(Declared {
                    cursor,
                    wire_name,
                    location: ParameterLocation::Header,
                    argument: None,
                });
            }
        }
        let mut fields = Scope::new();
        let wanted = declared.iter().map(|one| wanted_field(one.wire_name)).collect();
        let claims = fields.settle(wanted);
        let mut headers = Vec::new();
        for (mut one, claim) in declared.into_iter().zip(claims) {
            let argument = format!("{answer}_{}", claim.name);
            one.argument = Some(Ident::new(names::member_name(&argument)));
            headers.extend(self.parameter(&one, claim.name));
        }
        headers
    }
}

/// `X-Rate-Limit` is `rate_limit`, unless that is taken.
fn wanted_field(wire_name: &str) -> Wanted<'_, (bool, &str)> {
    let stripped = wire_name
        .strip_prefix("X-")
        .or_else(|| wire_name.strip_prefix("x-"));
    let name = names::member_name(stripped.filter(|rest| !rest.is_empty()).unwrap_or(wire_name));
    Wanted {
        rank: (name != wire_name, wire_name),
        others: Box::new(move || {
            let distinct = names::distinct_texts(wire_name);
            let texts = std::iter::once(wire_name).chain(distinct.iter().map(String::as_str));
            texts.map(names::member_name).collect()
        }),
        name,
    }
}

impl Lowering<'_> {
    /// Names the structs of headers. They are called after the headers, so that all answers that
    /// declare the same ones have one struct; those that would be called the same and differ are called
    /// after their operations.
    pub(crate) fn name_headers(&mut self) {
        let mut shared: BTreeMap<String, Option<Vec<Parameter>>> = BTreeMap::new();
        for answer in self
            .api
            .operations
            .iter()
            .flat_map(|operation| operation.answers.iter())
        {
            let Some(name) = common_name(answer) else { continue };
            let same = shared.entry(name).or_insert_with(|| Some(answer.headers.clone()));
            if same
                .as_ref()
                .is_some_and(|headers| !are_same(headers, &answer.headers))
            {
                *same = None;
            }
        }
        let mut taken = Scope::of_types();
        shared.keys().for_each(|name| taken.reserve(name));
        for operation in &mut self.api.operations {
            let Operation {
                type_stem, answers, ..
            } = operation;
            for answer in answers.iter_mut().filter(|answer| !answer.headers.is_empty()) {
                let common = common_name(answer).filter(|name| matches!(shared.get(name), Some(Some(_))));
                let name = common.map(Ident::new);
                let own = || {
                    taken
                        .claim(&format!("{type_stem}{}Headers", answer.name), [])
                        .name
                };
                answer.headers_name = Some(name.unwrap_or_else(own));
            }
        }
    }
}

/// `RateLimitHeaders` for `X-Rate-Limit-Limit` and `X-Rate-Limit-Remaining`: the words that all headers
/// begin with, or the words of all.
fn common_name(answer: &Answer) -> Option<String> {
    let words: Vec<Vec<String>> = answer
        .headers
        .iter()
        .map(|header| names::words(header.name.as_str().trim_start_matches("r#")))
        .collect();
    let (first, others) = words.split_first()?;
    let shared = first
        .iter()
        .enumerate()
        .take_while(|(index, word)| others.iter().all(|other| other.get(*index) == Some(word)))
        .count();
    let chosen: Vec<&str> = match shared {
        0 => words.iter().flatten().map(String::as_str).collect(),
        _ => first.iter().take(shared).map(String::as_str).collect(),
    };
    (chosen.len() <= MOST_WORDS).then(|| names::joined_type_name(chosen.into_iter().chain(["Headers"])))
}

/// Whether two answers declare the same headers, in whatever order and words.
fn are_same(left: &[Parameter], right: &[Parameter]) -> bool {
    let same = |one: &Parameter, other: &Parameter| {
        one.name == other.name
            && one.wire_name.eq_ignore_ascii_case(&other.wire_name)
            && one.style == other.style
            && (one.explode, one.required) == (other.explode, other.required)
            && one.type_ref == other.type_ref
            && one.schema == other.schema
    };
    left.len() == right.len() && left.iter().zip(right).all(|(one, other)| same(one, other))
}
