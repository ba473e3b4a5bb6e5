//! Defaults that no value of their member can be:
//!
//! ```yaml
//! properties: { count: { type: integer, default: many } }
//! ```

use bindery_document::Cursor;
use bindery_model::{Code, Diagnostic, Docs, Json};

use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::view::{Property, Seed, View};

impl<'d> Lowering<'d> {
    /// Takes away a default that the member's schemas do not accept, and says so.
    pub(crate) fn check_default(&mut self, property: &Property<'d>, docs: &mut Docs) {
        let Some(value) = &docs.default else { return };
        let seed = Seed::all_of(property.schemas.iter().map(|sub| sub.cursor.clone()));
        let view = self.view_of(&seed);
        let Some((code, message)) = misfit(&view, value) else {
            return;
        };
        docs.default = None;
        let place = property
            .schemas
            .last()
            .and_then(|sub| self.default_at(&sub.cursor));
        let origin = place.map_or_else(|| self.document.root().origin(), |place| place.origin());
        let warning = Diagnostic::warning(code, message, origin)
            .label("left out")
            .help("correct it by an overlay if the document is not yours");
        self.report(warning);
    }

    /// Where a member's default stands: with it, or with what it refers to.
    fn default_at(&self, schema: &Cursor<'d>) -> Option<Cursor<'d>> {
        let through = || self.resolved(schema)?.get("default");
        schema.get("default").or_else(through)
    }
}

/// What is wrong with a default.
fn misfit(view: &View<'_>, value: &Json) -> Option<(Code, String)> {
    let own = match value {
        // 1.0 is an integer, too, and 1e3.
        Json::Number(number) if is_whole(&number.0) => Types::NUMBER,
        value => Types::of(value),
    };
    if *value == Json::Null && view.nullable {
        return None;
    }
    if view.types.is_disjoint(own) {
        let message = match value {
            Json::Number(_) if own.is_fraction() => {
                format!(
                    "the default has a fraction, and the member is of type {}",
                    view.types
                )
            }
            _ => format!("the default is of type {own}, and the member of {}", view.types),
        };
        return Some((Code::DefaultOfAnotherType, message));
    }
    let literals = view.literals.as_ref()?;
    let is_listed = literals.contains(value) || *value == Json::Null;
    (!is_listed).then(|| {
        let message = "the default is none of the values that the member may have".to_owned();
        (Code::DefaultNotListed, message)
    })
}

/// Whether a number has no fraction that is more than zeros. With an exponent it may be anything.
fn is_whole(digits: &str) -> bool {
    let fraction = digits.split_once('.').map_or("", |(_, fraction)| fraction);
    fraction.contains(['e', 'E']) || fraction.chars().all(|digit| digit == '0')
}
