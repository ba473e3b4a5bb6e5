//! What the generated crate shows to its users: every public item with its signature, as it is emitted.

mod attribution;
mod items;
mod places;

use crate::{Change, Snapshot};
use items::Items;
use places::Places;

/// Tells what the changes mean for code, and adds those that are about code only.
pub(crate) fn judge(old: Snapshot<'_>, new: Snapshot<'_>, changes: &mut Vec<Change>) {
    let differences = Items::of(old.items).differences(&Items::of(new.items));
    let places = (Places::of(old.api), Places::of(new.api));
    attribution::attribute(differences, (&places.0, &places.1), changes);
}
