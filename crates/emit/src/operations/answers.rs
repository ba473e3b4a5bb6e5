//! The enums of an operation's answers.
//!
//! ```yaml
//! responses:
//!   '404': { description: There is no such payment session., content: … }
//!   default: { description: Something else went wrong., content: … }
//! ```

use bindery_model::{Answer, Operation, ResponseStatus};
use proc_macro2::TokenStream;
use quote::quote;

use super::{bodies, operation_names, payload};
use crate::docs;
use crate::plain;
use crate::scope::{Scope, identifier};

/// An enum of answers.
pub(crate) struct Answers<'a> {
    /// What the macro calls the set: `error` or `success`.
    kind: &'static str,
    name: String,
    summary: String,
    /// The most exact statuses first.
    answers: Vec<&'a Answer>,
}

/// The answers to `operation` that are not a success.
pub(super) fn failures(operation: &Operation) -> Answers<'_> {
    Answers {
        kind: "error",
        name: operation_names::error(operation),
        summary: format!(
            "The answers to {} that are not a success.",
            docs::code(&operation.id)
        ),
        answers: sorted(&operation.answers.failure),
    }
}

/// The several successes of `operation`.
pub(super) fn successes(operation: &Operation) -> Answers<'_> {
    Answers {
        kind: "success",
        name: operation_names::answer(operation),
        summary: format!("The answers to {} that are a success.", docs::code(&operation.id)),
        answers: sorted(&operation.answers.success),
    }
}

/// What a receiver may answer to a webhook or callback.
pub(crate) fn to_webhook(operation: &Operation) -> Answers<'_> {
    Answers {
        summary: format!("What {} may be answered with.", docs::code(&operation.id)),
        ..successes(operation)
    }
}

fn sorted(answers: &[Answer]) -> Vec<&Answer> {
    let mut sorted: Vec<&Answer> = answers.iter().collect();
    sorted.sort_by_key(|answer| match answer.status {
        ResponseStatus::Exact(_) => 0,
        ResponseStatus::Range(_) => 1,
        ResponseStatus::Default => 2,
    });
    sorted
}

impl Answers<'_> {
    /// The enum.
    pub(super) fn declaration(&self, scope: &mut Scope<'_>) -> TokenStream {
        let docs = docs::attributes(std::slice::from_ref(&self.summary));
        let name = identifier(&self.name);
        let variants: Vec<_> = self
            .answers
            .iter()
            .map(|answer| self.variant(scope, answer))
            .collect();
        let derives = payload::derives(self.holds_stream());
        quote! {
            #docs
            #derives
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
            }
        }
    }

    /// The table that says which variant answers for which status.
    pub(super) fn table(&self, scope: &mut Scope<'_>) -> String {
        scope.runtime_macro("answers");
        let (kind, name) = (self.kind, &self.name);
        let rows: String = self
            .answers
            .iter()
            .map(|answer| self.row(scope, answer))
            .collect();
        match rows.is_empty() {
            true => format!("answers! {{\n    {kind} {name} {{}}\n}}\n"),
            false => format!("answers! {{\n    {kind} {name} {{\n{rows}    }}\n}}\n"),
        }
    }

    fn is_success(&self) -> bool {
        self.kind == "success"
    }

    fn holds_stream(&self) -> bool {
        let mut bodies = self.answers.iter().filter_map(|answer| answer.bodies.first());
        match self.is_success() {
            true => bodies.any(payload::is_streamed),
            false => bodies.any(payload::is_sequence),
        }
    }

    fn variant(&self, scope: &mut Scope<'_>, answer: &Answer) -> TokenStream {
        let docs = docs::attributes(&self.variant_docs(answer));
        let name = identifier(answer.name.as_str());
        let status = match answer.status {
            ResponseStatus::Exact(_) => None,
            ResponseStatus::Range(_) | ResponseStatus::Default => Some(scope.runtime("http::StatusCode")),
        };
        let fields: Vec<_> = status.into_iter().chain(self.body_type(scope, answer)).collect();
        match fields.is_empty() {
            true => quote!(#docs #name,),
            false => quote!(#docs #name(#(#fields),*),),
        }
    }

    /// `404: There is no such payment session.`; the media type, too, where others of this status have
    /// another.
    fn variant_docs(&self, answer: &Answer) -> Vec<String> {
        let mut status = match answer.status {
            ResponseStatus::Exact(status) => status.to_string(),
            ResponseStatus::Range(digit) => format!("{digit}XX"),
            ResponseStatus::Default => "Any other status".into(),
        };
        let alike = self.answers.iter().filter(|other| other.status == answer.status);
        if let (2.., Some(media)) = (alike.count(), answer.bodies.first()) {
            status = format!("{status} as {}", docs::code(&media.name));
        }
        match docs::described_after(&format!("{status}: "), &answer.docs) {
            lines if lines.is_empty() => vec![format!("{status}.")],
            lines => lines,
        }
    }

    /// What a variant holds beside the status: a body, headers, both or nothing.
    fn body_type(&self, scope: &mut Scope<'_>, answer: &Answer) -> Option<TokenStream> {
        let media = answer.bodies.first();
        if media.is_none() && answer.headers_name.is_none() {
            return None;
        }
        let value = match self.is_success() {
            true => payload::success(scope, media),
            false => payload::failure(scope, media),
        };
        Some(payload::with_headers(scope, answer, value))
    }

    /// `404 => NotFound(Problem as json "application/problem+json"),`
    fn row(&self, scope: &mut Scope<'_>, answer: &Answer) -> String {
        let status = match answer.status {
            ResponseStatus::Exact(status) => status.to_string(),
            ResponseStatus::Range(digit) => format!("{digit}00..={digit}99"),
            ResponseStatus::Default => "default".into(),
        };
        let name = &answer.name;
        let body = self.body_type(scope, answer).map_or_else(String::new, |value| {
            let alike = payload::read_alike(answer);
            let media = alike.first().map_or_else(String::new, |media| {
                let names = payload::media_words(&alike);
                format!(" as {} {names}", bodies::encoding_name(media.encoding))
            });
            format!("({}{media})", type_text(value))
        });
        format!("        {status} => {name}{body},\n")
    }
}

/// A type that the formatter leaves on one line.
const SHORT: usize = 70;

/// A type as it is written.
pub(crate) fn type_text(value: TokenStream) -> String {
    let plain = plain::line(value.clone()).filter(|line| line.len() <= SHORT);
    if let Some(line) = plain {
        return line;
    }
    let text = value.to_string();
    let Ok(file) = syn::parse2(quote!(type Value = #value;)) else {
        return text;
    };
    let line = prettyplease::unparse(&file);
    let written = line
        .trim()
        .strip_prefix("type Value = ")
        .and_then(|rest| rest.strip_suffix(';'));
    written.map_or(text, str::to_owned)
}
