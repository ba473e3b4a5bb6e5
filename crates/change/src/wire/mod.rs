//! What callers notice: operations and what they exchange.

mod answers;
mod bodies;
mod journal;
mod operations;
mod parameters;
mod security;
mod servers;
mod webhooks;

use bindery_model::Api;

use crate::Change;
use crate::schema::Version;
use journal::Journal;

/// Every change that concerns what goes over the wire.
pub(crate) fn wire_changes(old: &Api, new: &Api) -> Vec<Change> {
    let (old, new) = (Version::of(old), Version::of(new));
    let mut journal = Journal::new(&old, &new);
    servers::compare(&mut journal);
    operations::compare(&mut journal);
    webhooks::compare(&mut journal);
    journal.into_changes()
}
