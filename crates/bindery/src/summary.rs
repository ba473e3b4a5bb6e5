use std::fmt;

use crate::{Generation, Unchanged, Written};

/// The short table that a run prints: what it read, made, wrote, left as it was and removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    rows: Vec<[String; 6]>,
    /// What there is to say of targets beyond their rows.
    notes: Vec<String>,
}

const TITLES: [&str; 6] = ["target", "read", "made", "wrote", "unchanged", "removed"];

impl Summary {
    /// A table without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what became of one target.
    pub fn add(&mut self, target: &str, generation: &Generation, written: &Written) {
        for shared in &generation.shared {
            let types = count(shared.count, "type");
            let mut note = format!("{target}: {types} taken from {}", shared.target);
            if !shared.differing.is_empty() {
                let names = shared.differing.join(", ");
                note.push_str(&format!(
                    "; not the same there: {names} (`cargo bindery explain` says why)"
                ));
            }
            self.notes.push(note);
        }
        self.rows.push([
            target.to_owned(),
            count(generation.inputs().len(), "file"),
            made_of(generation),
            written.written.len().to_string(),
            written.unchanged.len().to_string(),
            written.removed.len().to_string(),
        ]);
    }

    /// Adds a target of which nothing had to be made.
    pub fn add_unchanged(&mut self, target: &str, unchanged: &Unchanged) {
        self.rows.push([
            target.to_owned(),
            count(unchanged.read, "file"),
            unchanged.made.clone(),
            "0".to_owned(),
            unchanged.files.to_string(),
            "0".to_owned(),
        ]);
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |column: usize| {
            let cells = self
                .rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count());
            cells
                .chain(TITLES.get(column).map(|title| title.len()))
                .max()
                .unwrap_or_default()
        };
        let titles = TITLES.map(str::to_owned);
        for row in std::iter::once(&titles).chain(&self.rows) {
            let cells: Vec<_> = row
                .iter()
                .enumerate()
                .map(|(column, cell)| format!("{cell:<width$}", width = width(column)))
                .collect();
            writeln!(formatter, "{}", cells.join("  ").trim_end())?;
        }
        for note in &self.notes {
            writeln!(formatter, "{note}")?;
        }
        Ok(())
    }
}

/// What was made, in numbers.
pub(crate) fn made_of(generation: &Generation) -> String {
    let api = &generation.lowered.api;
    format!(
        "{}, {}",
        count(api.types.len() - api.shared.len(), "type"),
        count(api.operations.len(), "operation")
    )
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}
