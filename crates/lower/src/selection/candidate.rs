use bindery_document::Cursor;
use bindery_model::Method;

use super::path_pattern;
use crate::outline::Outline;
use crate::reading;
use crate::settings::{SelectorKind, Selectors};

/// An operation that may be left out: one of `paths`, or of `webhooks`.
#[derive(Clone)]
pub(crate) struct Candidate<'d> {
    /// The path template; none, where this is a webhook.
    pub(crate) path: Option<&'d str>,
    /// The name of the webhook.
    pub(crate) webhook: Option<&'d str>,
    pub(crate) method: Method,
    /// The path item, as it is reached.
    pub(crate) item: Cursor<'d>,
    pub(crate) operation: Cursor<'d>,
}

impl<'d> Candidate<'d> {
    pub(crate) fn of_outline(outline: &Outline<'d>) -> Self {
        Self {
            path: Some(outline.path),
            webhook: None,
            method: outline.method.clone(),
            item: outline.item.clone(),
            operation: outline.operation.clone(),
        }
    }

    /// Its `operationId`.
    pub(crate) fn id(&self) -> Option<&'d str> {
        reading::member(&self.operation, "operationId")?.as_str()
    }

    /// Its tags, those that are texts.
    pub(crate) fn tags(&self) -> Vec<&'d str> {
        let tags = self.operation.get("tags");
        tags.iter()
            .flat_map(Cursor::items)
            .filter_map(|tag| tag.as_str())
            .collect()
    }

    /// Whether the selector `text` names it.
    pub(crate) fn is_named(&self, kind: SelectorKind, text: &str) -> bool {
        match kind {
            SelectorKind::Tag => self.tags().contains(&text),
            SelectorKind::Path => self.path.is_some_and(|path| path_pattern::matches(text, path)),
            SelectorKind::Method => self.method.as_str().eq_ignore_ascii_case(text),
            SelectorKind::Operation => {
                self.id() == Some(text) || self.webhook == Some(text) || self.is_at(text)
            }
            SelectorKind::Schema => false,
        }
    }

    /// Whether `text` is its method and its path.
    fn is_at(&self, text: &str) -> bool {
        let Some((method, path)) = text.split_once(' ') else {
            return false;
        };
        self.is_named(SelectorKind::Method, method) && self.path == Some(path.trim())
    }

    /// Whether one of the selectors of a kind that names places, or operations, names it.
    pub(crate) fn is_placed_by(&self, selectors: &Selectors) -> bool {
        let kinds = selectors.kinds().into_iter();
        let mut places = kinds.filter(|(kind, _)| *kind != SelectorKind::Method);
        places.any(|(kind, settings)| settings.iter().any(|setting| self.is_named(kind, &setting.text)))
    }

    /// Whether one of the methods is its own.
    pub(crate) fn is_of_method(&self, selectors: &Selectors) -> bool {
        let methods = &selectors.methods;
        methods
            .iter()
            .any(|method| self.is_named(SelectorKind::Method, &method.text))
    }
}
