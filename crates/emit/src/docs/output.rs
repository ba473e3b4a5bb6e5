//! The lines of a text, each with what the blocks around it begin with.

use super::inline::LINE_BREAK;
use super::wrap::{GLUE, wrap};

/// The narrowest a nested block is filled to.
const NARROWEST: usize = 40;

/// A block that others stand in: what its lines begin with.
pub(super) struct Container {
    /// What the first line begins with, until it is written.
    pub(super) first: Option<String>,
    pub(super) rest: String,
}

impl Container {
    /// An item of a list.
    pub(super) fn item(marker: String) -> Self {
        Self {
            rest: " ".repeat(marker.len()),
            first: Some(marker),
        }
    }

    /// A quotation.
    pub(super) fn quote() -> Self {
        Self {
            first: None,
            rest: "> ".into(),
        }
    }

    /// Whether nothing was written in it.
    pub(super) fn is_empty(&self) -> bool {
        self.first.is_some()
    }
}

/// Lines, and the blocks that are open where they end.
#[derive(Default)]
pub(super) struct Output {
    pub(super) width: usize,
    pub(super) lines: Vec<String>,
    pub(super) containers: Vec<Container>,
    /// Whether a blank line separates what was written from what is next.
    pub(super) pending_blank: bool,
}

impl Output {
    /// Writes one paragraph. A backslash ends a line that the author ended, unless the next one
    /// begins like an item of a list: then it is made one.
    pub(super) fn fill(&mut self, paragraph: &str) {
        let lines: Vec<&str> = paragraph
            .split(LINE_BREAK)
            .filter(|line| !is_blank(line))
            .collect();
        let mut after_item = None;
        for lines in lines.chunk_by(|left, right| item(left).is_none() && item(right).is_none()) {
            let found = lines.first().and_then(|line| item(line));
            let is_item = found.is_some();
            self.pending_blank |= after_item.is_some_and(|after_item| !(after_item && is_item));
            after_item = Some(is_item);
            match found {
                Some((marker, text)) => {
                    self.containers.push(Container::item(marker));
                    self.broken_lines(&[text]);
                    self.containers.pop();
                }
                None => self.broken_lines(lines),
            }
        }
    }

    fn broken_lines(&mut self, lines: &[&str]) {
        let width = self.width.saturating_sub(self.indent()).max(NARROWEST);
        for (index, line) in lines.iter().enumerate() {
            let mut filled = wrap(line, width);
            if let (Some(last), true) = (filled.last_mut(), index + 1 < lines.len()) {
                last.push('\\');
            }
            filled.iter().for_each(|line| self.line(line));
        }
    }

    /// Writes lines with a blank one before and after.
    pub(super) fn block(&mut self, lines: Vec<String>) {
        let in_item = self.containers.last().is_some_and(Container::is_empty);
        self.pending_blank |= !in_item;
        for line in lines {
            self.line(&line);
        }
        self.pending_blank = true;
    }

    /// Writes one line.
    pub(super) fn line(&mut self, text: &str) {
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

/// The marker and the text of a line that begins like an item of a list.
fn item(line: &str) -> Option<(String, &str)> {
    let (word, text) = line.trim_start().split_once([' ', GLUE])?;
    let is_number = |number: &str| {
        !number.is_empty() && number.len() < 10 && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    match word {
        "-" | "*" | "+" => Some(("- ".into(), text)),
        _ if word.strip_suffix(['.', ')']).is_some_and(is_number) => Some((format!("{word} "), text)),
        _ => None,
    }
}

/// Whether nothing of `text` is seen.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|next| matches!(next, ' ' | GLUE))
}

/// What a blank line within `container` begins with; before its first line it is not open yet.
fn blank_prefix(container: &Container) -> &str {
    match container.first {
        Some(_) => "",
        None => &container.rest,
    }
}
