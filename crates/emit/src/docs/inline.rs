//! The text within a block: its source, with what rustdoc would misread escaped.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::html::{self, Part};
use super::url::{is_outside, next_url};
use super::wrap::GLUE;

/// Where a line ends that the author ended.
pub(super) const LINE_BREAK: char = '\n';
/// Where a paragraph ends within what markdown takes for one.
pub(super) const PARAGRAPH: char = '\u{c}';

/// The text of inline `events`: one line but for [`LINE_BREAK`]s and [`PARAGRAPH`]s.
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
    /// What the open links and images become.
    links: Vec<Link>,
    /// Whether a line has just ended, so that the next line's indentation is still ahead.
    at_line_start: bool,
    /// The target of an open `<a>`.
    anchor: Option<String>,
    /// Whether a `<code>` is open.
    in_code: bool,
}

enum Link {
    /// As it stands.
    Same,
    /// With its target in place, which is defined elsewhere in the text.
    Inlined(String),
    /// Only its words: it leads nowhere from here.
    Words,
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
            Event::Code(_) => self.code_span(range),
            Event::InlineHtml(_) | Event::Html(_) => self.html(range),
            Event::SoftBreak => self.line_break(range, ' '),
            Event::HardBreak => self.line_break(range, LINE_BREAK),
            Event::Start(Tag::Link {
                link_type, dest_url, ..
            }) => self.open_link(*link_type, dest_url, range, "["),
            Event::Start(Tag::Image {
                link_type, dest_url, ..
            }) => self.open_link(*link_type, dest_url, range, "!["),
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(range),
            Event::Start(_) => self.gap(range.start),
            Event::End(_) => self.gap(range.end),
            _ => self.code_span(range),
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        if self.in_code {
            self.text.push('`');
        }
        self.close_anchor();
        self.text
    }

    /// Whether no line may break here: within a link, or code.
    fn is_glued(&self) -> bool {
        let in_link = self.links.iter().any(|link| !matches!(link, Link::Words));
        in_link || self.anchor.is_some() || self.in_code
    }

    fn space(&self) -> char {
        if self.is_glued() { GLUE } else { ' ' }
    }

    /// Copies what stands between two events: marks of emphasis and links, backslashes.
    fn gap(&mut self, to: usize) {
        let from = self.position.unwrap_or(to);
        self.position = Some(from.max(to));
        let mut gap = self.source.get(from..to).unwrap_or_default();
        if std::mem::take(&mut self.at_line_start) {
            gap = gap.trim_start_matches([' ', '>']);
        }
        let space = self.space();
        self.text.extend(
            gap.chars()
                .map(|next| if matches!(next, ' ' | '\n') { space } else { next }),
        );
    }

    fn open_link(&mut self, kind: LinkType, target: &CowStr<'_>, range: Range<usize>, mark: &str) {
        self.gap(range.start);
        let link = match kind {
            _ if !is_outside(target) => Link::Words,
            LinkType::Inline | LinkType::Autolink => Link::Same,
            _ if target.contains(['(', ')', '<', '>', ' ']) => {
                Link::Inlined(format!("<{}>", target.replace(['<', '>'], "")))
            }
            _ => Link::Inlined(target.to_string()),
        };
        match link {
            Link::Same => {}
            Link::Inlined(_) => {
                self.text.push_str(mark);
                self.position = Some(range.start + mark.len());
            }
            Link::Words => self.position = Some(range.start + mark.len()),
        }
        self.links.push(link);
    }

    fn close_link(&mut self, range: Range<usize>) {
        match self.links.last() {
            Some(Link::Inlined(target)) => self.text.push_str(&format!("]({target})")),
            Some(Link::Words) => {}
            Some(Link::Same) | None => self.gap(range.end),
        }
        self.links.pop();
        self.position = Some(range.end);
    }

    /// Copies a code span, at whose spaces no line may break.
    fn code_span(&mut self, range: Range<usize>) {
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
        self.position = Some(range.end);
        let source = self.source.get(range).unwrap_or_default();
        for part in html::parts(source) {
            match part {
                Part::Text(text) => self.plain(text),
                Part::Line => self.text.push(LINE_BREAK),
                Part::Paragraph => self.text.push(PARAGRAPH),
                Part::Item => self.text.extend([PARAGRAPH, '-', GLUE]),
                Part::Link(target) if self.anchor.is_none() && self.links.is_empty() => {
                    self.text.push('[');
                    self.anchor = Some(target.to_owned());
                }
                Part::EndLink => self.close_anchor(),
                Part::Code => {
                    self.text.push('`');
                    self.in_code = !self.in_code;
                }
                Part::Strong if !self.in_code => self.text.push_str("**"),
                Part::Link(_) | Part::Strong | Part::Nothing => {}
            }
        }
    }

    fn close_anchor(&mut self) {
        if let Some(target) = self.anchor.take() {
            self.text.push_str(&format!("]({target})"));
        }
    }

    fn line_break(&mut self, range: Range<usize>, mark: char) {
        self.text.push(if self.is_glued() { GLUE } else { mark });
        self.position = Some(range.end);
        self.at_line_start = true;
    }

    fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        self.gap(run.start);
        self.position = Some(run.end);
        let source = self.source;
        self.plain(source.get(run).unwrap_or_default());
    }

    /// Copies text, its bare URLs as links.
    fn plain(&mut self, text: &str) {
        let mut rest = text;
        if self.links.is_empty() && self.anchor.is_none() && !self.in_code {
            while let Some((before, url, after)) = next_url(rest) {
                self.escaped(before);
                self.text.push_str(&format!("<{url}>"));
                rest = after;
            }
        }
        self.escaped(rest);
    }

    /// Copies text, its brackets and angles escaped unless a backslash already does that.
    fn escaped(&mut self, text: &str) {
        let space = self.space();
        for next in text.chars() {
            match next {
                '[' | ']' | '<' if !self.in_code && !ends_with_escape(&self.text) => {
                    self.text.extend(['\\', next])
                }
                '`' if self.in_code => {}
                ' ' | '\n' => self.text.push(space),
                _ => self.text.push(next),
            }
        }
    }
}

/// Whether an odd number of backslashes ends `text`.
fn ends_with_escape(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
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
