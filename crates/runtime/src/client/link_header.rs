//! `Link` (RFC 8288, section 3).

/// The target of the first link whose relation is `next`.
pub(crate) fn next_link(field: &str) -> Option<&str> {
    let mut rest = field;
    loop {
        // An empty element of a list is none (RFC 9110, section 5.6.1).
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let (target, after) = rest.strip_prefix('<')?.split_once('>')?;
        let (is_next, after) = parameters(after);
        if is_next {
            return Some(target.trim());
        }
        rest = after;
    }
}

/// Whether the parameters at the beginning of `text` give the relation `next` and no context of their own,
/// and what follows them.
fn parameters(text: &str) -> (bool, &str) {
    let (mut relation, mut anchored) = (None, false);
    let mut rest = text.trim_start_matches([' ', '\t']);
    while let Some(after) = rest.strip_prefix(';') {
        let after = after.trim_start_matches([' ', '\t']);
        let end = after.find(['=', ';', ',']).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let name = name.trim_end_matches([' ', '\t']);
        let (value, after) = match after.strip_prefix('=') {
            Some(value) => value_of(value.trim_start_matches([' ', '\t'])),
            None => ("", after),
        };
        // The first `rel` counts (section 3.3).
        if name.eq_ignore_ascii_case("rel") {
            relation = relation.or(Some(value));
        }
        anchored |= name.eq_ignore_ascii_case("anchor");
        rest = after.trim_start_matches([' ', '\t']);
    }
    let mut relations = relation.unwrap_or_default().split_ascii_whitespace();
    (
        !anchored && relations.any(|relation| relation.eq_ignore_ascii_case("next")),
        rest,
    )
}

/// A parameter's value, a token or a quoted text (without its escapes resolved), and what follows it.
fn value_of(text: &str) -> (&str, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (token, rest) = text.split_at(end);
        return (token.trim_end_matches([' ', '\t']), rest);
    };
    let mut escaped = false;
    for (index, character) in quoted.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => {
                let (value, rest) = quoted.split_at(index);
                return (value, rest.strip_prefix('"').unwrap_or(rest));
            }
            _ => {}
        }
    }
    (quoted, "")
}

#[cfg(test)]
mod tests {
    use super::next_link;

    #[test]
    fn the_next_link_is_found_among_others() {
        for (field, target) in [
            (
                "<https://a.example/?page=2>; rel=\"next\"",
                Some("https://a.example/?page=2"),
            ),
            (
                "</1>; rel=\"prev\", </3>; rel=\"next\", </9>; rel=\"last\"",
                Some("/3"),
            ),
            (
                "</a,b;c>; title=\"x, </no>; rel=\\\"next\\\"\"; REL = Next",
                Some("/a,b;c"),
            ),
            ("</2>;rel=\"last next\"", Some("/2")),
            ("</2>; rel=next,", Some("/2")),
            (" , </2>; crossorigin; rel=next", Some("/2")),
            ("</1>; rel=prev; rel=next", None),
            ("</2>; rel=next; anchor=\"/other\"", None),
            ("</2>; rel=nextish", None),
            ("</2>", None),
            ("</2>; rel=\"next", Some("/2")),
            ("https://a.example/; rel=next", None),
            ("</2", None),
            ("", None),
        ] {
            assert_eq!(next_link(field), target, "{field}");
        }
    }

    #[test]
    fn no_beginning_of_a_field_is_a_problem() {
        let field = "</1>; title=\"a\\\"b\"; rel=prev, </2>; rel=\"next\"; x";
        for end in 0..field.len() {
            let _ = next_link(&field[..end]);
        }
    }
}
