use bindery_model::{Origin, Pointer};

use super::journal::{Entry, Journal};
use crate::{Kind, Wire};

/// The servers of the root. The operations' own are compared with them.
pub(super) fn compare(journal: &mut Journal<'_, '_>) {
    let (old, new) = (&journal.old.api.servers, &journal.new.api.servers);
    let place = Origin::new(Default::default(), Pointer::root().child("servers"));
    for server in old {
        if !new.iter().any(|other| other.template == server.template) {
            journal.note(Entry {
                kind: Kind::ServerRemoved,
                wire: Wire::Warning,
                subject: format!("server `{}`", server.template),
                message: "is no longer listed".to_owned(),
                old: Some(&place),
                new: Some(&place),
            });
        }
    }
    for server in new {
        if !old.iter().any(|other| other.template == server.template) {
            journal.note(Entry {
                kind: Kind::ServerAdded,
                wire: Wire::Compatible,
                subject: format!("server `{}`", server.template),
                message: "was added".to_owned(),
                old: Some(&place),
                new: Some(&place),
            });
        }
    }
}
