//! Which combinations of tags no case names.

use bindery_model::{Json, SelectBy};

use super::use_sites::Domain;

/// More combinations than this are not gone through.
const MOST: usize = 1000;

/// The combinations without a case, in words, where the tags' values are finite.
pub(super) fn uncovered(select_by: &SelectBy, domains: &[Domain]) -> Vec<String> {
    let mut combinations: Vec<Vec<&Json>> = vec![Vec::new()];
    for domain in domains {
        let Domain::Values(values) = domain else {
            return Vec::new();
        };
        if combinations.len() * values.len() > MOST {
            return Vec::new();
        }
        combinations = combinations
            .iter()
            .flat_map(|before| {
                values
                    .iter()
                    .map(move |value| before.iter().copied().chain([value]).collect())
            })
            .collect();
    }
    combinations
        .into_iter()
        .filter(|combination| !is_covered(select_by, combination))
        .map(|combination| words(select_by, &combination))
        .collect()
}

fn is_covered(select_by: &SelectBy, combination: &[&Json]) -> bool {
    select_by.cases.iter().any(|case| {
        let mut pairs = case.when.iter().zip(combination);
        pairs.all(|(wanted, value)| wanted.as_ref().is_none_or(|wanted| wanted == *value))
    })
}

fn words(select_by: &SelectBy, combination: &[&Json]) -> String {
    let parts = select_by.tags.iter().zip(combination);
    let parts: Vec<String> = parts
        .map(|(tag, value)| format!("{}: {}", tag.wire_name, value.to_text()))
        .collect();
    format!("{{ {} }}", parts.join(", "))
}
