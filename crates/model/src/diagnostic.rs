use std::collections::HashSet;

use crate::{Code, Origin};

/// Something to say about a document: a mistake, or what may become one.
///
/// It names places by [`Origin`]; lines and columns are looked up only when it is rendered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The kind.
    pub code: Code,
    /// What is wrong, in one line without a full stop.
    pub message: String,
    /// The place at fault first, then places that explain it. Never empty, except for what has no
    /// place in a document.
    pub labels: Vec<Label>,
    /// Facts that explain, a line each.
    pub notes: Vec<String>,
    /// The change to make.
    pub help: Option<String>,
}

/// A place and what it shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// The place.
    pub origin: Origin,
    /// Which part of it is meant.
    pub target: LabelTarget,
    /// What stands beside the underlining; may be empty.
    pub text: String,
}

/// Which part of a member is underlined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LabelTarget {
    /// The value.
    #[default]
    Value,
    /// The key.
    Key,
    /// A place in the text itself: what is wrong there kept the text from becoming a value, so no
    /// pointer leads to it.
    Text {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
    },
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Written all the same.
    Warning,
}

impl Diagnostic {
    /// A mistake that keeps the document from being used.
    pub fn error(code: Code, message: impl Into<String>, origin: Origin) -> Self {
        Self::new(Severity::Error, code, message, origin)
    }

    /// A fault that costs nothing but this line.
    pub fn warning(code: Code, message: impl Into<String>, origin: Origin) -> Self {
        Self::new(Severity::Warning, code, message, origin)
    }

    fn new(severity: Severity, code: Code, message: impl Into<String>, origin: Origin) -> Self {
        let label = Label {
            origin,
            target: LabelTarget::Value,
            text: String::new(),
        };
        Self {
            severity,
            code,
            message: message.into(),
            labels: vec![label],
            notes: Vec::new(),
            help: None,
        }
    }

    /// Says what the underlined place shows.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Underlines the key of the first place rather than its value.
    pub fn at_key(mut self) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.target = LabelTarget::Key;
        }
        self
    }

    /// Points the first place at a line and a column (both from 1) of its file.
    pub fn at_text(mut self, line: usize, column: usize) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.target = LabelTarget::Text { line, column };
        }
        self
    }

    /// Adds another place that explains.
    pub fn also(mut self, origin: Origin, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            origin,
            target: LabelTarget::Value,
            text: text.into(),
        });
        self
    }

    /// Adds another line and column (both from 1) of the first place's file.
    pub fn also_at_text(mut self, line: usize, column: usize, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first() {
            self.labels.push(Label {
                origin: first.origin.clone(),
                target: LabelTarget::Text { line, column },
                text: text.into(),
            });
        }
        self
    }

    /// Adds a fact.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Says what to change.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}

/// A collector that every stage reports to, so that all mistakes are told at once.
#[derive(Debug, Default)]
#[must_use = "diagnostics are there to be reported"]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    /// What was taken already; looked up in, never iterated.
    seen: HashSet<Diagnostic>,
}

impl Diagnostics {
    /// An empty collector.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes one more; one that says the same of the same place is told once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.seen.insert(diagnostic.clone()) {
            self.items.push(diagnostic);
        }
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|item| item.severity == Severity::Error)
    }

    /// Everything that was reported, in the order in which it was.
    pub fn into_items(self) -> Vec<Diagnostic> {
        self.items
    }

    /// Everything that was reported, in the order in which it was.
    pub fn items(&self) -> &[Diagnostic] {
        &self.items
    }

    /// Gives each the severity that `level` says, and drops those for which it says none.
    pub fn grade(&mut self, level: impl Fn(&Diagnostic) -> Option<Severity>) {
        let taken = std::mem::take(&mut self.items).into_iter();
        let graded = taken.filter_map(|mut item| {
            item.severity = level(&item)?;
            Some(item)
        });
        self.items = graded.collect();
    }

    /// Keeps only what `is_wanted`.
    pub fn retain(&mut self, is_wanted: impl Fn(&Diagnostic) -> bool) {
        self.items.retain(is_wanted);
    }

    /// The same, to be put in other words.
    pub fn items_mut(&mut self) -> &mut [Diagnostic] {
        &mut self.items
    }
}
