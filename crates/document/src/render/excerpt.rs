use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Origin, Snippet};

use super::places::Place;
use super::visible;

/// A piece of a file, with what is underlined in it.
pub(super) struct Excerpt {
    /// File, line and column, where the diagnostic's first line does not tell them.
    origin: Option<(String, usize, usize)>,
    text: String,
    first_line: usize,
    underlined: Vec<Underlined>,
}

struct Underlined {
    span: Range<usize>,
    text: String,
    kind: AnnotationKind,
}

/// Lines longer than this are cut around what is underlined.
const LONG: usize = 400;

/// What is shown on either side of a cut.
const CONTEXT: usize = 60;

/// Places that lie further apart are shown apart.
const APART: usize = 100_000;

impl Excerpt {
    /// The excerpts that show all places: those of one file together, unless they lie far apart.
    pub(super) fn of(places: &[Place<'_>]) -> Vec<Self> {
        let mut groups: Vec<Vec<&Place<'_>>> = Vec::new();
        for place in places.iter().filter(|place| !place.source.text().is_empty()) {
            match groups.iter_mut().find(|group| are_together(group, place)) {
                Some(group) => group.push(place),
                None => groups.push(vec![place]),
            }
        }
        groups
            .iter()
            .enumerate()
            .filter_map(|(index, group)| Self::new(group, index == 0))
            .collect()
    }

    fn new(group: &[&Place<'_>], is_primary: bool) -> Option<Self> {
        let first = *group.first()?;
        let lines = lines(group)?;
        let shown = match lines.len() > LONG && group.len() == 1 {
            true => cut(first, &lines),
            false => lines,
        };
        let kind = |index| match index {
            0 if is_primary => AnnotationKind::Primary,
            _ => AnnotationKind::Context,
        };
        let underlined = group.iter().enumerate().map(|(index, place)| Underlined {
            span: place.span.start - shown.start..place.span.end.min(shown.end) - shown.start,
            text: visible(&place.text),
            kind: kind(index),
        });
        let origin = (
            visible(&first.source.path().display().to_string()),
            first.line,
            first.column,
        );
        Some(Self {
            origin: (!is_primary).then_some(origin),
            text: first.source.text().get(shown.clone())?.to_owned(),
            first_line: group.iter().map(|place| place.line).min()?,
            underlined: underlined.collect(),
        })
    }

    pub(super) fn elements(&self) -> Vec<Element<'_>> {
        let annotations = self.underlined.iter().map(|underlined| {
            let annotation = underlined.kind.span(underlined.span.clone());
            match underlined.text.is_empty() {
                true => annotation,
                false => annotation.label(underlined.text.as_str()),
            }
        });
        let snippet = Snippet::source(self.text.as_str())
            .line_start(self.first_line)
            .annotations(annotations);
        let origin = self.origin.as_ref().map(|(path, line, column)| {
            let origin = Origin::path(path.as_str()).line(*line).char_column(*column);
            Element::from(origin)
        });
        origin.into_iter().chain([snippet.into()]).collect()
    }
}

fn are_together(group: &[&Place<'_>], place: &Place<'_>) -> bool {
    group.iter().all(|other| {
        other.file == place.file
            && other.span.start.abs_diff(place.span.start) < APART
            && other.whole_line.len() <= LONG
            && place.whole_line.len() <= LONG
    })
}

/// From the beginning of the first line of a group to the end of its last.
fn lines(group: &[&Place<'_>]) -> Option<Range<usize>> {
    let start = group.iter().map(|place| place.whole_line.start).min()?;
    let end = group.iter().map(|place| place.whole_line.end).max()?;
    Some(start..end)
}

/// A part of a long line: what is underlined and a little around it.
fn cut(place: &Place<'_>, line: &Range<usize>) -> Range<usize> {
    let text = place.source.text();
    let boundary = |offset: usize| text.floor_char_boundary(offset);
    let start = boundary(place.span.start.saturating_sub(CONTEXT)).max(line.start);
    let end = boundary(place.span.start + LONG / 2)
        .min(boundary(place.span.end + CONTEXT))
        .min(line.end);
    start..end.max(place.span.start)
}
