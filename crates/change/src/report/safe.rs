//! A document's text in Markdown, without what would be markup of its own.

/// The text on one line: what stands between backticks is code, and nothing else means anything.
pub(super) fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, code, after)) = next_code(rest) {
        plain(before, &mut safe);
        safe.push_str(&self::code(code));
        rest = after;
    }
    plain(rest, &mut safe);
    safe
}

/// Code that holds `text`, whatever that is: between more backticks than it has in a row.
pub(super) fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|character| character != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0) + 1);
    // One blank at each end is taken away again, where there is something between them.
    match text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        true => format!("{fence} {text} {fence}"),
        false => format!("{fence}{text}{fence}"),
    }
}

/// What stands before the first code, in it and after it: between two backticks that are no part of a longer row.
fn next_code(text: &str) -> Option<(&str, &str, &str)> {
    let opening = single(text, 0)?;
    let closing = single(text, opening + 1)?;
    Some((
        text.get(..opening)?,
        text.get(opening + 1..closing)?,
        text.get(closing + 1..)?,
    ))
}

/// Where the first backtick at or after `start` stands that has none beside it.
fn single(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_tick = |index: usize| bytes.get(index) == Some(&b'`');
    let mut index = start;
    while index < bytes.len() {
        if !is_tick(index) {
            index += 1;
            continue;
        }
        let length = (index..).take_while(|next| is_tick(*next)).count();
        if length == 1 {
            return Some(index);
        }
        index += length;
    }
    None
}

/// Text that is no code. What a forge would make a link to a person or an issue of becomes code.
fn plain(text: &str, safe: &mut String) {
    for (index, word) in text.split([' ', '\n', '\r', '\t']).enumerate() {
        if index > 0 {
            safe.push(' ');
        }
        match word.contains(['@', '#']) || word.contains("://") {
            true => safe.push_str(&code(word)),
            false => escaped(word, safe),
        }
    }
}

fn escaped(word: &str, safe: &mut String) {
    for character in word.chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '$' | '!'
        ) {
            safe.push('\\');
        }
        safe.push(character);
    }
}
