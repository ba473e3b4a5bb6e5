//! `webhooks.rs`: what the API sends, read from what was received.
//!
//! ```yaml
//! webhooks: { bookLent: { post: { requestBody: … } } }   # BookLentRequest::parse(&delivery)
//! ```

use bindery_model::{Operation, Webhook, WebhookSign};
use proc_macro2::TokenStream;
use quote::quote;

use crate::context::Context;
use crate::docs;
use crate::operations::answers;
use crate::operations::description::Descriptions;
use crate::operations::operation_names::{self, OperationNames};
use crate::operations::{add_answers, add_variants, endpoint_docs, finish};
use crate::rust_file::RustFile;
use crate::scope::{Scope, identifier};
use crate::server::request;
use crate::text::literal;

/// The enum of all webhooks.
const ANY: &str = "Webhook";

/// The file's text.
pub(crate) fn file(context: Context<'_>) -> String {
    let api = context.api;
    let mut scope = Scope::beside_types(context);
    reserve(&mut scope);
    let mut file = RustFile::new(module_docs(context));
    if api.webhooks_differ {
        file.items(any(&mut scope));
        file.text(any_table(&mut scope));
    }
    let (names, descriptions) = (OperationNames::of_webhooks(api), Descriptions::of_webhooks(api));
    for (index, webhook) in api.webhooks.iter().enumerate() {
        let operation = &webhook.operation;
        file.items(request::received(&mut scope, operation, request_docs(webhook)));
        scope.runtime_macro("webhook");
        let (request, name) = (operation_names::request(operation), names.static_of(index));
        match is_answered(operation) {
            true => {
                let answer = operation_names::answer(operation);
                file.text(format!("webhook!({request} => {answer}, {name});\n"));
            }
            false => file.text(format!("webhook!({request}, {name});\n")),
        }
        file.items(descriptions.operation(&mut scope, index, operation));
        add_variants(&mut scope, &mut file, operation);
        if is_answered(operation) {
            add_answers(&mut scope, &mut file, &answers::to_webhook(operation));
        }
    }
    finish(&scope, file)
}

fn module_docs(context: Context<'_>) -> Vec<String> {
    let sent = match context.api.webhooks.iter().all(|webhook| webhook.url.is_some()) {
        true => "Callbacks",
        false => "Webhooks",
    };
    let lines = [
        format!(
            "{sent} of {}: what it sends, read from what was received.",
            context.api_in_sentence()
        ),
        String::new(),
        "Verify a signature over the body's bytes as they came, before they are read here.".to_owned(),
        "Reading keeps what is newer than the document; `validate()` of a body, or".to_owned(),
        "[`Delivery::strict`](bindery_runtime::webhook::Delivery::strict), refuses it.".to_owned(),
    ];
    docs::join([lines.to_vec(), example(context)])
}

/// How to receive them with axum; text, for axum need not be there.
fn example(context: Context<'_>) -> Vec<String> {
    let first = context.api.webhooks.first();
    let name = match (context.api.webhooks_differ, first) {
        (true, _) => ANY.to_owned(),
        (false, Some(webhook)) => operation_names::request(&webhook.operation),
        (false, None) => return Vec::new(),
    };
    [
        "```text".to_owned(),
        "async fn receive(method: Method, headers: HeaderMap, body: Bytes) -> StatusCode {".to_owned(),
        "    if !is_signed(&headers, &body) {".to_owned(),
        "        return StatusCode::UNAUTHORIZED;".to_owned(),
        "    }".to_owned(),
        format!("    match {name}::parse(Delivery::new(&method, &headers, &body)) {{"),
        "        Ok(received) => handle(received),".to_owned(),
        "        Err(error) => error.status(),".to_owned(),
        "    }".to_owned(),
        "}".to_owned(),
        "```".to_owned(),
    ]
    .to_vec()
}

/// Keeps the names of this file's own types.
fn reserve(scope: &mut Scope<'_>) {
    scope.reserve(ANY);
    for webhook in &scope.context.api.webhooks {
        scope.reserve(operation_names::request(&webhook.operation));
        scope.reserve(operation_names::answer(&webhook.operation));
        scope.reserve(operation_names::body(&webhook.operation));
    }
}

fn request_docs(webhook: &Webhook) -> Vec<String> {
    let operation = &webhook.operation;
    let kind = match webhook.url {
        Some(_) => "callback",
        None => "webhook",
    };
    let name = docs::code(&webhook.wire_name);
    let mut first = format!(
        "What the {kind} {name} sends: {}",
        endpoint_docs::endpoint(operation)
    );
    if !first.ends_with('.') {
        first.push('.');
    }
    docs::join([docs::sentence(&first), docs::described(&operation.docs)])
}

/// Whether there is more to say in answer than that it was received.
fn is_answered(operation: &Operation) -> bool {
    match &operation.answers.success[..] {
        [] => false,
        [only] => !only.bodies.is_empty(),
        _ => true,
    }
}

/// The webhooks of which one endpoint receives any.
fn received_together<'a>(context: Context<'a>) -> impl Iterator<Item = (usize, &'a Webhook)> {
    let webhooks = context.api.webhooks.iter().enumerate();
    webhooks.filter(|(_, webhook)| webhook.url.is_none())
}

fn any(scope: &mut Scope<'_>) -> TokenStream {
    let docs =
        docs::attributes(&["Any of the webhooks, for an endpoint that receives all of them.".to_owned()]);
    let name = identifier(ANY);
    let variants = received_together(scope.context).map(|(_, webhook)| {
        let docs = docs::attributes(&docs::described_or(
            &webhook.operation.docs,
            &format!("{}.", docs::code(&webhook.wire_name)),
        ));
        let variant = identifier(webhook.operation.type_stem.as_str());
        let request = identifier(&operation_names::request(&webhook.operation));
        quote!(#docs #variant(Box<#request>),)
    });
    quote! {
        #docs
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

/// `BookLent(BookLentRequest): BOOK_LENT [Sign::Member("type", &["book.lent"])],`
fn any_table(scope: &mut Scope<'_>) -> String {
    scope.runtime_macro("webhooks");
    let names = OperationNames::of_webhooks(scope.context.api);
    let mut rows = String::new();
    for (index, webhook) in received_together(scope.context) {
        let (variant, name) = (&webhook.operation.type_stem, names.static_of(index));
        let request = operation_names::request(&webhook.operation);
        let signs: Vec<String> = webhook.signs.iter().map(|each| sign(scope, each)).collect();
        rows += &format!("        {variant}({request}): {name} [{}],\n", signs.join(", "));
    }
    format!("webhooks! {{\n    {ANY} {{\n{rows}    }}\n}}\n")
}

fn sign(scope: &mut Scope<'_>, sign: &WebhookSign) -> String {
    let name = scope.runtime("webhook::Sign").to_string().replace(' ', "");
    let (kind, member, values) = match sign {
        WebhookSign::Header { name, values } => ("Header", name, values),
        WebhookSign::Member { name, values } => ("Member", name, values),
    };
    let values: Vec<String> = values.iter().map(|value| literal(value)).collect();
    format!("{name}::{kind}({}, &[{}])", literal(member), values.join(", "))
}
