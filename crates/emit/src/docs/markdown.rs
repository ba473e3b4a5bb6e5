//! Writes an author's markdown anew: the same text, in a form that rustdoc takes without a warning
//! and never compiles. Code blocks become `text`, HTML and brackets that are no links are escaped,
//! bare URLs become links, and paragraphs are filled.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::inline;
use super::wrap::wrap;

/// The narrowest a nested block is filled to.
const NARROWEST: usize = 40;

/// The safe form of `markdown`, in lines of about `width` columns.
pub(super) fn lines(markdown: &str, width: usize) -> Vec<String> {
    let source = plain_characters(markdown);
    let events: Vec<_> = Parser::new_ext(&source, Options::ENABLE_TABLES)
        .into_offset_iter()
        .collect();
    let mut writer = Writer {
        source: &source,
        width,
        ..Writer::default()
    };
    writer.blocks(&events);
    writer.lines
}

/// Line ends as `\n`, tabs as spaces, and no other control characters.
fn plain_characters(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', "    ");
    // The marks that reverse the direction of text are refused by the compiler.
    let is_direction = |next: char| matches!(next, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|next| *next == '\n' || !(next.is_control() || is_direction(*next)))
        .collect()
}

/// A block that others stand in: what its lines begin with.
struct Container {
    /// What the first line begins with, until it is written.
    first: Option<String>,
    rest: String,
}

#[derive(Default)]
struct Writer<'s> {
    source: &'s str,
    width: usize,
    lines: Vec<String>,
    containers: Vec<Container>,
    /// For each open list, the next item's number, where items are numbered.
    lists: Vec<Option<u64>>,
    /// Whether a blank line separates what was written from what is next.
    pending_blank: bool,
}

type Placed<'e, 's> = &'e [(Event<'s>, Range<usize>)];

impl<'s> Writer<'s> {
    fn blocks(&mut self, events: Placed<'_, 's>) {
        let mut index = 0;
        while let Some((event, range)) = events.get(index) {
            let rest = &events[index..];
            let consumed = match event {
                Event::Start(Tag::CodeBlock(_)) => self.code_block(rest),
                Event::Start(Tag::Table(_)) => self.table(rest),
                Event::Start(Tag::Heading { level, .. }) => {
                    let inner = until(rest, |end| matches!(end, TagEnd::Heading(_)));
                    let marks = "#".repeat(*level as usize);
                    let text = inline::text(self.source, &rest[1..inner]).replace('\n', " ");
                    self.block(vec![format!("{marks} {text}").replace(super::wrap::GLUE, " ")]);
                    inner + 1
                }
                Event::Start(tag) if is_container(tag) => {
                    self.open(tag);
                    1
                }
                Event::End(end) => {
                    self.close(end);
                    1
                }
                Event::Start(Tag::Paragraph) => {
                    let inner = until(rest, |end| matches!(end, TagEnd::Paragraph));
                    self.paragraph(&rest[1..inner]);
                    self.pending_blank = true;
                    inner + 1
                }
                Event::Start(Tag::HtmlBlock) => {
                    let inner = until(rest, |end| matches!(end, TagEnd::HtmlBlock));
                    self.paragraph(&rest[1..inner]);
                    self.pending_blank = true;
                    inner + 1
                }
                Event::Rule => {
                    self.block(vec!["---".into()]);
                    1
                }
                _ => {
                    let inner = inline_run(rest);
                    self.paragraph(&rest[..inner]);
                    inner
                }
            };
            debug_assert!(consumed > 0, "{range:?}");
            index += consumed.max(1);
        }
    }

    fn paragraph(&mut self, events: Placed<'_, 's>) {
        let width = self.width.saturating_sub(self.indent()).max(NARROWEST);
        for line in inline::text(self.source, events).split('\n') {
            for line in wrap(line, width) {
                self.line(&line);
            }
        }
    }

    fn code_block(&mut self, events: Placed<'_, 's>) -> usize {
        let end = until(events, |end| matches!(end, TagEnd::CodeBlock));
        let mut code = String::new();
        for (event, _) in &events[1..end] {
            if let Event::Text(text) = event {
                code += text;
            }
        }
        let longest = code.split(|next| next != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let mut lines = vec![format!("{fence}text")];
        lines.extend(code.trim_end().split('\n').map(|line| line.trim_end().to_owned()));
        lines.push(fence);
        self.block(lines);
        end + 1
    }

    fn table(&mut self, events: Placed<'_, 's>) -> usize {
        let end = until(events, |end| matches!(end, TagEnd::Table));
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut cell = 0;
        for (index, (event, _)) in events[..end].iter().enumerate() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => cell = index + 1,
                Event::End(TagEnd::TableCell) => {
                    let text = inline::text(self.source, &events[cell..index]);
                    let text = text.replace(['\n', super::wrap::GLUE], " ");
                    rows.extend(rows.is_empty().then(Vec::new));
                    rows.last_mut()
                        .into_iter()
                        .for_each(|row| row.push(text.trim().to_owned()));
                }
                _ => {}
            }
        }
        let mut lines: Vec<String> = rows
            .iter()
            .map(|row| format!("| {} |", row.join(" | ")))
            .collect();
        let columns = rows.first().map_or(0, Vec::len);
        lines.insert(1.min(lines.len()), format!("|{}", " --- |".repeat(columns)));
        self.block(lines);
        end + 1
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.containers.push(Container {
                first: None,
                rest: "> ".into(),
            }),
            Tag::List(start) => self.lists.push(*start),
            Tag::Item => {
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}. ");
                        *number = number.saturating_add(1);
                        marker
                    }
                    _ => "- ".into(),
                };
                let rest = " ".repeat(marker.len());
                self.containers.push(Container {
                    first: Some(marker),
                    rest,
                });
            }
            _ => {}
        }
    }

    fn close(&mut self, end: &TagEnd) {
        match end {
            TagEnd::BlockQuote(_) => {
                self.containers.pop();
                self.pending_blank = true;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.pending_blank |= self.lists.is_empty();
            }
            TagEnd::Item => {
                if self.containers.last().is_some_and(|item| item.first.is_some()) {
                    self.line("");
                }
                self.containers.pop();
            }
            _ => {}
        }
    }

    /// Writes lines with a blank one before and after.
    fn block(&mut self, lines: Vec<String>) {
        let in_item = self.containers.last().is_some_and(|item| item.first.is_some());
        self.pending_blank |= !in_item;
        for line in lines {
            self.line(&line);
        }
        self.pending_blank = true;
    }

    fn line(&mut self, text: &str) {
        if std::mem::take(&mut self.pending_blank) && !self.lines.is_empty() {
            let prefix: String = self.containers.iter().map(blank_prefix).collect();
            self.lines.push(prefix.trim_end().to_owned());
        }
        let mut line = String::new();
        for container in &mut self.containers {
            line += container.first.take().as_deref().unwrap_or(&container.rest);
        }
        line += text;
        self.lines.push(line.trim_end().to_owned());
    }

    fn indent(&self) -> usize {
        self.containers.iter().map(|container| container.rest.len()).sum()
    }
}

/// What a blank line within `container` begins with; before its first line it is not open yet.
fn blank_prefix(container: &Container) -> &str {
    match container.first {
        Some(_) => "",
        None => &container.rest,
    }
}

fn is_container(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item)
}

/// The index of the first end that `is_end` accepts, or of the last event.
fn until(events: Placed<'_, '_>, is_end: impl Fn(&TagEnd) -> bool) -> usize {
    let found = events
        .iter()
        .position(|(event, _)| matches!(event, Event::End(end) if is_end(end)));
    found.unwrap_or(events.len().saturating_sub(1)).max(1)
}

/// How many of `events` are text within a tight list's item: up to the next block.
fn inline_run(events: Placed<'_, '_>) -> usize {
    let ends = |event: &Event<'_>| match event {
        Event::Start(tag) => !inline::is_inline(tag),
        Event::End(end) => !inline::is_inline_end(end),
        Event::Rule => true,
        _ => false,
    };
    events
        .iter()
        .position(|(event, _)| ends(event))
        .unwrap_or(events.len())
        .max(1)
}

/// Whether a link leads somewhere outside; rustdoc takes anything else for the path of an item.
pub(super) fn is_real_link(kind: LinkType, target: &str) -> bool {
    let known = matches!(
        kind,
        LinkType::Inline
            | LinkType::Reference
            | LinkType::Collapsed
            | LinkType::Shortcut
            | LinkType::Autolink
    );
    known
        && ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| target.starts_with(scheme))
}
