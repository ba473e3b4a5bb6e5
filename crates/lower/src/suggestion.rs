//! What was probably meant.

/// Names longer than this are not compared: the cost is a product of two lengths.
const LONGEST: usize = 64;

/// The candidate closest to `name`, if one is close enough to be what was meant.
pub fn closest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let length = name.chars().count();
    if length > LONGEST {
        return None;
    }
    let allowed = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 4 * LONGEST)
        .map(|candidate| {
            (
                distance(&name.to_lowercase(), &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `did you mean `x`?`, or the candidates where there are few and none is close.
pub(crate) fn help<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    if let Some(closest) = closest(name, candidates.iter().copied()) {
        return Some(format!("did you mean `{closest}`?"));
    }
    let few = !candidates.is_empty() && candidates.len() <= 12;
    few.then(|| format!("it may be {}", one_of(&candidates)))
}

/// `a`, `b` or `c`.
pub(crate) fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// How many letters must be changed, added or left out to make one name of the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, other) in right.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_another_word() {
        assert_eq!(closest("sting", ["string", "integer"]), Some("string"));
        assert_eq!(closest("String", ["string", "integer"]), Some("string"));
        assert_eq!(closest("date", ["string", "integer"]), None);
        assert_eq!(
            help("date", ["string", "integer"]).as_deref(),
            Some("it may be `string` or `integer`")
        );
    }
}
