use bindery_model::{Direction, Webhook};

use super::journal::{Entry, Journal};
use super::operations::{Versions, both};
use crate::{Kind, Wire};

/// What the API sends: whoever listens reads requests and gives answers.
pub(super) fn compare(journal: &mut Journal<'_, '_>) {
    let (old, new) = (&journal.old.api.webhooks, &journal.new.api.webhooks);
    for before in old {
        if !new.iter().any(|after| is_same(before, after)) {
            journal.note(Entry {
                kind: Kind::WebhookRemoved,
                wire: Wire::Breaking,
                subject: name(before),
                message: "is no longer sent".to_owned(),
                old: Some(&before.operation.origin),
                new: None,
            });
        }
    }
    for after in new {
        let Some(before) = old.iter().find(|before| is_same(before, after)) else {
            journal.note(Entry {
                kind: Kind::WebhookAdded,
                wire: Wire::Compatible,
                subject: name(after),
                message: "was added".to_owned(),
                old: None,
                new: Some(&after.operation.origin),
            });
            continue;
        };
        let name = name(after);
        let versions = Versions {
            old: &before.operation,
            new: &after.operation,
            name: &name,
            request: Direction::Response,
        };
        both(journal, versions);
    }
}

fn is_same(old: &Webhook, new: &Webhook) -> bool {
    old.wire_name == new.wire_name && old.operation.method == new.operation.method && old.url == new.url
}

fn name(webhook: &Webhook) -> String {
    let kind = if webhook.url.is_some() {
        "callback"
    } else {
        "webhook"
    };
    format!(
        "{kind} `{}` ({})",
        webhook.wire_name,
        webhook.operation.method.as_str()
    )
}
