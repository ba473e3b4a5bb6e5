/// Whether `pattern` names `path`: `*` is any text within a segment, and a segment `**` is any number of
/// segments, none among them, so `/pets/**` is `/pets` and all below.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    // Whether what was read of the pattern names the first n segments, by n.
    let mut named = vec![false; path.len() + 1];
    if let Some(first) = named.first_mut() {
        *first = true;
    }
    for part in pattern {
        named = match part {
            "**" => named
                .iter()
                .scan(false, |before, now| {
                    *before |= now;
                    Some(*before)
                })
                .collect(),
            _ => {
                let next = named
                    .iter()
                    .zip(&path)
                    .map(|(now, segment)| *now && segment_matches(part, segment));
                std::iter::once(false).chain(next).collect()
            }
        };
    }
    named.last() == Some(&true)
}

fn segment_matches(pattern: &str, segment: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == segment;
    };
    let Some(mut text) = segment.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match text.find(part) {
            Some(at) => text = text.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    text.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_stay_within_a_segment_and_two_of_them_do_not() {
        let cases = [
            ("/pets", "/pets", true),
            ("/pets", "/pets/{id}", false),
            ("/pets/*", "/pets/{id}", true),
            ("/pets/*", "/pets", false),
            ("/pets/*", "/pets/{id}/toys", false),
            ("/pets/**", "/pets", true),
            ("/pets/**", "/pets/{id}/toys", true),
            ("/pets/**", "/petshop", false),
            ("/pet*", "/petshop", true),
            ("/**/toys", "/pets/{id}/toys", true),
            ("/**/toys", "/toys", true),
            ("/**", "/", true),
            ("**", "/pets", true),
            ("/v*/p*s", "/v1/pets", true),
            ("/v*/p*s", "/v1/pet", false),
            ("/a*a", "/a", false),
            ("/*.json", "/pets.json", true),
            ("pets", "/pets", false),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn many_stars_cost_little() {
        let path = "/a".repeat(500);
        assert!(!matches(&"/**/a".repeat(200).replace("a", "*b"), &path));
    }
}
