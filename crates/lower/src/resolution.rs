//! Where references lead. Each is followed once: to find what a dangling one may have meant costs a
//! comparison with every name there is.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use bindery_document::Cursor;

use crate::lowering::Lowering;
use crate::type_table::Node;

/// The references that were followed so far.
#[derive(Default)]
pub(crate) struct Resolutions<'d> {
    followed: RefCell<HashMap<Node, Option<Resolution<'d>>>>,
    reported: HashSet<Node>,
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
        if resolved.is_none() && self.resolutions.reported.insert(Node::of(cursor)) {
            if let Err(diagnostic) = self.document.resolve(cursor) {
                self.fault(cursor, *diagnostic);
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
        let step = self.document.reference_target(reference).ok().flatten();
        let end = self.document.resolve(reference).ok();
        let resolution = step.zip(end).map(|(step, end)| Resolution { step, end });
        self.resolutions
            .followed
            .borrow_mut()
            .insert(node, resolution.clone());
        resolution
    }
}
