//! Other names for what would clash.

use crate::names;

/// Names made of `name` and a word of the place that it comes from, innermost word first.
pub(crate) fn names_by_place(name: &str, segments: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for segment in segments.iter().rev() {
        if segment.chars().all(|digit| digit.is_ascii_digit()) {
            continue;
        }
        let word = singular(segment).map_or_else(|| names::type_name(segment), str::to_owned);
        if !name.contains(&word) && !words.contains(&word) {
            words.push(word);
        }
    }
    words.into_iter().map(|word| format!("{name}{word}")).collect()
}

/// Folders that say what kind of thing they hold, and nothing of the thing.
const KINDS: [&str; 7] = [
    "components",
    "definitions",
    "models",
    "parameters",
    "responses",
    "schemas",
    "shared",
];

/// Names made of `name` and the folders that its file lies in, innermost first: `KubernetesNode` of
/// `kubernetes/models/node.yml`.
pub(crate) fn names_by_folder(name: &str, file: &str) -> Vec<String> {
    let mut folders: Vec<&str> = file.split('/').collect();
    folders.pop();
    let words = folders
        .into_iter()
        .rev()
        .filter(|folder| !KINDS.contains(folder))
        .map(names::type_name);
    words
        .filter(|word| !name.starts_with(word.as_str()))
        .map(|word| format!("{word}{name}"))
        .collect()
}

/// What a keyword's list holds one of.
fn singular(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "schemas" => "Schema",
        "components" => "Component",
        "properties" => "Property",
        "items" => "Item",
        "additionalProperties" => "Value",
        "definitions" | "$defs" => "Definition",
        "parameters" => "Parameter",
        "responses" => "Response",
        "paths" => "Path",
        "oneOf" | "anyOf" => "Variant",
        "allOf" => "Part",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_word_comes_first() {
        let segments = ["components", "schemas", "Pet", "properties", "status"].map(str::to_owned);
        assert_eq!(
            names_by_place("PetStatus", &segments),
            ["PetStatusProperty", "PetStatusSchema", "PetStatusComponent"]
        );
    }
}
