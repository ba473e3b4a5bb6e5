use std::collections::BTreeMap;

use bindery_document::{Rendering, Sources, in_order, load, render};
use bindery_lower::{Settings, grade, lint as lint_lowered, lower};
use bindery_model::{Code, Diagnostic, Diagnostics, Severity};

use crate::generation::{load_options, located_settings, lower_target};
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

/// Reads the document of `target` and judges it; writes nothing. Of a document with mistakes the rest is judged, and
/// the mistakes are among what is found.
///
/// # Errors
/// [`Problem::Document`] where nothing of the document can be judged.
pub fn lint(target: &Target, rendering: impl Into<Rendering>) -> Result<Findings, Problem> {
    let made = lower_target(target, rendering.into());
    let mut made = match made {
        Err(problem @ Problem::Document { .. }) => return faulty(target).ok_or(problem),
        made => made?,
    };
    lint_lowered(&made.document, &made.lowered, &mut made.diagnostics);
    // What is wrong with the settings themselves was told before.
    grade(&made.settings, &mut made.diagnostics);
    Ok(Findings {
        found: in_order(made.diagnostics, &made.sources),
        sources: made.sources,
    })
}

/// What is found in a document with mistakes: these, and what there is to say of all that is without them; nothing,
/// where nothing can be made of it, or the mistakes are those of another document.
fn faulty(target: &Target) -> Option<Findings> {
    let mut diagnostics = Diagnostics::new();
    let (mut sources, document) = load(&target.spec, &load_options(target), &mut diagnostics);
    let settings = located_settings(target, &mut sources);
    let document = document?;
    lower(&document, &settings, &mut diagnostics);
    grade(&settings, &mut diagnostics);
    if !diagnostics.has_errors() {
        return None;
    }
    let tolerant = Settings {
        keep_going: true,
        ..settings.clone()
    };
    let mut left_out = Diagnostics::new();
    let lowered = lower(&document, &tolerant, &mut left_out);
    if left_out.has_errors() {
        return None;
    }
    let mut judged = Diagnostics::new();
    lint_lowered(&document, &lowered, &mut judged);
    grade(&settings, &mut judged);
    for finding in judged.into_items() {
        diagnostics.push(finding);
    }
    Some(Findings {
        found: in_order(diagnostics, &sources),
        sources,
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

    /// How many of them are errors, or made so by the settings.
    pub fn errors(&self) -> usize {
        let errors = self
            .found
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        errors.count()
    }
}
