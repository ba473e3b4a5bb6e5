//! Lists in words.

/// How many of a list are named.
const MOST: usize = 8;

/// The words, separated by commas; of many the first ones and how many more there are.
pub(crate) fn list(words: &[String]) -> String {
    let shown: Vec<String> = words.iter().take(MOST).map(|word| format!("`{word}`")).collect();
    let shown = shown.join(", ");
    match words.len().checked_sub(MOST) {
        Some(more @ 1..) => format!("{shown} and {more} more"),
        _ => shown,
    }
}
