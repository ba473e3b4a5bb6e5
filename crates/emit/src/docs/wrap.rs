//! Breaks lines of markdown where its meaning does not change.

/// Stands for a space at which no line may break.
pub(super) const GLUE: char = '\u{1e}';

/// Breaks `text` at its spaces into lines of at most `width` columns, where that is possible.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut columns = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if !line.is_empty() {
            if columns + 1 + length > width && !opens_block(word) {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            } else {
                line.push(' ');
                columns += 1;
            }
        }
        line.extend(word.chars().map(|next| if next == GLUE { ' ' } else { next }));
        columns += length;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Keeps the spaces within code spans and links from being broken at.
pub(super) fn glue_spans(text: &str) -> String {
    let (mut in_code, mut in_link) = (false, false);
    let glued = text.chars().map(|next| {
        match next {
            '`' => in_code = !in_code,
            '[' if !in_code => in_link = true,
            ']' if !in_code => in_link = false,
            _ => {}
        }
        if next == ' ' && (in_code || in_link) {
            GLUE
        } else {
            next
        }
    });
    glued.collect()
}

/// Whether a line that begins with `word` might be more than the paragraph's next line.
fn opens_block(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')']);
    let is_number = number.len() < word.len() && number.chars().all(|next| next.is_ascii_digit());
    let is_rule = word
        .chars()
        .all(|next| matches!(next, '-' | '=' | '*' | '_' | '+'));
    is_number
        || is_rule
        || word.starts_with(['#', '>', '|', '<'])
        || word.starts_with("```")
        || word.starts_with("~~~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_nowhere_else() {
        assert_eq!(wrap("aa bb cc", 5), ["aa bb", "cc"]);
        assert_eq!(wrap("aa `b\u{1e}b` cc", 5), ["aa", "`b b`", "cc"]);
        assert_eq!(wrap("", 5), [""; 0]);
    }

    #[test]
    fn no_line_begins_like_a_block() {
        assert_eq!(wrap("aaaaa - b 12. # cc", 5), ["aaaaa -", "b 12. #", "cc"]);
    }
}
