//! The table of the answers that the document declares.
//!
//! ```yaml
//! responses: { '404': { description: …, content: { application/problem+json: … } } }
//! # DeclaredAnswer::new(&[404]).with_body(Media::json("application/problem+json"), &problem::SCHEMA)
//! ```

use bindery_model::{Answer, MediaType, Operation, ResponseStatus};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::docs;
use crate::operations::description::body_schema;
use crate::operations::operation_names::OperationNames;
use crate::operations::payload;
use crate::rust_file::RustFile;
use crate::scope::{Scope, identifier};

/// What the table is called.
pub(crate) const NAME: &str = "ANSWERS";

/// `static ANSWERS: &DeclaredAnswers = &[(&GET_PET, &[…]), …];`
pub(super) fn add(scope: &mut Scope<'_>, file: &mut RustFile) {
    let api = scope.context.api;
    let names = OperationNames::of(api);
    let operations: Vec<_> = api
        .operations
        .iter()
        .enumerate()
        .map(|(index, operation)| {
            let description = scope.operation_static(names.static_of(index));
            let answers = answers(scope, operation);
            quote!((&#description, &[#(#answers),*]))
        })
        .collect();
    let table = scope.runtime("server::DeclaredAnswers");
    let name = identifier(NAME);
    let docs = docs::attributes(&["What the document declares as answers.".to_owned()]);
    file.table(
        quote!(#docs pub(crate) static #name: &#table),
        quote!(&[#(#operations),*]),
    );
}

/// A row: what is answered, and with which statuses.
struct Row {
    statuses: Vec<u16>,
    others: Vec<TokenStream>,
    headers: TokenStream,
    content: TokenStream,
}

fn answers(scope: &mut Scope<'_>, operation: &Operation) -> Vec<TokenStream> {
    let mut rows: Vec<Row> = Vec::new();
    for answer in operation.answers.iter() {
        let bodies = answer.bodies.iter().map(Some);
        let nothing = answer.bodies.is_empty().then_some(None);
        for media in bodies.chain(nothing) {
            add_row(scope, &mut rows, answer, media);
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let declared = scope.runtime("server::DeclaredAnswer");
    rows.into_iter().map(|row| row.tokens(&declared)).collect()
}

/// Adds a row, or the status to the row that says the same of others.
fn add_row(scope: &mut Scope<'_>, rows: &mut Vec<Row>, answer: &Answer, media: Option<&MediaType>) {
    let made = Row::of(scope, answer, media);
    // A row has one range.
    let is_same = |row: &&mut Row| {
        row.content.to_string() == made.content.to_string()
            && row.headers.to_string() == made.headers.to_string()
            && (!matches!(answer.status, ResponseStatus::Range(_)) || row.others.is_empty())
    };
    match rows.iter_mut().find(is_same) {
        Some(row) => {
            row.statuses.extend(made.statuses);
            row.others.extend(made.others);
        }
        None => rows.push(made),
    }
}

impl Row {
    fn of(scope: &mut Scope<'_>, answer: &Answer, media: Option<&MediaType>) -> Self {
        let content = media.map(|media| {
            let (media, schema) = (payload::media(scope, media), body_schema(scope, media));
            quote!(.with_body(#media, #schema))
        });
        let headers = answer.headers_name.as_ref().map(|headers| {
            let headers = identifier(headers.as_str());
            quote!(.with_headers::<#headers>())
        });
        let (statuses, others) = match answer.status {
            ResponseStatus::Exact(status) => (vec![status], Vec::new()),
            ResponseStatus::Range(digit) => {
                let digit = Literal::u8_unsuffixed(digit);
                (Vec::new(), vec![quote!(.or_range(#digit))])
            }
            ResponseStatus::Default => (Vec::new(), vec![quote!(.or_default())]),
        };
        Self {
            statuses,
            others,
            headers: headers.unwrap_or_default(),
            content: content.unwrap_or_default(),
        }
    }

    /// `DeclaredAnswer::new(&[400, 404]).with_body(Media::json("application/problem+json"), &problem::SCHEMA)`
    fn tokens(self, declared: &TokenStream) -> TokenStream {
        let Self {
            statuses,
            others,
            headers,
            content,
        } = self;
        let statuses = statuses.into_iter().map(Literal::u16_unsuffixed);
        quote!(#declared::new(&[#(#statuses),*]) #(#others)* #headers #content)
    }
}
