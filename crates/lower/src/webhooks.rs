//! Webhooks, from the smallest that there is:
//!
//! ```yaml
//! webhooks: { newPet: { post: { requestBody: { content: { application/json: { schema: { type: object } } } } } } }
//! ```

use bindery_document::Cursor;
use bindery_model::{Explanation, Method, TypeId, Webhook};

use crate::docs::docs_of;
use crate::lowering::Lowering;
use crate::media_type::Essence;
use crate::type_table::{NameHint, Waiting};
use crate::{names, reading};

/// A request that the API sends, while it is lowered.
pub(crate) struct Sending<'n, 'd> {
    /// The key of the webhook or of the callback.
    pub(crate) name: &'n str,
    pub(crate) hint: NameHint,
    pub(crate) method: Method,
    pub(crate) operation: Cursor<'d>,
    /// The expression that says where a callback goes.
    pub(crate) url: Option<&'n str>,
}

impl Sending<'_, '_> {
    fn kind(&self) -> &'static str {
        match self.url {
            Some(_) => "callback",
            None => "webhook",
        }
    }
}

/// `orderPaid` as `OrderPaidWebhook`; `paidWebhook` as it is.
pub(crate) fn sending_hint<'n>(texts: Vec<&'n str>, name: &str, kind: &'n str) -> NameHint {
    let is_named = names::words(name).ends_with(&names::words(kind));
    NameHint::new(texts.into_iter().chain((!is_named).then_some(kind)))
}

impl<'d> Lowering<'d> {
    /// Gives what each webhook sends a type: nothing calls it, so it would have none.
    pub(crate) fn lower_webhooks(&mut self) {
        let root = self.document.root();
        let entries = reading::members(&root, "webhooks").unwrap_or_else(|fault| {
            self.fault(&root, *fault);
            Vec::new()
        });
        for (name, place) in entries.into_iter().filter(|(name, _)| !name.starts_with("x-")) {
            let operations = self.sending_operations(&place);
            let is_only = operations.len() == 1;
            for (method, operation) in operations {
                let word = method.as_str().to_lowercase();
                let texts = [name].into_iter().chain((!is_only).then_some(word.as_str()));
                let texts: Vec<&str> = texts.collect();
                self.callbacks.push_back((texts.join("_"), operation.clone()));
                self.lower_sending(Sending {
                    name,
                    hint: sending_hint(texts, name, "Webhook"),
                    method,
                    operation,
                    url: None,
                });
            }
        }
    }

    /// The operations of a path item that the API calls: of each method one.
    pub(crate) fn sending_operations(&mut self, place: &Cursor<'d>) -> Vec<(Method, Cursor<'d>)> {
        let mut operations: Vec<(Method, Cursor<'d>)> = Vec::new();
        for item in self.path_items(place) {
            for (method, operation) in self.methods_of(&item) {
                if !operations.iter().any(|(known, _)| *known == method) {
                    operations.push((method, operation));
                }
            }
        }
        operations
    }

    /// Gives the body of a request that the API sends a type.
    pub(crate) fn lower_sending(&mut self, sending: Sending<'_, 'd>) {
        let payload = self.payload(&sending.operation).map(|schema| {
            let id = self.payload_type(&sending.hint, &schema);
            self.describe_payload(id, &sending);
            id
        });
        let kind = sending.kind();
        let address = format!(
            "{} {}",
            sending.method.as_str(),
            sending.url.unwrap_or(sending.name)
        );
        let mut lines = vec![match payload {
            Some(id) => format!(
                "`{address}` is a {kind}: it sends `types::{}`",
                self.types.name(id)
            ),
            None => format!("`{address}` is a {kind} without a body"),
        }];
        if self.says_more(&sending.operation) {
            lines.push("its parameters, and the bodies of answers to it, have no types".to_owned());
        }
        let origin = sending.operation.origin();
        self.explanations.push(Explanation {
            origin: origin.clone(),
            lines,
        });
        self.api.webhooks.push(Webhook {
            wire_name: sending.name.to_owned(),
            url: sending.url.map(str::to_owned),
            method: sending.method,
            origin,
            docs: docs_of(&sending.operation),
            payload,
        });
    }

    /// Whether there is more to a request than its body.
    fn says_more(&self, operation: &Cursor<'d>) -> bool {
        let parameters = reading::items(operation, "parameters").unwrap_or_default();
        let responses = reading::members(operation, "responses").unwrap_or_default();
        let has_content = |response: &Cursor<'d>| {
            let response = self.document.resolve(response).ok();
            response.is_some_and(|response| reading::member(&response, "content").is_some())
        };
        !parameters.is_empty() || responses.iter().any(|(_, response)| has_content(response))
    }

    /// The schema of the body: of JSON where there is any, else the first.
    fn payload(&mut self, operation: &Cursor<'d>) -> Option<Cursor<'d>> {
        let body = reading::member(operation, "requestBody")?;
        let body = self.resolve(&body)?;
        let content = reading::members(&body, "content");
        let content = content.unwrap_or_else(|fault| {
            self.fault(&body, *fault);
            Vec::new()
        });
        let mut schemas = Vec::new();
        for (name, media) in content {
            let Some(media) = self.resolve(&media) else {
                continue;
            };
            let is_json = Essence::parse(name).is_some_and(|essence| essence.is_json());
            schemas.extend(reading::member(&media, "schema").map(|schema| (is_json, schema)));
        }
        let json = schemas.iter().position(|(is_json, _)| *is_json);
        let chosen = schemas.into_iter().nth(json.unwrap_or(0));
        chosen.map(|(_, schema)| schema)
    }

    fn payload_type(&mut self, hint: &NameHint, schema: &Cursor<'d>) -> TypeId {
        let id = self.inline_id(hint, schema, true);
        self.types.enqueue(Waiting {
            id,
            schema: schema.clone(),
            component: None,
            owner: None,
        });
        self.lower_waiting();
        id
    }

    fn describe_payload(&mut self, id: TypeId, sending: &Sending<'_, 'd>) {
        let Some(made) = self.types.made(id) else { return };
        if made.docs.summary.is_none() && made.docs.description.is_none() {
            let (kind, method) = (sending.kind(), sending.method.as_str());
            made.docs.summary = Some(format!("What the {kind} `{}` sends (`{method}`).", sending.name));
        }
    }
}
