use bindery_model::{Api, Formats, Primitive, TypeDef, TypeId};

use crate::names::Names;
use crate::{Options, Parts, docs};

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

    /// The API as sentences call it: `Connect API`, or `API` where the document has no title.
    pub(crate) fn title(&self) -> String {
        match self.api.title.split_whitespace().collect::<Vec<_>>().join(" ") {
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
