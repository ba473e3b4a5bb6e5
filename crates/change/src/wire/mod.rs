//! What callers notice: operations and what they exchange.

mod answers;
mod bodies;
mod encodings;
mod journal;
mod operations;
mod parameters;
mod schemes;
mod security;
mod servers;
mod webhooks;

use bindery_model::Api;

use crate::Change;
use crate::schema::{Classes, Version};
use journal::Journal;

/// Every change that concerns what goes over the wire.
pub(crate) fn wire_changes(old: &Api, new: &Api) -> Vec<Change> {
    let classes = Classes::of(old, new);
    let (old, new) = (Version::of(old), Version::of(new));
    let mut journal = Journal::new(&old, &new, &classes);
    servers::compare(&mut journal);
    schemes::compare(&mut journal);
    operations::compare(&mut journal);
    webhooks::compare(&mut journal);
    journal.into_changes()
}
