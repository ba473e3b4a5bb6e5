use std::ops::Range;
use std::sync::OnceLock;

use bindery_model::{FileId, Label, LabelTarget};

use crate::marks::Marks;
use crate::source::{SourceFile, Sources};

/// What is looked up in a file, made when something is.
#[derive(Debug)]
pub(crate) struct Index {
    /// Made only for labels that name a pointer: the walk may stumble where the reader has.
    marks: OnceLock<Marks>,
    line_starts: Vec<usize>,
    /// How many characters begin before each stretch of [`STRETCH`] bytes: a line may be megabytes long,
    /// and may hold all that there is to report.
    characters: Vec<usize>,
}

/// How many bytes are counted anew for a column.
const STRETCH: usize = 1024;

/// A label with its place in a text.
#[derive(Clone, Debug)]
pub(super) struct Place<'s> {
    pub(super) file: FileId,
    pub(super) source: &'s SourceFile,
    /// What is underlined, in bytes; within one line.
    pub(super) span: Range<usize>,
    /// The line that it begins in, in bytes, without its end.
    pub(super) whole_line: Range<usize>,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) text: String,
    /// Where the value is written that an alias here stands for.
    pub(super) anchored: Option<usize>,
}

impl<'s> Place<'s> {
    /// The place of a label, where its file is there; the file is walked only for the first that names a value in it.
    pub(super) fn of(label: &Label, sources: &'s Sources) -> Option<Self> {
        let file = label.origin.file;
        let source = sources.file(file)?;
        let (text, index) = (source.text(), source.index());
        let (span, anchored) = match label.target {
            LabelTarget::Text { line, column } => (index.text_span(text, line, column), None),
            target => index
                .marks(text)
                .find(text, &label.origin.pointer)
                .map_or((0..0, None), |found| {
                    (found.underlined(text, target), found.anchored)
                }),
        };
        let (line, column) = index.line_and_column(text, span.start);
        Some(Self {
            file,
            source,
            span,
            whole_line: index.line_range(text, line),
            line,
            column,
            text: label.text.clone(),
            anchored,
        })
    }

    /// The file, as the user would write it.
    pub(super) fn path(&self) -> String {
        self.source.path().display().to_string()
    }

    /// `FILE:LINE:COLUMN`.
    pub(super) fn shown(&self) -> String {
        format!("{}:{}:{}", self.source.path().display(), self.line, self.column)
    }
}

impl Index {
    pub(crate) fn of(text: &str) -> Self {
        let newlines = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self {
            marks: OnceLock::new(),
            line_starts: std::iter::once(0).chain(newlines).collect(),
            characters: characters(text),
        }
    }

    /// Where the values stand in `text`, which is walked once.
    pub(crate) fn marks(&self, text: &str) -> &Marks {
        self.marks.get_or_init(|| Marks::of(text))
    }

    /// The line and the column (in characters) of a byte offset, both from 1.
    fn line_and_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_start(line);
        let before = |offset| self.characters_before(text, offset);
        (line, before(offset).saturating_sub(before(start)) + 1)
    }

    /// How many characters begin before a byte offset.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let stretch = offset / STRETCH;
        let counted = self.characters.get(stretch).copied().unwrap_or_default();
        let rest = text.as_bytes().get(stretch * STRETCH..offset).unwrap_or_default();
        counted + rest.iter().filter(|byte| begins_character(**byte)).count()
    }

    /// A line without its end, in bytes.
    fn line_range(&self, text: &str, line: usize) -> Range<usize> {
        let start = self.line_start(line);
        let end = self.line_starts.get(line).map_or(text.len(), |next| next - 1);
        start..end.max(start)
    }

    fn line_start(&self, line: usize) -> usize {
        let index = line.saturating_sub(1);
        self.line_starts.get(index).copied().unwrap_or_default()
    }

    /// The word at a line and a column, or a single character where there is no word.
    fn text_span(&self, text: &str, line: usize, column: usize) -> Range<usize> {
        let start = self.line_start(line.min(self.line_starts.len()));
        let line = text.get(self.line_range(text, line.min(self.line_starts.len())));
        let line = line.unwrap_or_default().trim_end_matches('\r');
        let offset = line
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(line.len(), |(offset, _)| offset);
        let word = word(line.get(offset..).unwrap_or_default());
        start + offset..start + offset + word
    }
}

fn characters(text: &str) -> Vec<usize> {
    let mut count = 0;
    let stretches = text.as_bytes().chunks(STRETCH);
    let before = stretches.map(|stretch| {
        let before = count;
        count += stretch.iter().filter(|byte| begins_character(**byte)).count();
        before
    });
    let mut before: Vec<usize> = before.collect();
    before.push(count);
    before
}

/// Whether a byte of UTF-8 is a character's first.
fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
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
