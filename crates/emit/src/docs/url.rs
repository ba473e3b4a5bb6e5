//! URLs within text.

/// Whether a link leads somewhere outside; rustdoc takes anything else for the path of an item.
pub(super) fn is_outside(target: &str) -> bool {
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| target.starts_with(scheme))
}

/// The first bare URL: what stands before it, the URL, and what follows.
pub(super) fn next_url(text: &str) -> Option<(&str, &str, &str)> {
    let starts = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| text.find(scheme));
    let start = starts.min()?;
    let (before, rest) = text.split_at(start);
    let ends = |next: char| next.is_whitespace() || "<>[]\"`|\\{}".contains(next);
    let end = rest.find(ends).unwrap_or(rest.len());
    let mut url = &rest[..end];
    loop {
        let shorter = without_end(url);
        if shorter.len() == url.len() {
            break;
        }
        url = shorter;
    }
    let (_, after) = rest.split_at(url.len());
    Some((before, url, after))
}

/// Takes off what ends a sentence, and a parenthesis that was opened before the URL.
fn without_end(url: &str) -> &str {
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    match url.strip_suffix(')') {
        Some(inner) if inner.matches('(').count() <= inner.matches(')').count() => inner,
        _ => url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_end_where_the_sentence_goes_on() {
        assert_eq!(
            next_url("(see http://a.b/c_(d).)"),
            Some(("(see ", "http://a.b/c_(d)", ".)"))
        );
        assert_eq!(next_url("\"https://a.b\"?"), Some(("\"", "https://a.b", "\"?")));
        assert_eq!(next_url("http:/a"), None);
    }
}
