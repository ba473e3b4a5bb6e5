//! What of a parser's span is the node itself.

use std::ops::Range;

/// The place of a node without its properties (an anchor, a tag), and without what a parser has read behind a
/// closing quote to see what follows.
pub(super) fn without_properties(text: &str, span: Range<usize>) -> Range<usize> {
    let content = text.get(span.clone()).unwrap_or_default();
    let Some(node) = after_properties(content) else {
        return span;
    };
    let start = span.end - node.len();
    let end = match node.chars().next() {
        Some(quote @ ('"' | '\'')) => start + quoted(node, quote),
        _ => span.end,
    };
    start..end
}

/// The header of a block scalar, such as `|` or `>-`, within what stands before its text and behind what comes
/// before it.
pub(super) fn block_header(text: &str, before: Range<usize>) -> Option<Range<usize>> {
    let mut rest = text.get(before.clone())?;
    loop {
        rest = after_properties(rest)?;
        let first = rest.chars().next()?;
        if matches!(first, '|' | '>') {
            let start = before.end - rest.len();
            let end = rest.find(|letter: char| !"|>+-0123456789".contains(letter));
            return Some(start..start + end.unwrap_or(rest.len()));
        }
        // The indicators of keys, values and items stand between two nodes, and nothing else.
        rest = rest.strip_prefix(['-', ':', '?', ',', '"', '\''])?;
    }
}

/// What follows white space, comments, anchors and tags; nothing where there is nothing.
fn after_properties(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        let end = match rest.chars().next()? {
            '#' => rest.find('\n'),
            '&' | '!' => rest.find(char::is_whitespace),
            _ => return Some(rest),
        };
        rest = rest.get(end?..)?.trim_start();
    }
}

/// The length of the quoted text that `text` begins with.
fn quoted(text: &str, quote: char) -> usize {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((offset, letter)) = letters.next() {
        match letter {
            '\\' if quote == '"' => {
                letters.next();
            }
            end if end == quote => match letters.peek() {
                Some((_, next)) if *next == '\'' && quote == '\'' => {
                    letters.next();
                }
                _ => return offset + 1,
            },
            _ => {}
        }
    }
    text.len()
}
