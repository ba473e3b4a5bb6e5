//! Which operations and schemas are made, where the settings name some:
//!
//! ```toml
//! include = { tags = ["pets"], paths = ["/owners/**"] }
//! exclude = { methods = ["delete"] }
//! ```
//!
//! Names are given to all that the document has, as if nothing were left out: so no selection renames what stays.

mod candidate;
mod kept;
mod path_pattern;
mod selector_faults;

use bindery_document::Cursor;
use bindery_model::Method;

pub(crate) use candidate::Candidate;
pub use kept::LeftOut;
pub(crate) use kept::{Address, Kept};

use crate::lowering::Lowering;
use crate::outline::Outline;
use crate::settings::Settings;

impl Settings {
    /// Whether any part of the document is named.
    pub fn selects(&self) -> bool {
        !(self.include.is_empty() && self.exclude.is_empty())
    }
}

impl<'d> Lowering<'d> {
    /// Finds out what stays, where the settings name parts of the document. What was said of the rest is
    /// forgotten.
    pub(crate) fn select(&mut self, outlines: &[Outline<'d>]) {
        if !self.settings.selects() {
            return;
        }
        let mut candidates: Vec<Candidate<'d>> = outlines.iter().map(Candidate::of_outline).collect();
        candidates.extend(self.webhook_candidates());
        self.check_selectors(&candidates);
        let (chosen, left_out): (Vec<_>, Vec<_>) = candidates
            .into_iter()
            .partition(|candidate| is_chosen(candidate, self.settings));
        let named = self.included_schemas();
        let unreached = self.never_reached(&chosen, &left_out);
        let starts = chosen.iter().flat_map(places_of).chain(named).chain(unreached);
        let reached = self.document.reach(starts);
        self.check_exclusion(&reached);
        let kept = Kept::new(self.document, &chosen, left_out, reached);
        self.check_emptiness(&kept, !chosen.is_empty());
        self.kept = Some(kept);
        self.forget_what_is_left_out();
    }

    /// Whether selection leaves out what stands at `place`, a component schema or something within one.
    pub(crate) fn is_left_out(&self, place: &Cursor<'d>) -> bool {
        self.kept
            .as_ref()
            .is_some_and(|kept| kept.leaves_out_schema(self.document, place))
    }

    /// Whether selection leaves out an operation of `paths`.
    pub(crate) fn leaves_out(&self, outline: &Outline<'d>) -> bool {
        let kept = self.kept.as_ref();
        kept.is_some_and(|kept| kept.leaves_out(Address::Path(outline.path), &outline.method))
    }

    /// The same of a webhook.
    pub(crate) fn leaves_out_webhook(&self, name: &'d str, method: &Method) -> bool {
        let kept = self.kept.as_ref();
        kept.is_some_and(|kept| kept.leaves_out(Address::Webhook(name), method))
    }

    /// Remembers the tags of an operation that is left out: what is called after tags goes by all of them.
    pub(crate) fn pass_over(&mut self, outline: &Outline<'d>) {
        let tags = Candidate::of_outline(outline).tags();
        let tags = tags.into_iter().map(str::to_owned).collect();
        self.passed_over.push((self.api.operations.len(), tags));
    }

    /// The tags of all operations in their order, those that are left out among them, and the index of each
    /// that stays.
    pub(crate) fn all_tags(&self) -> Vec<(&[String], Option<usize>)> {
        let mut passed_over = self.passed_over.iter().peekable();
        let mut all = Vec::with_capacity(self.api.operations.len() + self.passed_over.len());
        for (index, operation) in self.api.operations.iter().enumerate() {
            while let Some((_, tags)) = passed_over.next_if(|(before, _)| *before <= index) {
                all.push((tags.as_slice(), None));
            }
            all.push((operation.tags.as_slice(), Some(index)));
        }
        all.extend(passed_over.map(|(_, tags)| (tags.as_slice(), None)));
        all
    }

    fn webhook_candidates(&mut self) -> Vec<Candidate<'d>> {
        let mut candidates = Vec::new();
        let webhooks = self.document.root().get("webhooks");
        for (name, place) in webhooks.iter().flat_map(Cursor::members) {
            if name.starts_with("x-") {
                continue;
            }
            for item in self.path_items(&place) {
                let operations = self.methods_of(&item).into_iter();
                candidates.extend(operations.map(|(method, operation)| Candidate {
                    path: None,
                    webhook: Some(name),
                    method,
                    item: item.clone(),
                    operation,
                }));
            }
        }
        candidates
    }

    /// The schemas that `include` names.
    fn included_schemas(&self) -> Vec<Cursor<'d>> {
        let schemas = self.settings.include.schemas.iter();
        schemas
            .filter_map(|schema| self.schema_by_key(&schema.text))
            .collect()
    }

    /// The schemas that no operation leads to: where `include` names nothing they stay, unless they are excluded.
    fn never_reached(&self, chosen: &[Candidate<'d>], left_out: &[Candidate<'d>]) -> Vec<Cursor<'d>> {
        if !self.settings.include.is_empty() {
            return Vec::new();
        }
        let reached = self
            .document
            .reach(chosen.iter().chain(left_out).flat_map(places_of));
        let excluded = &self.settings.exclude.schemas;
        let schemas = self.component_names().into_iter();
        schemas
            .filter(|name| !excluded.iter().any(|excluded| excluded.text == *name))
            .filter_map(|name| self.schema_by_key(name))
            .filter(|schema| !reached.contains(schema))
            .collect()
    }

    /// The component schema `key`.
    pub(super) fn schema_by_key(&self, key: &str) -> Option<Cursor<'d>> {
        self.document.root().get("components")?.get("schemas")?.get(key)
    }

    /// Takes back what was said of places that are left out.
    pub(crate) fn forget_what_is_left_out(&mut self) {
        let Some(kept) = &self.kept else { return };
        let document = self.document;
        self.diagnostics.retain(|diagnostic| {
            let first = diagnostic.labels.first();
            first.is_none_or(|label| !kept.leaves_out_place(document, &label.origin))
        });
    }
}

/// Whether an operation stays.
fn is_chosen(candidate: &Candidate<'_>, settings: &Settings) -> bool {
    let (include, exclude) = (&settings.include, &settings.exclude);
    let is_included = match (include.names_places(), include.methods.is_empty()) {
        (true, true) => candidate.is_placed_by(include),
        (true, false) => candidate.is_placed_by(include) && candidate.is_of_method(include),
        (false, false) => candidate.is_of_method(include),
        (false, true) => include.schemas.is_empty(),
    };
    is_included && !candidate.is_placed_by(exclude) && !candidate.is_of_method(exclude)
}

/// Where an operation's references stand.
fn places_of<'d>(candidate: &Candidate<'d>) -> impl Iterator<Item = Cursor<'d>> + use<'d> {
    let shared = candidate.item.get("parameters");
    [candidate.operation.clone()].into_iter().chain(shared)
}
