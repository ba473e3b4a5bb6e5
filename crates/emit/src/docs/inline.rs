//! The text within a block: its source, with what rustdoc would misread escaped.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::is_real_link;
use super::wrap::GLUE;

/// The text of inline `events`: one line, with `\n` only where the author broke it.
/// Spaces at which no line may break are [`GLUE`].
pub(super) fn text(source: &str, events: &[(Event<'_>, Range<usize>)]) -> String {
    let mut inline = Inline {
        source,
        ..Inline::default()
    };
    for (event, range) in events {
        inline.event(event, range.clone());
    }
    inline.finish()
}

#[derive(Default)]
struct Inline<'s> {
    source: &'s str,
    text: String,
    /// A run of text whose events follow one another without a gap.
    run: Option<Range<usize>>,
    /// Where the source was read to.
    position: Option<usize>,
    /// For each open link or image: whether it leads outside, and where it ends.
    links: Vec<(bool, usize)>,
    /// Whether a line has just ended, so that the next line's indentation is still ahead.
    at_line_start: bool,
}

impl Inline<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        if let Event::Text(_) = event {
            match &mut self.run {
                Some(run) if run.end == range.start => run.end = range.end,
                _ => {
                    self.flush();
                    self.run = Some(range);
                }
            }
            return;
        }
        self.flush();
        match event {
            Event::Code(_) => self.atom(range),
            Event::InlineHtml(_) | Event::Html(_) => self.html(range),
            Event::SoftBreak => self.line_break(range, ' '),
            Event::HardBreak => self.line_break(range, '\n'),
            Event::Start(
                Tag::Link {
                    link_type, dest_url, ..
                }
                | Tag::Image {
                    link_type, dest_url, ..
                },
            ) => {
                let real = is_real_link(*link_type, dest_url);
                self.gap(range.start);
                self.links.push((real, range.end));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                self.gap(range.end);
                self.links.pop();
            }
            Event::Start(_) => self.gap(range.start),
            Event::End(_) => self.gap(range.end),
            _ => self.atom(range),
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.text
    }

    /// Copies what stands between two events: marks of emphasis and links, backslashes.
    fn gap(&mut self, to: usize) {
        let from = self.position.unwrap_or(to);
        self.position = Some(self.position.map_or(to, |position| position.max(to)));
        let mut gap = self.source.get(from..to).unwrap_or_default();
        if std::mem::take(&mut self.at_line_start) {
            gap = gap.trim_start_matches([' ', '>']);
        }
        let link = self.links.last().map(|(real, _)| *real);
        for next in gap.chars() {
            match next {
                '[' | ']' if link == Some(false) => self.text.extend(['\\', next]),
                ' ' | '\n' if link == Some(true) => self.text.push(GLUE),
                '\n' => self.text.push(' '),
                _ => self.text.push(next),
            }
        }
    }

    /// Copies a code span, at whose spaces no line may break.
    fn atom(&mut self, range: Range<usize>) {
        self.gap(range.start);
        let source = self.source.get(range.clone()).unwrap_or_default();
        self.text.extend(
            source
                .chars()
                .map(|next| if matches!(next, ' ' | '\n') { GLUE } else { next }),
        );
        self.position = Some(range.end);
    }

    fn html(&mut self, range: Range<usize>) {
        self.gap(range.start);
        let source = self.source.get(range.clone()).unwrap_or_default();
        match source.trim().to_ascii_lowercase().as_str() {
            "<br>" | "<br/>" | "<br />" => self.text.push('\n'),
            _ => self.escaped(source.trim_end_matches('\n')),
        }
        if source.ends_with('\n') {
            self.text.push(' ');
        }
        self.position = Some(range.end);
    }

    fn line_break(&mut self, range: Range<usize>, mark: char) {
        let in_link = self.links.iter().any(|(real, _)| *real);
        self.text.push(if in_link { GLUE } else { mark });
        self.position = Some(range.end);
        self.at_line_start = true;
    }

    fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        self.gap(run.start);
        self.position = Some(run.end);
        let source = self.source.get(run.clone()).unwrap_or_default();
        if !self.links.is_empty() {
            let real = self.links.iter().any(|(real, _)| *real);
            let glued = source.replace(' ', if real { "\u{1e}" } else { " " });
            self.escaped(&glued);
            return;
        }
        let mut rest = source;
        while let Some((before, url, after)) = next_url(rest) {
            self.escaped(before);
            self.text.push_str(&format!("<{url}>"));
            rest = after;
        }
        self.escaped(rest);
    }

    /// Copies text, its brackets and angles escaped unless a backslash already does that.
    fn escaped(&mut self, text: &str) {
        for next in text.chars() {
            if matches!(next, '[' | ']' | '<') && !ends_with_escape(&self.text) {
                self.text.push('\\');
            }
            self.text.push(if next == '\n' { ' ' } else { next });
        }
    }
}

/// Whether an odd number of backslashes ends `text`.
fn ends_with_escape(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

/// The first bare URL: what stands before it, the URL, and what follows.
fn next_url(text: &str) -> Option<(&str, &str, &str)> {
    let starts = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| text.find(scheme));
    let start = starts.min()?;
    let (before, rest) = text.split_at(start);
    let end = rest
        .find(|next: char| next.is_whitespace() || "<>[]\"`|\\{}".contains(next))
        .unwrap_or(rest.len());
    let mut url = &rest[..end];
    loop {
        let shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
        let shorter = match shorter.strip_suffix(')') {
            Some(inner) if inner.matches('(').count() <= inner.matches(')').count() => inner,
            _ => shorter,
        };
        if shorter.len() == url.len() {
            break;
        }
        url = shorter;
    }
    let (_, after) = rest.split_at(url.len());
    Some((before, url, after))
}

pub(super) fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

pub(super) fn is_inline_end(end: &TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
