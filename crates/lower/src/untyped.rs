//! Where the document leaves a value open, or leaves us no better choice: it is any JSON then, and
//! listed with the reason.

use bindery_document::Cursor;
use bindery_model::{TypeRef, Untyped, UntypedReason};

use crate::keywords;
use crate::lowering::Lowering;
use crate::make::Making;

impl<'d> Lowering<'d> {
    /// Any JSON, for a reason.
    pub(crate) fn any(&mut self, place: Option<&Cursor<'d>>, reason: UntypedReason) -> TypeRef {
        let origin = match place {
            Some(place) => place.origin(),
            None => self.document.root().origin(),
        };
        if self.untyped_places.insert(origin.clone()) {
            self.untyped.push(Untyped { origin, reason });
        }
        TypeRef::Any
    }

    /// Any JSON, where a schema takes values of every type.
    pub(crate) fn any_value(&mut self, making: &Making<'_, 'd>) -> TypeRef {
        let view = making.view;
        let restricts = |part: &crate::view::Part<'d>| keywords::is_restricting(part.cursor());
        let is_dynamic = |part: &crate::view::Part<'d>| part.cursor().get("$dynamicRef").is_some();
        let reason = if making.seed.parts.iter().any(is_dynamic) {
            UntypedReason::DynamicReference
        } else if view.choices.len() > 1 {
            UntypedReason::SeveralChoices
        } else if view.literals.is_some() {
            UntypedReason::OddValues
        } else if making.seed.parts.iter().any(restricts) {
            UntypedReason::RulesOnly
        } else {
            UntypedReason::AnythingGoes
        };
        self.any(making.seed.place(), reason)
    }
}
