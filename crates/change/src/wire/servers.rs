use bindery_model::{Origin, Pointer, Server};

use super::journal::{Entry, Journal};
use super::operations::Versions;
use crate::{Kind, Wire};

/// Where calls may go, in two versions.
struct Servers<'s, 'a> {
    old: (&'a [Server], &'s Origin),
    new: (&'a [Server], &'s Origin),
    /// What comes before a server in reports.
    head: &'s str,
}

/// The servers of the root.
pub(super) fn compare(journal: &mut Journal<'_, '_>) {
    let place = Origin::new(Default::default(), Pointer::root().child("servers"));
    let servers = Servers {
        old: (&journal.old.api.servers, &place),
        new: (&journal.new.api.servers, &place),
        head: "",
    };
    both(journal, &servers);
}

/// The servers of an operation, where it has some of its own in one of the versions; else they are the root's.
pub(super) fn compare_own(journal: &mut Journal<'_, '_>, versions: Versions<'_, '_>) {
    let Versions { old, new, name, .. } = versions;
    let own = |servers: &'_ [Server]| !servers.is_empty();
    let (old_servers, new_servers) = match (own(&old.servers), own(&new.servers)) {
        (false, false) => return,
        (true, true) => (&old.servers, &new.servers),
        (true, false) => (&old.servers, &journal.new.api.servers),
        (false, true) => (&journal.old.api.servers, &new.servers),
    };
    let servers = Servers {
        old: (old_servers, &old.origin),
        new: (new_servers, &new.origin),
        head: &format!("{name}, "),
    };
    both(journal, &servers);
}

fn both(journal: &mut Journal<'_, '_>, servers: &Servers<'_, '_>) {
    let ((old, from), (new, to)) = (servers.old, servers.new);
    let mut note = |kind, wire, server: &Server, message: String| {
        journal.note(Entry {
            kind,
            wire,
            subject: format!("{}server `{}`", servers.head, server.template),
            message,
            old: Some(from),
            new: Some(to),
        });
    };
    for server in old {
        match find(new, server) {
            None => {
                let message = "is no longer listed".to_owned();
                note(Kind::ServerRemoved, Wire::Warning, server, message);
            }
            Some(after) => {
                for message in variables(server, after) {
                    note(Kind::ServerChanged, Wire::Warning, after, message);
                }
            }
        }
    }
    for server in new.iter().filter(|server| find(old, server).is_none()) {
        note(
            Kind::ServerAdded,
            Wire::Compatible,
            server,
            "was added".to_owned(),
        );
    }
    if let (Some(before), Some(after)) = (old.first(), new.first())
        && before.template != after.template
        && find(new, before).is_some()
    {
        let message = format!("calls go here by default now; they went to `{}`", before.template);
        note(Kind::ServerChanged, Wire::Warning, after, message);
    }
}

fn find<'a>(servers: &'a [Server], like: &Server) -> Option<&'a Server> {
    servers.iter().find(|server| server.template == like.template)
}

/// What changed about the variables of a server's URL.
fn variables(old: &Server, new: &Server) -> Vec<String> {
    let mut told = Vec::new();
    for before in &old.variables {
        let mut others = new.variables.iter();
        let Some(after) = others.find(|after| after.wire_name == before.wire_name) else {
            continue;
        };
        let name = &before.wire_name;
        if before.default != after.default {
            told.push(format!(
                "`{name}` is `{}` by default now; it was `{}`",
                after.default, before.default
            ));
        }
        let gone = before.values.iter().find(|value| !after.values.contains(value));
        match gone {
            Some(value) if !after.values.is_empty() => {
                told.push(format!("`{name}` can no longer be `{value}`"))
            }
            None if before.values.is_empty() && !after.values.is_empty() => {
                told.push(format!("`{name}` can no longer be anything"));
            }
            _ => {}
        }
    }
    told
}
