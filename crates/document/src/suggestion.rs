//! Which of the names that exist was meant.

/// The candidate closest to `name`, if one is close enough to be what was meant.
pub(crate) fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let length = name.chars().count();
    if length > MEASURED {
        return None;
    }
    let allowed = (length / 3).max(1);
    candidates
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Names longer than this are not compared: the cost is a product of two lengths.
const MEASURED: usize = 120;

/// How many letters must be changed, added, left out or swapped with their neighbour to make one name
/// of the other; nothing, if they differ in case alone.
fn distance(left: &str, right: &str) -> usize {
    if left.eq_ignore_ascii_case(right) {
        return 0;
    }
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, from) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, to) in right.iter().enumerate() {
            let change = cell(&above, column) + usize::from(from != to);
            let mut best = change
                .min(cell(&above, column + 1) + 1)
                .min(cell(&current, column) + 1);
            let swapped =
                row > 0 && column > 0 && left.get(row - 1) == Some(to) && right.get(column - 1) == Some(from);
            if swapped {
                best = best.min(cell(&before, column - 1) + 1);
            }
            current.push(best);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or_default()
}

fn cell(row: &[usize], column: usize) -> usize {
    row.get(column).copied().unwrap_or(usize::MAX / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_is_found_and_the_far_is_not() {
        let names = ["PaymentSession", "PaymentSessions", "Problem"];
        let find = |name| nearest(name, names.into_iter());
        assert_eq!(find("PaymentSesion"), Some("PaymentSession"));
        assert_eq!(find("paymentSession"), Some("PaymentSession"));
        assert_eq!(find("Porblem"), Some("Problem"));
        assert_eq!(find("Customer"), None);
        assert_eq!(find(&"x".repeat(100_000)), None);
    }
}
