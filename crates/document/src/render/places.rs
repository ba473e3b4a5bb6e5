use std::collections::BTreeMap;
use std::ops::Range;

use bindery_model::{FileId, Label, LabelTarget};

use crate::marks::Marks;
use crate::source::{SourceFile, Sources};

/// Looks up lines and columns, walking each file at most once.
pub(super) struct Places<'s> {
    sources: &'s Sources,
    indices: BTreeMap<FileId, Index>,
}

/// What is looked up in a file, made when something is.
struct Index {
    /// Made only for labels that name a pointer: the walk may stumble where the reader has.
    marks: Option<Marks>,
    line_starts: Vec<usize>,
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
    /// Where the value is written that an alias here stands for.
    pub(super) anchored: Option<usize>,
}

impl Place<'_> {
    /// The file, as the user would write it.
    pub(super) fn path(&self) -> String {
        self.source.path().display().to_string()
    }

    /// `FILE:LINE:COLUMN`.
    pub(super) fn shown(&self) -> String {
        format!("{}:{}:{}", self.source.path().display(), self.line, self.column)
    }
}

impl<'s> Places<'s> {
    pub(super) fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            indices: BTreeMap::new(),
        }
    }

    pub(super) fn find(&mut self, label: &Label) -> Option<Place<'s>> {
        let file = label.origin.file;
        let source = self.sources.file(file)?;
        let text = source.text();
        let index = self.indices.entry(file).or_insert_with(|| Index::of(text));
        let (span, anchored) = match label.target {
            LabelTarget::Text { line, column } => (index.text_span(text, line, column), None),
            target => index
                .marks
                .get_or_insert_with(|| Marks::of(text))
                .find(text, &label.origin.pointer)
                .map_or((0..0, None), |found| {
                    (found.underlined(text, target), found.anchored)
                }),
        };
        let (line, column) = index.line_and_column(text, span.start);
        Some(Place {
            file,
            source,
            span,
            line,
            column,
            text: label.text.clone(),
            anchored,
        })
    }
}

impl Index {
    fn of(text: &str) -> Self {
        let newlines = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self {
            marks: None,
            line_starts: std::iter::once(0).chain(newlines).collect(),
        }
    }

    /// The line and the column (in characters) of a byte offset, both from 1.
    fn line_and_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_start(line);
        let before = text.get(start..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    fn line_start(&self, line: usize) -> usize {
        let index = line.saturating_sub(1);
        self.line_starts.get(index).copied().unwrap_or_default()
    }

    /// The word at a line and a column, or a single character where there is no word.
    fn text_span(&self, text: &str, line: usize, column: usize) -> Range<usize> {
        let start = self.line_start(line.min(self.line_starts.len()));
        let rest = text.get(start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        let line = line.trim_end_matches('\r');
        let offset = line
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(line.len(), |(offset, _)| offset);
        let word = word(line.get(offset..).unwrap_or_default());
        start + offset..start + offset + word
    }
}

/// The length of the word or the quoted text that a text begins with, or of its first character.
fn word(text: &str) -> usize {
    let Some(first) = text.chars().next() else {
        return 0;
    };
    if matches!(first, '"' | '\'')
        && let Some(end) = text.get(1..).and_then(|inner| inner.find(first))
    {
        return end + 2;
    }
    let end = text.find(|letter: char| !letter.is_alphanumeric() && !"_-$".contains(letter));
    end.unwrap_or(text.len()).max(first.len_utf8())
}
