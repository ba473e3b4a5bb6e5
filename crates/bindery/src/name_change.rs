use std::collections::BTreeSet;

use bindery_document::{Rendering, in_order, render};
use bindery_lower::grade;
use bindery_model::{Code, Diagnostic, Diagnostics, FileId, Origin, Pointer};

use crate::{
    Generation, Problem,
    generation::document_problem,
    public_items::{PublicItem, PublicItems},
};

/// A public item that users may name and that is called otherwise now, or is no longer made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NameChange {
    /// The place in the document: a JSON pointer, after its file's name where that is not the document.
    pub place: String,
    /// What it was called, e.g. `types::PaymentSession::paymentId`.
    pub from: String,
    /// What it is called now; `None` when it is no longer made.
    pub to: Option<String>,
}

/// How many changes are told one by one.
const TOLD: usize = 50;

impl Generation {
    /// The changes as notices, each with its place in the document; empty when there are none.
    ///
    /// # Errors
    /// [`Problem::Document`] where the settings deny such changes.
    pub fn notices(
        &self,
        changes: &[NameChange],
        rendering: impl Into<Rendering>,
    ) -> Result<String, Problem> {
        let mut notices = Diagnostics::new();
        for change in changes.iter().take(TOLD) {
            notices.push(self.notice(change));
        }
        if let Some(more) = changes.len().checked_sub(TOLD).filter(|more| *more > 0) {
            let message = format!("{more} more public items were renamed or removed");
            notices.push(
                placeless(Code::RenamedItem, message)
                    .note("the difference of `bindery-manifest.json` lists them all"),
            );
        }
        grade(&self.settings, &mut notices);
        match notices.has_errors() {
            true => Err(document_problem(notices, &self.sources, rendering.into())),
            false => Ok(render(
                &in_order(notices, &self.sources),
                &self.sources,
                rendering,
            )),
        }
    }

    fn notice(&self, change: &NameChange) -> Diagnostic {
        let origin = self.items.origins.get(&change.place);
        let notice = match (&change.to, origin) {
            (Some(to), Some(origin)) => {
                let message = format!("`{}` is called `{to}` now", change.from);
                Diagnostic::warning(Code::RenamedItem, message, origin.clone())
                    .note(format!("made of {}", change.place))
            }
            (Some(to), None) => placeless(
                Code::RenamedItem,
                format!("`{}` is called `{to}` now, made of {}", change.from, change.place),
            ),
            (None, Some(origin)) => {
                let message = format!("`{}` is no longer made", change.from);
                Diagnostic::warning(Code::RemovedItem, message, origin.clone())
                    .note(format!("it was made of {}", change.place))
            }
            (None, None) => placeless(
                Code::RemovedItem,
                format!("`{}` is no longer made: {} is gone", change.from, change.place),
            ),
        };
        notice.help(match &change.to {
            Some(_) => "code that names it must follow; to keep the name, choose it by `x-rust-name` or in the settings",
            None => "code that names it must do without; bring it back if this was not meant",
        })
    }
}

fn placeless(code: Code, message: String) -> Diagnostic {
    let mut diagnostic = Diagnostic::warning(code, message, Origin::new(FileId::default(), Pointer::root()));
    diagnostic.labels.clear();
    diagnostic
}

/// What of `before` is called otherwise in `after`, or is not there.
pub(crate) fn changes(before: &PublicItems, after: &PublicItems) -> Vec<NameChange> {
    let mut changes = Vec::new();
    let sections = [
        (&before.types, &after.types),
        (&before.operations, &after.operations),
    ];
    for (before, after) in sections {
        let present: BTreeSet<&str> = after.values().flatten().map(|item| item.rust.as_str()).collect();
        for (place, items) in before {
            let now = after.get(place).map_or(&[][..], Vec::as_slice);
            changes_at(
                &Place {
                    place,
                    items,
                    now,
                    present: &present,
                },
                &mut changes,
            );
        }
    }
    changes
}

/// What a place was made into, and what it is made into now.
struct Place<'c> {
    place: &'c str,
    items: &'c [PublicItem],
    now: &'c [PublicItem],
    /// Every name that there is now.
    present: &'c BTreeSet<&'c str>,
}

fn changes_at(at: &Place<'_>, changes: &mut Vec<NameChange>) {
    let is_kept = |item: &&PublicItem| at.now.iter().any(|now| now.rust == item.rust);
    let is_new = |now: &&PublicItem| at.items.iter().all(|item| item.rust != now.rust);
    let mut new = at.now.iter().filter(is_new);
    for item in at.items {
        let counterpart = if is_kept(&item) {
            at.now.iter().find(|now| now.rust == item.rust)
        } else if at.present.contains(item.rust.as_str()) && (at.now.is_empty() || is_numbered(at.place)) {
            // It stands elsewhere in the document now, and is called as it was.
            continue;
        } else {
            new.next()
        };
        let change = |from: &str, to: Option<&str>| NameChange {
            place: at.place.to_owned(),
            from: from.to_owned(),
            to: to.map(str::to_owned),
        };
        let Some(counterpart) = counterpart else {
            changes.push(change(&item.rust, None));
            continue;
        };
        if counterpart.rust != item.rust {
            changes.push(change(&item.rust, Some(&counterpart.rust)));
        }
        for (wire_name, name) in &item.parts {
            let now = counterpart.parts.get(wire_name);
            if now != Some(name) {
                let path = |name: &String| format!("{}::{name}", counterpart.rust);
                changes.push(change(
                    &format!("{}::{name}", item.rust),
                    now.map(path).as_deref(),
                ));
            }
        }
    }
}

/// Whether the place counts: what comes before it in a list moves it.
fn is_numbered(place: &str) -> bool {
    place.split('/').any(|segment| segment.parse::<usize>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> PublicItems {
        serde_json::from_str(text).unwrap()
    }

    fn told(before: &str, after: &str) -> Vec<String> {
        let changes = changes(&items(before), &items(after));
        let shown = |change: NameChange| format!("{} → {}", change.from, change.to.unwrap_or_default());
        changes.into_iter().map(shown).collect()
    }

    #[test]
    fn renamed_and_removed_items_are_told() {
        let before = r##"{"types": {
            "#/a": [{"rust": "types::A", "parts": {"x": "x", "y": "y"}}],
            "#/b": [{"rust": "types::B"}],
            "#/c/0": [{"rust": "types::C"}],
            "#/c/1": [{"rust": "types::D"}],
            "#/gone": [{"rust": "types::Gone"}],
            "#/moved": [{"rust": "types::Moved"}]
        }, "operations": {"#/paths/~1a/get": [{"rust": "get_a", "parts": {"query id": "id"}}]}}"##;
        let after = r##"{"types": {
            "#/a": [{"rust": "types::A", "parts": {"x": "x_2", "z": "z"}}],
            "#/b": [{"rust": "types::BSchema"}],
            "#/c/0": [{"rust": "types::D"}],
            "#/c/1": [{"rust": "types::C"}],
            "#/elsewhere": [{"rust": "types::Moved"}]
        }, "operations": {"#/paths/~1a/get": [{"rust": "list_a", "parts": {"query id": "query_id"}}]}}"##;
        assert_eq!(
            told(before, after),
            [
                "types::A::x → types::A::x_2",
                "types::A::y → ",
                "types::B → types::BSchema",
                "types::Gone → ",
                "get_a → list_a",
                "get_a::id → list_a::query_id",
            ]
        );
        assert_eq!(told(before, before), Vec::<String>::new());
        assert_eq!(told("{}", before), Vec::<String>::new());
    }
}
