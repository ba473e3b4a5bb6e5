//! Choices that validation alone has to know: `anyOf: [{required: [a]}, {required: [b]}]`.

use bindery_document::Cursor;

use crate::json_types::Types;
use crate::keywords;
use crate::lowering::Lowering;
use crate::view::{Choice, View};

impl<'d> Lowering<'d> {
    /// Whether every branch only narrows what the schema around the choice describes.
    pub(crate) fn is_refinement(&self, view: &View<'d>, choice: &Choice<'d>) -> bool {
        choice.branches.iter().all(|branch| narrows(view, branch, 0))
    }
}

fn narrows(view: &View<'_>, branch: &Cursor<'_>, depth: usize) -> bool {
    if branch.as_bool().is_some() {
        return true;
    }
    let describes = view.typed || !view.properties.is_empty();
    describes
        && depth < 5
        && !branch.is_reference()
        && is_same_type(view, branch)
        && branch.members().all(|(name, value)| match name {
            "properties" => value.members().all(|(name, _)| view.property(name).is_some()),
            "allOf" | "anyOf" | "oneOf" => value.items().all(|inner| narrows(view, &inner, depth + 1)),
            _ => !keywords::restricts(name, &value) || keywords::refines(name),
        })
}

/// A branch that names a type must name all that the schema around it does.
fn is_same_type(view: &View<'_>, branch: &Cursor<'_>) -> bool {
    let Some(name) = branch.get("type") else {
        return true;
    };
    let named = name.as_str().and_then(Types::named);
    named.is_some_and(|types| types == view.value_types())
}
