/// The patterns that a text must match (or must not) to match `pattern`: one for each look-ahead at its
/// beginning, as in `^(?=.*\d)(?!.*\s).{8,}$`, and the rest. So these need not backtrack.
pub(super) fn conjunction(pattern: &str) -> Vec<(String, bool)> {
    let whole = || vec![(pattern.to_owned(), true)];
    let Some(mut rest) = pattern.strip_prefix('^') else {
        return whole();
    };
    let mut parts = Vec::new();
    loop {
        let (ahead, wanted) = match (rest.strip_prefix("(?="), rest.strip_prefix("(?!")) {
            (Some(ahead), _) => (ahead, true),
            (_, Some(ahead)) => (ahead, false),
            _ => break,
        };
        let Some(end) = end_of_group(ahead) else {
            return whole();
        };
        let (content, after) = ahead.split_at(end);
        rest = after.get(1..).unwrap_or_default();
        if rest.starts_with(['*', '+', '?', '{']) {
            return whole();
        }
        parts.push((format!("^(?:{content})"), wanted));
    }
    if has_choice(rest) {
        return whole();
    }
    parts.push((format!("^{rest}"), true));
    parts
}

/// Where the group ends whose content begins the text.
fn end_of_group(text: &str) -> Option<usize> {
    let mut depth = 0u32;
    walk(text, |at, character| {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
        None
    })
}

/// Whether a choice stands outside of all groups, so that what is before it belongs to its first branch only.
fn has_choice(text: &str) -> bool {
    let mut depth = 0u32;
    let found = walk(text, |at, character| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => return Some(at),
            _ => {}
        }
        None
    });
    found.is_some()
}

/// Shows every character that is neither escaped nor in a class.
fn walk(text: &str, mut visit: impl FnMut(usize, char) -> Option<usize>) -> Option<usize> {
    let mut is_class = false;
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            '[' if !is_class => is_class = true,
            ']' => is_class = false,
            _ if is_class => {}
            other => {
                if let Some(found) = visit(at, other) {
                    return Some(found);
                }
            }
        }
    }
    None
}
