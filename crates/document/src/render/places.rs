use std::collections::BTreeMap;
use std::ops::Range;

use bindery_model::{FileId, Label, LabelTarget};

use crate::marks::Marks;
use crate::source::{SourceFile, Sources, line_and_column};

/// Looks up lines and columns, walking each file at most once.
pub(super) struct Places<'s> {
    sources: &'s Sources,
    marks: BTreeMap<FileId, Marks>,
}

/// A label with its place in a text.
#[derive(Clone, Debug)]
pub(super) struct Place<'s> {
    pub(super) file: FileId,
    pub(super) source: &'s SourceFile,
    /// What is underlined, in bytes; within one line.
    pub(super) span: Range<usize>,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) text: String,
}

impl Place<'_> {
    /// `FILE:LINE:COLUMN`.
    pub(super) fn shown(&self) -> String {
        format!("{}:{}:{}", self.source.path().display(), self.line, self.column)
    }
}

impl<'s> Places<'s> {
    pub(super) fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            marks: BTreeMap::new(),
        }
    }

    pub(super) fn find(&mut self, label: &Label) -> Option<Place<'s>> {
        let file = label.origin.file;
        let source = self.sources.file(file)?;
        let text = source.text();
        let span = match label.target {
            LabelTarget::Text { line, column } => text_span(text, line, column),
            target => self
                .marks
                .entry(file)
                .or_insert_with(|| Marks::of(text))
                .find(text, &label.origin.pointer)
                .map_or(0..0, |found| found.underlined(text, target)),
        };
        let (line, column) = line_and_column(text, span.start);
        Some(Place {
            file,
            source,
            span,
            line,
            column,
            text: label.text.clone(),
        })
    }
}

/// The word at a line and a column, or a single character where there is no word.
fn text_span(text: &str, line: usize, column: usize) -> Range<usize> {
    let mut start = 0;
    for _ in 1..line {
        match text.get(start..).and_then(|rest| rest.find('\n')) {
            Some(newline) => start += newline + 1,
            None => return text.len()..text.len(),
        }
    }
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
    let offset = line
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(line.len(), |(offset, _)| offset);
    let from = line.get(offset..).unwrap_or_default();
    let word = from
        .find(|letter: char| !letter.is_alphanumeric() && !"_-$".contains(letter))
        .unwrap_or(from.len());
    let quoted = from
        .strip_prefix('"')
        .and_then(|inner| inner.find('"'))
        .map(|end| end + 2);
    let first = from.chars().next().map_or(0, char::len_utf8);
    let length = quoted.unwrap_or(word).max(first);
    start + offset..start + offset + length
}
