//! What a document says in words, as doc comments that rustdoc takes without a warning.

mod html;
mod inline;
mod markdown;
mod output;
mod url;
mod wrap;

use bindery_model::Docs;
use proc_macro2::TokenStream;
use quote::quote;

/// How wide the text of a doc comment may be.
const WIDTH: usize = 96;

/// The longest example that is shown.
pub(crate) const LONGEST_EXAMPLE: usize = 80;

/// The author's markdown as safe lines.
pub(crate) fn lines(markdown: &str) -> Vec<String> {
    markdown::lines(markdown, WIDTH)
}

/// A sentence of ours, which is safe markdown already, in lines.
pub(crate) fn sentence(text: &str) -> Vec<String> {
    wrap::wrap(&wrap::glue_spans(text), WIDTH)
}

/// A short text as one safe line of markdown.
pub(crate) fn line(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    markdown::lines(&flat, usize::MAX).join(" ")
}

/// `text` as a code span, whatever it holds.
pub(crate) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|next| if is_unseen(next) { ' ' } else { next })
        .collect();
    let longest = text.split(|next| next != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    match longest > 0 || text.is_empty() {
        true => format!("{ticks} {text} {ticks}"),
        false => format!("{ticks}{text}{ticks}"),
    }
}

/// Whether a character is not for readers: it controls a terminal, or turns around what stands beside it, so that
/// rustc refuses it in a comment.
pub(crate) fn is_unseen(character: char) -> bool {
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character.is_control() || turns
}

/// What the document says: its summary, then its description; empty when it says nothing.
pub(crate) fn described(docs: &Docs) -> Vec<String> {
    let (first, rest) = texts(docs);
    join([
        first.as_deref().map(lines).unwrap_or_default(),
        rest.map(lines).unwrap_or_default(),
    ])
}

/// [`described`] with `start`, which is safe markdown such as ``Header `X-Key`: ``, in front of its
/// first words; empty when the document says nothing.
pub(crate) fn described_after(start: &str, docs: &Docs) -> Vec<String> {
    let (first, rest) = texts(docs);
    let Some(first) = first else {
        return Vec::new();
    };
    let plain = lines(&first);
    let begun = match plain.first().is_some_and(|line| opens_block(line)) {
        // A list, a table or a heading is none any more behind other words.
        true => join([vec![start.trim_end().to_owned()], plain]),
        false => lines(&format!("{start}{first}")),
    };
    join([begun, rest.map(lines).unwrap_or_default()])
}

/// Whether what is written as `line` begins something else than a paragraph.
fn opens_block(line: &str) -> bool {
    let word = line.split(' ').next().unwrap_or_default();
    let number = word.trim_end_matches(['.', ')']);
    let is_number = number.len() < word.len() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number
        || line.starts_with(['#', '>', '|'])
        || line.starts_with("```")
        || matches!(word, "-" | "*" | "+")
}

/// What is said first, and what is said after it.
fn texts(docs: &Docs) -> (Option<String>, Option<&str>) {
    let summary = docs.summary.as_deref().map(str::trim);
    let summary = summary.filter(|text| !text.is_empty());
    let description = docs.description.as_deref().map(str::trim);
    let description = description.filter(|text| !text.is_empty());
    match (summary, description) {
        (Some(summary), Some(description)) if !description.starts_with(summary) => {
            let one_line = summary.split_whitespace().collect::<Vec<_>>().join(" ");
            (Some(one_line), Some(description))
        }
        (summary, description) => (description.or(summary).map(str::to_owned), None),
    }
}

/// [`described`], or `otherwise` where the document says nothing.
pub(crate) fn described_or(docs: &Docs, otherwise: &str) -> Vec<String> {
    match described(docs) {
        lines if lines.is_empty() => vec![otherwise.to_owned()],
        lines => lines,
    }
}

/// A line that shows the first example, where it is short.
pub(crate) fn example(docs: &Docs) -> Option<String> {
    let short = docs
        .examples
        .iter()
        .find(|text| text.chars().count() <= LONGEST_EXAMPLE)?;
    Some(format!("Example: {}", code(short)))
}

/// Paragraphs with blank lines between them; empty ones are left out.
pub(crate) fn join(paragraphs: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(paragraph);
    }
    lines
}

/// What stands between the lines of a doc comment while they are one attribute. The formatter puts an attribute on a
/// line of its own whatever it holds, and a file has as many lines of comment as it has of code.
pub(crate) const LINE_END: char = '\u{1e}';

/// A doc comment of these lines, as one attribute.
pub(crate) fn attributes(lines: &[String]) -> TokenStream {
    let mut comment = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            comment.push(LINE_END);
        }
        if !line.is_empty() {
            comment.push(' ');
            comment.push_str(line);
        }
    }
    match lines {
        [] => TokenStream::new(),
        _ => quote!(#[doc = #comment]),
    }
}

/// [`described_or`] as doc attributes, and `#[deprecated]` where the document says so.
pub(crate) fn doc_attributes(docs: &Docs, otherwise: &str) -> TokenStream {
    let lines = attributes(&described_or(docs, otherwise));
    let deprecated = deprecated(docs);
    quote!(#lines #deprecated)
}

/// `#[deprecated]`, where the document says so.
pub(crate) fn deprecated(docs: &Docs) -> TokenStream {
    match docs.deprecated {
        true => quote!(#[deprecated]),
        false => TokenStream::new(),
    }
}

#[cfg(test)]
mod tests;
