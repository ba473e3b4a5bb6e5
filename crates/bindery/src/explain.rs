use bindery_emit::rust_path;
use bindery_model::{Origin, Pointer, TypeId, Webhook};
use serde_json::{Value, json};

use crate::Generation;

/// What became of a document's schemas and operations, and why.
#[derive(Debug)]
pub struct Explained<'g> {
    generation: &'g Generation,
}

impl<'g> Explained<'g> {
    /// Explains what `generation` made.
    pub fn new(generation: &'g Generation) -> Self {
        Self { generation }
    }

    /// Every schema and operation with its explanation, or only those at and below `pointer`.
    ///
    /// Returns `None` when nothing is known of `pointer`.
    pub fn to_text(&self, pointer: Option<&Pointer>) -> Option<String> {
        let wanted = |origin: &Origin| pointer.is_none_or(|pointer| pointer.contains(&origin.pointer));
        let mut text = String::new();
        for explanation in self
            .generation
            .lowered
            .explanations
            .iter()
            .filter(|item| wanted(&item.origin))
        {
            text.push_str(&self.place(&explanation.origin));
            text.push('\n');
            for line in &explanation.lines {
                text.push_str(&format!("  {line}\n"));
            }
        }
        for omission in self
            .generation
            .lowered
            .omissions
            .iter()
            .filter(|item| wanted(&item.origin))
        {
            text.push_str(&format!(
                "{}\n  left out: {}\n",
                self.place(&omission.origin),
                omission.reason
            ));
        }
        (!text.is_empty()).then_some(text)
    }

    /// The same as one JSON object: `schemas`, `operations`, `webhooks`, `callbacks`, what is `omitted` or `untyped` (any JSON), and how
    /// many `warnings` there are.
    ///
    /// `rust` is a path within the generated crate, e.g. `types::PaymentSession`.
    pub fn to_json(&self) -> Value {
        let lowered = &self.generation.lowered;
        let api = &lowered.api;
        let schemas: Vec<_> = api
            .types
            .iter()
            .enumerate()
            .filter_map(|(index, type_def)| {
                let name = type_def.wire_name.as_ref()?;
                let rust = rust_path(api, TypeId(index));
                let mut schema =
                    json!({ "name": name, "pointer": self.place(&type_def.origin), "rust": rust });
                if let Some(split) = api.splits.iter().find(|split| split.full == TypeId(index)) {
                    schema["rustRequest"] = rust_path(api, split.request).into();
                    schema["rustResponse"] = rust_path(api, split.response).into();
                }
                Some(schema)
            })
            .collect();
        let operations: Vec<_> = api
            .operations
            .iter()
            .map(|operation| {
                json!({
                    "id": operation.id,
                    "method": operation.method.as_str(),
                    "path": operation.path,
                    "pointer": self.place(&operation.origin),
                    "rust": operation.name.as_str(),
                })
            })
            .collect();
        let omitted: Vec<_> = lowered
            .omissions
            .iter()
            .map(|omission| json!({ "pointer": self.place(&omission.origin), "reason": omission.reason }))
            .collect();
        let untyped: Vec<_> = lowered
            .untyped
            .iter()
            .map(|spot| json!({ "pointer": self.place(&spot.origin), "reason": spot.reason.to_string() }))
            .collect();
        let (callbacks, webhooks): (Vec<_>, Vec<_>) =
            api.webhooks.iter().partition(|webhook| webhook.url.is_some());
        let webhooks: Vec<_> = webhooks
            .into_iter()
            .map(|webhook| self.webhook(webhook))
            .collect();
        let callbacks: Vec<_> = callbacks
            .into_iter()
            .map(|callback| self.callback(callback))
            .collect();
        json!({
            "schemas": schemas,
            "operations": operations,
            "webhooks": webhooks,
            "callbacks": callbacks,
            "omitted": omitted,
            "untyped": untyped,
            "warnings": self.generation.warning_count(),
        })
    }

    fn webhook(&self, webhook: &Webhook) -> Value {
        let api = &self.generation.lowered.api;
        json!({
            "name": webhook.wire_name,
            "method": webhook.operation.method.as_str(),
            "pointer": self.place(&webhook.operation.origin),
            "rust": webhook.payload.map(|payload| rust_path(api, payload)),
        })
    }

    fn callback(&self, callback: &Webhook) -> Value {
        let mut row = self.webhook(callback);
        row["url"] = json!(callback.url);
        row
    }

    /// The pointer; after its file's name, where it is not the document itself.
    fn place(&self, origin: &Origin) -> String {
        let path = self.generation.sources.paths().nth(origin.file.0);
        match path {
            Some(path) if origin.file.0 > 0 => format!("{}{}", path.display(), origin.pointer),
            _ => origin.pointer.to_string(),
        }
    }
}
