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

impl<'d> Lowering<'d> {
    /// Gives what each webhook sends a type: nothing calls it, so it would have none.
    pub(crate) fn lower_webhooks(&mut self) {
        let root = self.document.root();
        let entries = reading::members(&root, "webhooks").unwrap_or_else(|fault| {
            self.fault(&root, *fault);
            Vec::new()
        });
        for (name, place) in entries.into_iter().filter(|(name, _)| !name.starts_with("x-")) {
            let mut operations: Vec<(Method, Cursor<'d>)> = Vec::new();
            for item in self.path_items(&place) {
                for (method, operation) in self.methods_of(&item) {
                    if !operations.iter().any(|(known, _)| *known == method) {
                        operations.push((method, operation));
                    }
                }
            }
            let is_only = operations.len() == 1;
            for (method, operation) in operations {
                self.webhook(name, (method, operation), is_only);
            }
        }
    }

    fn webhook(&mut self, name: &str, (method, operation): (Method, Cursor<'d>), is_only: bool) {
        let word = method.as_str().to_lowercase();
        let first = [name].into_iter().chain((!is_only).then_some(word.as_str()));
        let named = names::words(name).last().is_some_and(|word| word == "webhook");
        let hint = NameHint::new(first.chain((!named).then_some("Webhook")));
        let payload = self.payload(&operation).map(|schema| {
            let id = self.payload_type(&hint, &schema);
            self.describe_payload(id, name, &method);
            id
        });
        let line = match payload {
            Some(id) => format!(
                "`{} {name}` is a webhook: it sends `types::{}`",
                method.as_str(),
                self.types.name(id)
            ),
            None => format!("`{} {name}` is a webhook without a body", method.as_str()),
        };
        self.explanations.push(Explanation {
            origin: operation.origin(),
            lines: vec![line],
        });
        self.api.webhooks.push(Webhook {
            wire_name: name.to_owned(),
            method,
            origin: operation.origin(),
            docs: docs_of(&operation),
            payload,
        });
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

    fn describe_payload(&mut self, id: TypeId, name: &str, method: &Method) {
        let Some(made) = self.types.made(id) else { return };
        if made.docs.summary.is_none() && made.docs.description.is_none() {
            made.docs.summary = Some(format!(
                "What the webhook `{name}` sends (`{}`).",
                method.as_str()
            ));
        }
    }
}
