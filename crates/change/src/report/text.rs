use bindery_model::Direction;

use super::{Report, Row};
use crate::Change;

/// How many operations are named.
const MOST_OPERATIONS: usize = 4;

impl Report<'_> {
    /// For reading: a few lines for each change, and one for all.
    pub fn text(&self) -> String {
        let mut lines: Vec<String> = self.rows.iter().flat_map(lines_of).collect();
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(self.summary());
        lines.join("\n") + "\n"
    }

    /// A line for each change, and one for all.
    pub fn short_text(&self) -> String {
        let line = |row: &Row<'_>| {
            let place = row.new.as_ref().or(row.old.as_ref());
            let place = place.map(|place| format!(" ({})", place.shown()));
            headline(row) + &place.unwrap_or_default()
        };
        let mut lines: Vec<String> = self.rows.iter().map(line).collect();
        lines.push(self.summary());
        lines.join("\n") + "\n"
    }
}

fn headline(row: &Row<'_>) -> String {
    let change = row.change;
    format!(
        "{}[{}]: {}: {}",
        change.wire, change.kind, change.subject, change.message
    )
}

fn lines_of(row: &Row<'_>) -> Vec<String> {
    let change = row.change;
    let mut lines = vec![headline(row)];
    if let Some(used) = used_in(change) {
        lines.push(format!("    in: {used}"));
    }
    for (word, origin, place) in [("old", &change.old, &row.old), ("new", &change.new, &row.new)] {
        if let Some(origin) = origin {
            let place = place
                .as_ref()
                .map(|place| place.shown() + " ")
                .unwrap_or_default();
            lines.push(format!("    {word}: {place}{}", origin.pointer));
        }
    }
    let code = match change.code.is_empty() {
        true => String::new(),
        false => format!(": {}", change.code.join("; ")),
    };
    lines.push(format!("    crate: {}{code}", change.release));
    lines.extend(change.help.map(|help| format!("    help: {help}")));
    lines
}

/// The operations that a change is felt in, and which way, where the subject does not say so.
pub(super) fn used_in(change: &Change) -> Option<String> {
    let direction = match change.direction {
        Some(Direction::Request) => "requests",
        Some(Direction::Response) => "answers",
        None if change.operations.is_empty() => return None,
        None => "requests and answers",
    };
    let shown: Vec<&str> = change
        .operations
        .iter()
        .take(MOST_OPERATIONS)
        .map(String::as_str)
        .collect();
    let more = match change.operations.len().saturating_sub(MOST_OPERATIONS) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    match shown.is_empty() {
        true => Some(direction.to_owned()),
        false => Some(format!("{direction} of {}{more}", shown.join(", "))),
    }
}
