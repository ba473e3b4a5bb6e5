//! Where references lead. Each is followed once: to find what a dangling one may have meant costs a
//! comparison with every name there is.

use std::cell::RefCell;
use std::collections::HashMap;

use bindery_document::Cursor;
use bindery_model::Diagnostic;

use crate::lowering::Lowering;
use crate::type_table::Node;

/// The references that were followed so far.
#[derive(Default)]
pub(crate) struct Resolutions<'d> {
    followed: RefCell<HashMap<Node, Option<Resolution<'d>>>>,
    /// What is wrong with those that lead nowhere, until it is reported.
    dangling: RefCell<HashMap<Node, Diagnostic>>,
}

#[derive(Clone)]
struct Resolution<'d> {
    /// What the reference names, which may be another reference.
    step: Cursor<'d>,
    /// What it comes to.
    end: Cursor<'d>,
}

impl<'d> Lowering<'d> {
    /// The place that `cursor` stands for once references are followed; nothing, if it dangles.
    pub(crate) fn resolved(&self, cursor: &Cursor<'d>) -> Option<Cursor<'d>> {
        if !cursor.is_reference() {
            return Some(cursor.clone());
        }
        self.followed(cursor).map(|resolution| resolution.end)
    }

    /// The same; a dangling reference is reported.
    pub(crate) fn resolve(&mut self, cursor: &Cursor<'d>) -> Option<Cursor<'d>> {
        let resolved = self.resolved(cursor);
        if resolved.is_none() {
            let dangling = self.resolutions.dangling.get_mut().remove(&Node::of(cursor));
            if let Some(diagnostic) = dangling {
                self.fault(cursor, diagnostic);
            }
        }
        resolved
    }

    /// What a reference names, one step on; a reference that ends nowhere is reported.
    pub(crate) fn target_of(&mut self, reference: &Cursor<'d>) -> Option<Cursor<'d>> {
        self.resolve(reference)?;
        self.followed(reference).map(|resolution| resolution.step)
    }

    fn followed(&self, reference: &Cursor<'d>) -> Option<Resolution<'d>> {
        let node = Node::of(reference);
        if let Some(known) = self.resolutions.followed.borrow().get(&node) {
            return known.clone();
        }
        let resolution = self
            .to_component(reference)
            .or_else(|| self.to_anywhere(reference));
        self.resolutions
            .followed
            .borrow_mut()
            .insert(node, resolution.clone());
        resolution
    }

    /// Most references lead to a component, and are found by its key: to walk there from the root
    /// compares the keys of all.
    fn to_component(&self, reference: &Cursor<'d>) -> Option<Resolution<'d>> {
        let key = reference
            .value()
            .get("$ref")?
            .as_str()?
            .strip_prefix("#/components/schemas/")?;
        let in_root = reference.file() == self.document.root().file();
        if !in_root || key.contains(['/', '~', '%']) {
            return None;
        }
        let target = self.components.get(key).filter(|target| !target.is_reference())?;
        Some(Resolution {
            step: target.clone(),
            end: target.clone(),
        })
    }

    fn to_anywhere(&self, reference: &Cursor<'d>) -> Option<Resolution<'d>> {
        match self.document.resolve(reference) {
            Ok(end) => {
                let step = self.document.reference_target(reference).ok().flatten();
                step.map(|step| Resolution { step, end })
            }
            Err(diagnostic) => {
                let node = Node::of(reference);
                self.resolutions.dangling.borrow_mut().insert(node, *diagnostic);
                None
            }
        }
    }
}
