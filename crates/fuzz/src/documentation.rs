use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

/// The code blocks in a file's documentation that rustdoc would compile and run.
pub(crate) fn doctests(text: &str) -> Vec<String> {
    let comments = text.lines().map(|line| {
        let line = line.trim_start();
        line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))
    });
    let mut found = Vec::new();
    let mut markdown = String::new();
    for comment in comments.chain([None]) {
        match comment {
            // Rustdoc takes the space away that all lines begin with.
            Some(line) => markdown += &format!("{}\n", line.strip_prefix(' ').unwrap_or(line)),
            None => found.extend(tests_in(&std::mem::take(&mut markdown))),
        }
    }
    found
}

fn tests_in(markdown: &str) -> Vec<String> {
    let events = Parser::new(markdown).into_offset_iter();
    let blocks = events.filter_map(|(event, place)| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if is_harmless(&language) => None,
        Event::Start(Tag::CodeBlock(_)) => markdown.get(place).map(str::to_owned),
        _ => None,
    });
    blocks.collect()
}

/// Whether rustdoc leaves a block alone.
fn is_harmless(language: &str) -> bool {
    language
        .split(',')
        .any(|word| matches!(word.trim(), "text" | "ignore"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rustdoc_would_run_is_found() {
        assert_eq!(doctests("/// ```text\n/// a\n/// ```\nfn a() {}\n").len(), 0);
        assert_eq!(doctests("/// a: ```text\n/// b\n/// ```\nfn a() {}\n").len(), 1);
        assert_eq!(doctests("    /// a\n    ///\n    ///     b\n").len(), 1);
        assert_eq!(doctests("//! ```\n//! a\n//! ```\n").len(), 1);
    }
}
