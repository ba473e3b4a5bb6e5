//! The HTML that authors mix into markdown, as its words and tags.

/// A part of a text with HTML in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<'t> {
    /// Words, entities included; and tags that no browser would know, such as `<id>`.
    Text(&'t str),
    /// What begins a line of its own.
    Line,
    /// What begins a paragraph of its own.
    Paragraph,
    /// What begins an item of a list.
    Item,
    /// `<a href="…">`.
    Link(&'t str),
    /// `</a>`.
    EndLink,
    /// `<code>` or `</code>`.
    Code,
    /// `<b>` or `</b>`.
    Strong,
    /// A tag that changes nothing that a doc comment could show.
    Nothing,
}

/// Splits `html` at its tags.
pub(super) fn parts(html: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        let length = tag_length(tag);
        let (tag, after) = tag.split_at(length);
        parts.push(part(tag));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// How long the tag or comment is that `text` begins with; 1 where it is only a bracket.
fn tag_length(text: &str) -> usize {
    let end = match text.starts_with("<!--") {
        true => text.find("-->").map(|end| end + 3),
        false => text.find('>').map(|end| end + 1),
    };
    let another = text.get(1..).and_then(|rest| rest.find('<')).map(|next| next + 1);
    match (end, another) {
        (Some(end), Some(another)) if another < end && !text.starts_with("<!--") => another,
        (Some(end), _) => end,
        (None, Some(another)) => another,
        (None, None) => text.len(),
    }
}

fn part(tag: &str) -> Part<'_> {
    if tag.starts_with("<!--") {
        return Part::Nothing;
    }
    let Some(inner) = tag.strip_prefix('<').and_then(|tag| tag.strip_suffix('>')) else {
        return Part::Text(tag);
    };
    let closes = inner.starts_with('/');
    let inner = inner.trim_matches('/').trim();
    let name = inner
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match (name.as_str(), closes) {
        ("br", _) => Part::Line,
        (
            "p" | "div" | "ul" | "ol" | "table" | "pre" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5"
            | "h6",
            _,
        ) => Part::Paragraph,
        ("tr" | "dt" | "dd", false) => Part::Line,
        ("li", false) => Part::Item,
        ("a", true) => Part::EndLink,
        ("a", false) => href(inner).map_or(Part::Nothing, Part::Link),
        ("code" | "tt" | "kbd" | "samp", _) => Part::Code,
        ("b" | "strong", _) => Part::Strong,
        (
            "i" | "em" | "u" | "s" | "span" | "small" | "sup" | "sub" | "font" | "img" | "td" | "th"
            | "tbody" | "thead" | "tr" | "dl" | "dt" | "dd" | "li" | "hr" | "center" | "section" | "article"
            | "details" | "summary",
            _,
        ) => Part::Nothing,
        _ => Part::Text(tag),
    }
}

/// The target of `a href="…"`, where it leads outside and may stand in a link.
fn href(tag: &str) -> Option<&str> {
    let (_, value) = tag.split_once("href=")?;
    let target = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    let target = target.trim();
    let is_outside = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| target.starts_with(scheme));
    let is_plain = !target.contains(|next: char| next.is_whitespace() || "<>()\\`[]".contains(next));
    (is_outside && is_plain).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_text() {
        let html = "<p>See <a class='x' href=\"https://a.b\">this</a>,<br/> <id> < 3<!-- <b> -->.";
        let expected = [
            Part::Paragraph,
            Part::Text("See "),
            Part::Link("https://a.b"),
            Part::Text("this"),
            Part::EndLink,
            Part::Text(","),
            Part::Line,
            Part::Text(" "),
            Part::Text("<id>"),
            Part::Text(" "),
            Part::Text("< 3"),
            Part::Nothing,
            Part::Text("."),
        ];
        assert_eq!(parts(html), expected);
        assert_eq!(parts("<"), [Part::Text("<")]);
        assert_eq!(parts("<a href='/x'>"), [Part::Nothing]);
    }
}
