use std::collections::BTreeMap;

use super::{
    check::Compiled,
    document::CorpusDocument,
    generate::{Generated, Spot},
};

/// What became of every document.
#[derive(Debug)]
pub(crate) struct Report {
    /// A row for each, by path.
    pub(crate) rows: Vec<Row>,
    /// How long the whole run took.
    pub(crate) seconds: f64,
}

/// What became of one document.
#[derive(Debug)]
pub(crate) struct Row {
    /// The document.
    pub(crate) document: CorpusDocument,
    /// What bindery made of it.
    pub(crate) generated: Generated,
    /// What the compiler said of that, if it was asked.
    pub(crate) compiled: Option<Compiled>,
}

const TITLES: [&str; 14] = [
    "document",
    "version",
    "KB",
    "operations",
    "schemas",
    "lines",
    "s to generate",
    "MiB",
    "warnings",
    "left out",
    "untyped",
    "s to compile",
    "MiB",
    "compiles",
];

impl Row {
    /// Whether the document was generated, and its crate compiles without a warning if it was compiled.
    pub(crate) fn is_clean(&self) -> bool {
        self.generated.failure.is_none() && self.compiled.as_ref().is_none_or(Compiled::is_clean)
    }

    fn cells(&self) -> [String; 14] {
        let Row {
            document, generated, ..
        } = self;
        let facts = &generated.facts;
        let measured = self.compiled.as_ref().map(|compiled| compiled.measured);
        let seconds = measured.map_or_else(String::new, |measured| format!("{:.1}", measured.seconds));
        let peak = measured.map_or_else(String::new, |measured| measured.peak.to_string());
        [
            document.label.clone(),
            document.version.clone(),
            document.bytes.div_ceil(1000).to_string(),
            facts.operations.to_string(),
            facts.schemas.to_string(),
            generated.lines.to_string(),
            format!("{:.2}", generated.seconds),
            generated.peak.to_string(),
            facts.warnings.to_string(),
            facts.omitted.len().to_string(),
            facts.untyped.len().to_string(),
            seconds,
            peak,
            self.verdict(),
        ]
    }

    fn verdict(&self) -> String {
        if self.generated.failure.is_some() {
            return "not generated".to_owned();
        }
        match &self.compiled {
            None => "not asked".to_owned(),
            Some(compiled) if compiled.is_clean() => "yes".to_owned(),
            Some(compiled) if compiled.measured.stopped => "stopped".to_owned(),
            Some(compiled) if compiled.errors + compiled.warnings == 0 => "not compiled".to_owned(),
            Some(compiled) => format!("{} errors, {} warnings", compiled.errors, compiled.warnings),
        }
    }

    /// Why the row is not clean.
    fn failure(&self) -> Option<String> {
        if self.is_clean() {
            return None;
        }
        let said = self.compiled.as_ref().and_then(|compiled| compiled.first.clone());
        let reason = self.generated.failure.clone().or(said);
        let reason = reason.unwrap_or_else(|| self.verdict());
        Some(format!("{}: {reason}", self.document.label))
    }
}

impl Report {
    /// Whether every row is clean.
    pub(crate) fn is_clean(&self) -> bool {
        self.rows.iter().all(Row::is_clean)
    }

    /// The table with the totals, what failed, and the census of what is untyped or left out.
    pub(crate) fn to_markdown(&self) -> String {
        let mut text = String::from("# The corpus\n\n");
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | ").replace('\n', " "));
        text.push_str(&line(&TITLES.map(str::to_owned)));
        text.push_str(&line(&TITLES.map(|_| "---".to_owned())));
        for row in &self.rows {
            text.push_str(&line(&row.cells()));
        }
        text.push('\n');
        text.push_str(&self.summary());
        text.push_str(&census(
            "What is any JSON",
            self.spots(|row| &row.generated.facts.untyped),
        ));
        text.push_str(&census(
            "What was left out",
            self.spots(|row| &row.generated.facts.omitted),
        ));
        text
    }

    /// The totals, and what failed.
    pub(crate) fn summary(&self) -> String {
        let sum = |number: fn(&Row) -> usize| self.rows.iter().map(number).sum::<usize>();
        let compiled = |row: &&Row| row.compiled.as_ref().is_some_and(Compiled::is_clean);
        let mut text = format!(
            "{} documents, {} generated, {} compile cleanly; {} operations, {} schemas, {} lines, {} warnings, {} left out, {} untyped; {:.0} s\n",
            self.rows.len(),
            sum(|row| usize::from(row.generated.failure.is_none())),
            self.rows.iter().filter(compiled).count(),
            sum(|row| row.generated.facts.operations),
            sum(|row| row.generated.facts.schemas),
            sum(|row| row.generated.lines),
            sum(|row| row.generated.facts.warnings),
            sum(|row| row.generated.facts.omitted.len()),
            sum(|row| row.generated.facts.untyped.len()),
            self.seconds,
        );
        let failures: Vec<_> = self.rows.iter().filter_map(Row::failure).collect();
        if !failures.is_empty() {
            text.push_str(&format!("\n{} failed:\n", failures.len()));
        }
        for failure in failures {
            text.push_str(&format!("- {failure}\n"));
        }
        text
    }

    /// A line for each untyped spot: document, pointer, reason.
    pub(crate) fn untyped(&self) -> String {
        let mut text = String::from("document\tpointer\treason\n");
        for row in &self.rows {
            for spot in &row.generated.facts.untyped {
                text.push_str(&format!(
                    "{}\t{}\t{}\n",
                    row.document.label, spot.pointer, spot.reason
                ));
            }
        }
        text
    }

    fn spots<'r>(&'r self, of: fn(&'r Row) -> &'r Vec<Spot>) -> impl Iterator<Item = &'r Spot> {
        self.rows.iter().flat_map(of)
    }
}

/// How many spots there are of each reason, the most frequent first.
fn census<'r>(title: &str, spots: impl Iterator<Item = &'r Spot>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for spot in spots {
        *counts.entry(&spot.reason).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut text = format!("\n## {title}\n\n| spots | reason |\n| --- | --- |\n");
    for (reason, count) in counts {
        text.push_str(&format!("| {count} | {reason} |\n"));
    }
    text
}
