use std::collections::BTreeMap;

use bindery_document::{Rendering, Sources, in_order, render};
use bindery_lower::{grade, lint as lint_lowered};
use bindery_model::{Code, Diagnostic, Severity};

use crate::generation::lower_target;
use crate::{Problem, Target};

/// What will hurt the users of an API, though nothing of its document is wrong; and every other warning.
#[derive(Debug)]
pub struct Findings {
    found: Vec<Diagnostic>,
    sources: Sources,
}

/// How many findings of one code are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// All.
    All,
    /// The first ones.
    First(usize),
}

/// Reads the document of `target` and judges it; writes nothing.
///
/// # Errors
/// [`Problem::Document`] with every mistake of the document, located.
pub fn lint(target: &Target, rendering: impl Into<Rendering>) -> Result<Findings, Problem> {
    let mut made = lower_target(target, rendering.into())?;
    lint_lowered(&made.document, &made.lowered, &mut made.diagnostics);
    // What is wrong with the settings themselves was told before.
    grade(&made.settings, &mut made.diagnostics);
    Ok(Findings {
        found: in_order(made.diagnostics, &made.sources),
        sources: made.sources,
    })
}

impl Findings {
    /// The findings, rendered with their places.
    pub fn rendered(&self, shown: Shown, rendering: impl Into<Rendering>) -> String {
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        let is_shown = |finding: &&Diagnostic| {
            let count = counts.entry(finding.code).or_default();
            *count += 1;
            match shown {
                Shown::All => true,
                Shown::First(most) => *count <= most || finding.severity == Severity::Error,
            }
        };
        let chosen: Vec<Diagnostic> = self.found.iter().filter(is_shown).cloned().collect();
        render(&chosen, &self.sources, rendering)
    }

    /// How many there are of each code.
    pub fn counts(&self) -> BTreeMap<Code, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.found {
            *counts.entry(finding.code).or_default() += 1;
        }
        counts
    }

    /// How many of them the settings make errors of.
    pub fn errors(&self) -> usize {
        let errors = self
            .found
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        errors.count()
    }
}
