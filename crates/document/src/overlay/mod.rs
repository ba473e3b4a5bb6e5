//! Overlays (OpenAPI Overlay 1.0 and 1.1): changes to a document that is left alone.
//!
//! ```yaml
//! overlay: 1.0.0
//! info: { title: What we know better, version: 1.0.0 }
//! actions:
//!   - target: $.components.schemas.Pet
//!     update: { description: A pet }
//! ```

mod action;
mod path;
mod rules;
mod target;
mod tree;
mod update;

use bindery_model::{Code, Diagnostic, Diagnostics, FileId, Json, Pointer};
use serde_json::Value;

use crate::document::{Document, ROOT};
use crate::json_value::to_serde;
use crate::limits::Limits;
use action::{Action, Change};
use path::TargetPath;
use rules::Rules;
pub(crate) use tree::find_mut;
use update::{Source, Update};

/// Applies the overlay that was read from `file`, action by action, to the document's own tree.
///
/// The overlay's tree is taken from the document's: nothing may refer to it.
pub(crate) fn apply(
    document: &mut Document,
    file: FileId,
    overlay: Json,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) {
    document.trees.insert(file, overlay);
    let (rules, actions) = action::read(document, file, diagnostics);
    document.trees.remove(&file);
    let root = document.trees.remove(&ROOT).unwrap_or(Json::Null);
    let mut overlaid = Overlaid {
        nodes: limits.nodes.saturating_sub(tree::size(&root)),
        depth: limits.nesting(),
        root,
        rules,
        queried: None,
        is_exhausted: false,
    };
    for action in &actions {
        match overlaid.apply(action, document) {
            Ok(None) => {}
            Ok(Some(warning)) => diagnostics.push(warning),
            Err(fault) => diagnostics.push(*fault),
        }
        if overlaid.is_exhausted {
            break;
        }
    }
    document.trees.insert(ROOT, overlaid.root);
}

/// The tree that overlays change, and what they may still cost.
struct Overlaid {
    root: Json,
    rules: Rules,
    nodes: usize,
    depth: usize,
    /// The tree as queries need it; made anew after each change.
    queried: Option<Value>,
    /// Whether a change was refused because of its cost; those after it would be, too.
    is_exhausted: bool,
}

impl Overlaid {
    /// Does what an action says; a warning where its target matches nothing and may do so.
    fn apply(
        &mut self,
        action: &Action,
        document: &mut Document,
    ) -> Result<Option<Diagnostic>, Box<Diagnostic>> {
        let places = self.places(&action.path);
        if places.is_empty() {
            let no_match = target::no_match(action, &self.root);
            return self.rules.unmatched(no_match);
        }
        match &action.change {
            Change::Update(update) => self.update(action, &places, update, document)?,
            Change::Copy(path) => {
                let update = self.copied(action, path)?;
                self.update(action, &places, &update, document)?;
            }
            Change::Remove => {
                // From the end, so that the places of the others stay as they were found.
                for place in places.iter().rev() {
                    tree::remove(&mut self.root, &mut document.provenance, place)
                        .map_err(|problem| Box::new(action.fault(problem)))?;
                }
            }
        }
        self.queried = None;
        Ok(None)
    }

    fn update(
        &mut self,
        action: &Action,
        places: &[Pointer],
        update: &Update,
        document: &mut Document,
    ) -> Result<(), Box<Diagnostic>> {
        let fault = |problem: String| Box::new(action.fault(problem));
        let targets = places.iter().filter_map(|place| tree::find(&self.root, place));
        self.rules.check_targets(targets).map_err(fault)?;
        for place in places {
            self.afford(action, &update.value, place)?;
            let what = (update, self.rules);
            update::update(&mut self.root, &mut document.provenance, place, what).map_err(fault)?;
        }
        Ok(())
    }

    /// What a `copy` names: one value, as it is before the action.
    fn copied(&mut self, action: &Action, path: &TargetPath) -> Result<Update, Box<Diagnostic>> {
        let found = self.places(path);
        let value = match &found[..] {
            [place] => tree::find(&self.root, place).map(|value| (place, value)),
            _ => None,
        };
        let Some((place, value)) = value else {
            let problem = format!("`copy` must name one value, and names {}", found.len());
            return Err(Box::new(action.fault(problem)));
        };
        Ok(Update {
            value: value.clone(),
            source: Source::Document(place.clone()),
        })
    }

    fn places(&mut self, path: &TargetPath) -> Vec<Pointer> {
        if let Some(pointer) = path.singular() {
            let exists = tree::find(&self.root, &pointer).is_some();
            return exists.then_some(pointer).into_iter().collect();
        }
        let value = self.queried.get_or_insert_with(|| to_serde(&self.root));
        path.query(value)
    }

    /// Many actions that each double the document would not end.
    fn afford(&mut self, action: &Action, value: &Json, place: &Pointer) -> Result<(), Box<Diagnostic>> {
        let left = self.nodes.checked_sub(tree::size(value));
        let is_deep = place.segments().len() + tree::depth(value) >= self.depth;
        match left {
            Some(left) if !is_deep => {
                self.nodes = left;
                Ok(())
            }
            _ => {
                self.is_exhausted = true;
                let message = "the overlay makes the document too large, or too deep";
                Err(Box::new(Diagnostic::error(
                    Code::TooLarge,
                    message,
                    action.target.clone(),
                )))
            }
        }
    }
}
