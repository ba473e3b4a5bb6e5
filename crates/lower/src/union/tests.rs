//! The tests that a value undergoes.

use std::collections::BTreeMap;

use bindery_model::{Json, JsonType, Others, Test};

use crate::union::Facts;
use crate::union::separation::are_disjoint;

/// How many members are asked for that need not be there.
const MOST_HELPING: usize = 8;

/// The test of the values at `tag`.
pub(crate) fn value_test(facts: &[Facts], tag: &[String]) -> Test {
    let concerned = facts.iter().enumerate().filter(|(_, facts)| facts.is_object());
    let mut accepts: Vec<(usize, Vec<Json>)> = Vec::new();
    let mut absent = Vec::new();
    for (index, facts) in concerned {
        if let Some((values, required)) = facts.tag(tag) {
            accepts.push((index, values.to_vec()));
            absent.extend((!required).then_some(index));
        }
    }
    Test::Value {
        path: tag.to_vec(),
        accepts,
        absent,
        others: Others::Concerned,
    }
}

/// The tests of what must be there.
pub(crate) fn required_tests(facts: &[Facts]) -> Vec<Test> {
    let mut by_member: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for (index, facts) in facts.iter().enumerate() {
        for member in &facts.required {
            by_member.entry(member).or_default().push(index);
        }
    }
    let test = |(member, variants): (&String, Vec<usize>)| Test::Required {
        member: member.clone(),
        variants,
    };
    by_member.into_iter().map(test).collect()
}

/// The test of the JSON type of `member`.
pub(crate) fn member_type_test(facts: &[Facts], member: &str) -> Test {
    let of_variant = |(index, facts): (usize, &Facts)| -> Option<(usize, Vec<JsonType>)> {
        let known = facts.members.get(member).filter(|_| facts.is_object())?;
        Some((index, known.types.to_json_types()))
    };
    Test::MemberType {
        member: member.to_owned(),
        accepts: facts.iter().enumerate().filter_map(of_variant).collect(),
    }
}

/// Members whose values tell some of `pairs` apart where they are there: those that tell most first.
pub(crate) fn tags_if_there(facts: &[Facts], pairs: &[(usize, usize)]) -> Vec<Vec<String>> {
    let tells = |name: &String, left: &Facts, right: &Facts| match (left.values(name), right.values(name)) {
        (Some(ours), Some(theirs)) => are_disjoint(ours, theirs),
        _ => false,
    };
    let names = most_telling(facts, pairs, tells);
    names.into_iter().map(|name| vec![name]).collect()
}

/// The same of their JSON types.
pub(crate) fn types_if_there(facts: &[Facts], pairs: &[(usize, usize)]) -> Vec<String> {
    let tells = |name: &String, left: &Facts, right: &Facts| match (
        left.members.get(name),
        right.members.get(name),
    ) {
        (Some(ours), Some(theirs)) => ours.types.is_disjoint(theirs.types),
        _ => false,
    };
    most_telling(facts, pairs, tells)
}

fn most_telling(
    facts: &[Facts],
    pairs: &[(usize, usize)],
    tells: impl Fn(&String, &Facts, &Facts) -> bool,
) -> Vec<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for (left, right) in pairs {
        let (left, right) = (&facts[*left], &facts[*right]);
        for name in left.members.keys().filter(|name| tells(name, left, right)) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut ranked: Vec<(&String, usize)> = counts.into_iter().collect();
    ranked.sort_by(|(one, ones), (other, others)| (others, one).cmp(&(ones, other)));
    let mut names: Vec<String> = ranked
        .into_iter()
        .take(MOST_HELPING)
        .map(|(name, _)| name.clone())
        .collect();
    names.sort();
    names
}
