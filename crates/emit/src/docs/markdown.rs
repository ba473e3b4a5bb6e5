//! Writes an author's markdown anew: the same text, in a form that rustdoc takes without a warning
//! and never compiles. Code blocks become `text`, HTML and brackets that are no links are escaped,
//! bare URLs become links, and paragraphs are filled.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::inline;
use super::is_unseen;
use super::output::{Container, Output, is_blank};
use super::wrap::GLUE;

/// What would end a line that must stay one: a heading's, or a table's.
const BREAKS: [char; 2] = [inline::LINE_BREAK, inline::PARAGRAPH];

/// The safe form of `markdown`, in lines of about `width` columns.
pub(super) fn lines(markdown: &str, width: usize) -> Vec<String> {
    let source = plain_characters(markdown);
    let events: Vec<_> = Parser::new_ext(&source, Options::ENABLE_TABLES)
        .into_offset_iter()
        .collect();
    let mut writer = Writer {
        source: &source,
        output: Output {
            width,
            ..Output::default()
        },
        ..Writer::default()
    };
    writer.blocks(&events);
    writer.output.lines
}

/// Line ends as `\n`, tabs as spaces, and no other control characters.
fn plain_characters(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', "    ");
    text.chars()
        .filter(|next| *next == '\n' || !is_unseen(*next))
        .collect()
}

#[derive(Default)]
struct Writer<'s> {
    source: &'s str,
    output: Output,
    /// For each open list, the next item's number, where items are numbered.
    lists: Vec<Option<u64>>,
    /// Whether a list has just ended within an item: words that follow are a paragraph of it.
    after_list: bool,
}

type Placed<'e, 's> = &'e [(Event<'s>, Range<usize>)];

impl<'s> Writer<'s> {
    fn blocks(&mut self, events: Placed<'_, 's>) {
        let mut index = 0;
        while let Some((event, _)) = events.get(index) {
            let rest = &events[index..];
            let consumed = match event {
                Event::Start(Tag::CodeBlock(_)) => self.code_block(rest),
                Event::Start(Tag::Table(_)) => self.table(rest),
                Event::Start(Tag::Heading { level, .. }) => self.heading(*level as usize, rest),
                Event::Start(tag) if is_container(tag) => {
                    self.open(tag);
                    1
                }
                Event::End(end) => {
                    self.close(end);
                    1
                }
                Event::Start(Tag::Paragraph | Tag::HtmlBlock) => {
                    let inner = until(rest, |end| matches!(end, TagEnd::Paragraph | TagEnd::HtmlBlock));
                    self.paragraph(&rest[1..inner]);
                    self.output.pending_blank = true;
                    inner + 1
                }
                Event::Rule => {
                    self.output.block(vec!["---".into()]);
                    1
                }
                _ => {
                    let inner = inline_run(rest);
                    self.paragraph(&rest[..inner]);
                    inner
                }
            };
            index += consumed.max(1);
        }
    }

    fn paragraph(&mut self, events: Placed<'_, 's>) {
        self.output.pending_blank |= std::mem::take(&mut self.after_list);
        let text = inline::text(self.source, events);
        let paragraphs = text
            .split(inline::PARAGRAPH)
            .filter(|paragraph| !is_blank(paragraph));
        for (index, paragraph) in paragraphs.enumerate() {
            self.output.pending_blank |= index > 0;
            self.output.fill(paragraph);
        }
    }

    fn heading(&mut self, level: usize, events: Placed<'_, 's>) -> usize {
        let end = until(events, |end| matches!(end, TagEnd::Heading(_)));
        let text = inline::text(self.source, &events[1..end]).replace(BREAKS, " ");
        let line = format!("{} {text}", "#".repeat(level)).replace(GLUE, " ");
        self.output.block(vec![line]);
        end + 1
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
        self.output.block(lines);
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
                    let text = text.replace(BREAKS, " ").replace(GLUE, " ");
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
        self.output.block(lines);
        end + 1
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.output.containers.push(Container::quote()),
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
                self.output.containers.push(Container::item(marker));
            }
            _ => {}
        }
    }

    fn close(&mut self, end: &TagEnd) {
        match end {
            TagEnd::BlockQuote(_) => {
                self.output.containers.pop();
                self.output.pending_blank = true;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.output.pending_blank |= self.lists.is_empty();
                self.after_list = true;
            }
            TagEnd::Item => {
                if self.output.containers.last().is_some_and(Container::is_empty) {
                    self.output.line("");
                }
                self.output.containers.pop();
                self.after_list = false;
            }
            _ => {}
        }
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
