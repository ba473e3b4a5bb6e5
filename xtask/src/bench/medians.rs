use std::collections::BTreeMap;

/// The medians of a run of divan, in seconds, by `benchmark` or `benchmark::argument`.
///
/// divan prints a tree: a benchmark's arguments stand below it, each further to the right.
pub(crate) fn medians(output: &str) -> BTreeMap<String, f64> {
    let mut found = BTreeMap::new();
    let mut parent = String::new();
    for line in output.lines() {
        let Some((depth, rest)) = branch(line) else {
            continue;
        };
        let columns: Vec<&str> = rest.split('│').collect();
        // The name stands before the fastest time, two words, in the first column; a benchmark with arguments has no time.
        let first: Vec<&str> = columns
            .first()
            .map_or(Vec::new(), |column| column.split_whitespace().collect());
        let timed = first
            .len()
            .checked_sub(2)
            .filter(|at| seconds(&first[*at..].join(" ")).is_some());
        let name = first[..timed.unwrap_or(first.len())].join(" ");
        let median = columns.get(2).and_then(|column| seconds(column));
        match (depth, median) {
            (0, None) => parent = name,
            (0, Some(median)) => {
                found.insert(name, median);
            }
            (_, Some(median)) => {
                found.insert(format!("{parent}::{name}"), median);
            }
            (_, None) => {}
        }
    }
    found
}

/// How deep a line of the tree stands, and what it says.
fn branch(line: &str) -> Option<(usize, &str)> {
    let at = line.find(['├', '╰'])?;
    let depth = usize::from(at > 0);
    Some((depth, line.get(at..)?.trim_start_matches(['├', '╰', '─', ' '])))
}

/// `12.3 µs` in seconds.
fn seconds(column: &str) -> Option<f64> {
    let mut words = column.split_whitespace();
    let number: f64 = words.next()?.parse().ok()?;
    let unit = match words.next()? {
        "ps" => 1e-12,
        "ns" => 1e-9,
        "µs" => 1e-6,
        "ms" => 1e-3,
        "s" => 1.0,
        _ => return None,
    };
    Some(number * unit)
}

#[cfg(test)]
mod tests {
    use super::medians;

    #[test]
    fn medians_are_those_of_the_third_column() {
        let output = "Timer precision: 20 ns\n\
            decode                   fastest       │ slowest       │ median        │ mean          │ samples │ iters\n\
            ├─ address_by_hand       120.1 ns      │ 131 ns        │ 122.5 ns      │ 123 ns        │ 100     │ 800\n\
            ╰─ customer_generated                  │               │               │               │         │\n   \
               ├─ full               1.1 µs        │ 2 µs          │ 1.25 µs       │ 1.3 µs        │ 100     │ 100\n   \
               ╰─ as declared        300 ns        │ 400 ns        │ 310 ns        │ 320 ns        │ 100     │ 100\n";
        let found = medians(output);
        let close = |name: &str, seconds: f64| (found[name] - seconds).abs() < 1e-15;
        assert!(close("address_by_hand", 122.5e-9) && close("customer_generated::full", 1.25e-6));
        assert!(close("customer_generated::as declared", 310e-9));
        assert_eq!(found.len(), 3);
    }
}
