//! Where references lead. Each is followed once: to find what a dangling one may have meant costs a
//! comparison with every name there is.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

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
        self.follow_chain(reference);
        self.resolutions.followed.borrow().get(&node).cloned().flatten()
    }

    /// Follows a chain of references, and remembers where each of them leads.
    fn follow_chain(&self, first: &Cursor<'d>) {
        let mut chain: Vec<(Cursor<'d>, Cursor<'d>)> = Vec::new();
        let mut met = HashSet::new();
        let mut current = first.clone();
        let end = loop {
            if !current.is_reference() {
                break Some(current);
            }
            let known = self
                .resolutions
                .followed
                .borrow()
                .get(&Node::of(&current))
                .cloned();
            if let Some(known) = known {
                break known.map(|resolution| resolution.end);
            }
            let step = match met.insert(Node::of(&current)) {
                true => self.to_component(&current).or_else(|| self.to_anywhere(&current)),
                false => None,
            };
            match step {
                Some(step) => chain.push((std::mem::replace(&mut current, step.clone()), step)),
                None => break self.dangling(&current, &chain),
            }
        };
        let mut followed = self.resolutions.followed.borrow_mut();
        for (reference, step) in chain {
            let resolution = end.clone().map(|end| Resolution { step, end });
            followed.insert(Node::of(&reference), resolution);
        }
    }

    /// Remembers what is wrong with all references of a chain that ends, or goes round, at `last`.
    fn dangling(&self, last: &Cursor<'d>, chain: &[(Cursor<'d>, Cursor<'d>)]) -> Option<Cursor<'d>> {
        let diagnostic = match self.document.resolve(last) {
            Ok(end) => return Some(end),
            Err(diagnostic) => *diagnostic,
        };
        self.resolutions
            .followed
            .borrow_mut()
            .insert(Node::of(last), None);
        let mut dangling = self.resolutions.dangling.borrow_mut();
        for reference in chain.iter().map(|(reference, _)| reference).chain([last]) {
            dangling.insert(Node::of(reference), diagnostic.clone());
        }
        None
    }

    /// Most references lead to a component, and are found by its key: to walk there from the root
    /// compares the keys of all.
    fn to_component(&self, reference: &Cursor<'d>) -> Option<Cursor<'d>> {
        let key = reference
            .value()
            .get("$ref")?
            .as_str()?
            .strip_prefix("#/components/schemas/")?;
        let file = reference.file();
        let is_plain = file == self.document.root().file() && !self.document.has_embedded_resources(file);
        if !is_plain || key.contains(['/', '~', '%']) {
            return None;
        }
        self.components.get(key).cloned()
    }

    fn to_anywhere(&self, reference: &Cursor<'d>) -> Option<Cursor<'d>> {
        self.document.reference_target(reference).ok().flatten()
    }
}
