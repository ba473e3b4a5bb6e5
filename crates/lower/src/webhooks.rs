//! Webhooks, from the smallest that there is:
//!
//! ```yaml
//! webhooks: { newPet: { post: { requestBody: { content: { application/json: { schema: { type: object } } } } } } }
//! ```

use bindery_document::Cursor;
use bindery_model::Method;

use crate::lowering::Lowering;
use crate::sending::{Sending, sending_hint};
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
            let operations = self.sending_operations(&place);
            let is_only = operations.len() == 1;
            for (method, operation) in operations {
                if self.leaves_out_webhook(name, &method) {
                    continue;
                }
                let word = method.as_str().to_lowercase();
                let texts = [name].into_iter().chain((!is_only).then_some(word.as_str()));
                let texts: Vec<&str> = texts.collect();
                self.callbacks.push_back((texts.join("_"), operation.clone()));
                self.lower_sending(Sending {
                    name,
                    stem: names::joined_type_name(texts.iter().copied()),
                    hint: sending_hint(texts, name, "Webhook"),
                    method,
                    item: place.clone(),
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
}
