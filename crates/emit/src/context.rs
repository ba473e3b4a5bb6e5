use bindery_model::{Api, Formats, Operation, Primitive, TagFeature, TypeDef, TypeId};

use crate::names::Names;
use crate::{Layout, Options, Parts, docs};

/// What every file is emitted from.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) api: &'a Api,
    pub(crate) options: &'a Options,
    pub(crate) names: &'a Names,
}

impl<'a> Context<'a> {
    pub(crate) fn type_def(&self, id: TypeId) -> &'a TypeDef {
        self.api.type_def(id)
    }

    /// Whether text that is not of the primitive's format is kept.
    pub(crate) fn keeps_odd_text(&self, primitive: Primitive) -> bool {
        self.api.format_types.formats == Formats::Tolerant && primitive.refuses_text()
    }

    /// Whether another crate has the type.
    pub(crate) fn is_shared(&self, id: TypeId) -> bool {
        self.api.shared.contains_key(&id)
    }

    /// What is emitted besides the types: without an operation there is nothing to call or to serve.
    pub(crate) fn parts(&self) -> Parts {
        match self.api.operations.is_empty() {
            true => Parts::default(),
            false => self.options.parts,
        }
    }

    /// Whether readers of webhooks and callbacks are emitted: they are for whoever has the client.
    pub(crate) fn emits_webhooks(&self) -> bool {
        self.options.parts.client && !self.api.webhooks.is_empty()
    }

    /// The features that operations are behind: only crates have features.
    pub(crate) fn tag_features(&self) -> &'a [TagFeature] {
        match self.options.layout {
            Layout::Crate => &self.api.tag_features,
            Layout::Include => &[],
        }
    }

    /// The operations that are called, served or received, as far as they are emitted.
    pub(crate) fn emitted_operations(&self) -> impl Iterator<Item = &'a Operation> {
        let api = self.api;
        let called = self.parts().any_operations().then_some(&api.operations);
        let received = self.emits_webhooks().then_some(&api.webhooks);
        let received = received.into_iter().flatten().map(|webhook| &webhook.operation);
        called.into_iter().flatten().chain(received)
    }

    /// The API as sentences call it: `Connect API`, or `API` where the document has no title.
    pub(crate) fn title(&self) -> String {
        let plain = self.api.title.replace(docs::is_unseen, " ");
        match plain.split_whitespace().collect::<Vec<_>>().join(" ") {
            title if title.is_empty() => "API".into(),
            title => title,
        }
    }

    /// The API within a sentence, as safe markdown: `the Connect API`, but `Petstore`.
    pub(crate) fn api_in_sentence(&self) -> String {
        let title = docs::line(&self.title());
        match title.to_ascii_lowercase().ends_with("api") {
            true => format!("the {title}"),
            false => title,
        }
    }
}
