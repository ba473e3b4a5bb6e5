//! What the generated crate shows to its users: every public item with its signature, as far as the model decides it.

mod attribution;
mod exchange_items;
mod item;
mod names;
mod object_items;
mod operation_items;
mod server_items;
mod type_items;

use bindery_model::Api;

use crate::{Change, Emitted};
use item::Items;

/// Tells what the changes mean for code, and adds those that are about code only.
pub(crate) fn judge(old: &Api, new: &Api, emitted: Emitted, changes: &mut Vec<Change>) {
    let (before, after) = (items(old, emitted), items(new, emitted));
    attribution::attribute(before.differences(&after), changes);
}

fn items(api: &Api, emitted: Emitted) -> Items {
    let mut items = Items::default();
    type_items::add(api, &mut items);
    if emitted.client || emitted.server {
        exchange_items::add(api, &mut items);
    }
    if emitted.client {
        operation_items::add(api, &mut items);
    }
    if emitted.server {
        server_items::add(api, &mut items);
    }
    items
}
