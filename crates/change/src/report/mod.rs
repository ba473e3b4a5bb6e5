//! Comparisons, written for people and for programs.

mod json;
mod markdown;
mod safe;
mod text;

use bindery_model::Origin;

use crate::{Change, Comparison};

/// Which of the two versions a place is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What was there before.
    Old,
    /// What is there now.
    New,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A comparison with the places of its changes.
#[derive(Clone, Debug)]
pub struct Report<'c> {
    comparison: &'c Comparison,
    rows: Vec<Row<'c>>,
}

/// A change and where it stands.
#[derive(Clone, Debug)]
struct Row<'c> {
    change: &'c Change,
    old: Option<Place>,
    new: Option<Place>,
}

impl<'c> Report<'c> {
    /// Looks up the places of all changes: `locate` is asked once for each version, and answers in order.
    pub fn new(
        comparison: &'c Comparison,
        mut locate: impl FnMut(Side, &[&Origin]) -> Vec<Option<Place>>,
    ) -> Self {
        let mut places = |side| {
            let origin = |change: &'c Change| match side {
                Side::Old => change.old.as_ref(),
                Side::New => change.new.as_ref(),
            };
            let origins: Vec<&Origin> = comparison.changes.iter().filter_map(origin).collect();
            let mut found = locate(side, &origins).into_iter();
            let place = |change| origin(change).and_then(|_| found.next().flatten());
            comparison.changes.iter().map(place).collect::<Vec<_>>()
        };
        let (old, new) = (places(Side::Old), places(Side::New));
        let changes = comparison.changes.iter().zip(old).zip(new);
        let rows = changes.map(|((change, old), new)| Row { change, old, new });
        Self {
            comparison,
            rows: rows.collect(),
        }
    }

    /// How many changes there are of each severity, and the release that they ask for, in one line.
    fn summary(&self) -> String {
        use crate::Wire;
        if self.rows.is_empty() {
            return "nothing changed".to_owned();
        }
        let count = |wire| self.comparison.count(wire);
        let warnings = if count(Wire::Warning) == 1 {
            "warning"
        } else {
            "warnings"
        };
        format!(
            "{} breaking, {} {warnings}, {} compatible; the generated crate needs a {} release",
            count(Wire::Breaking),
            count(Wire::Warning),
            count(Wire::Compatible),
            self.comparison.release()
        )
    }
}

impl Place {
    fn shown(&self) -> String {
        format!("{}:{}:{}", self.file, self.line, self.column)
    }
}
