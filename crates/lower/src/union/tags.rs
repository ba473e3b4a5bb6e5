//! Which members' values tell variants apart: the smallest set that does.

use std::collections::BTreeSet;

use crate::union::Facts;
use crate::union::separation::by_value;

/// Where the members stand that may tell variants apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// In the value itself.
    Own,
    /// In objects within it.
    Nested,
}

/// Beyond so many candidates only those that tell most are combined.
const COMBINED: usize = 24;

/// The smallest set of members (of three, else as many as it takes) whose values tell apart every one
/// of `pairs` that values can tell apart; of equals, the first by name.
pub(crate) fn tag_members(facts: &[Facts], pairs: &[(usize, usize)], level: Level) -> Vec<Vec<String>> {
    let mut candidates = candidates(facts, pairs, level);
    let all: BTreeSet<usize> = candidates
        .iter()
        .flat_map(|candidate| candidate.pairs.iter().copied())
        .collect();
    if all.is_empty() {
        return Vec::new();
    }
    candidates.sort_by(|one, other| (other.pairs.len(), &one.name).cmp(&(one.pairs.len(), &other.name)));
    if candidates.len() <= COMBINED || candidates[0].pairs.len() == all.len() {
        candidates.truncate(COMBINED);
        candidates.sort_by(|one, other| one.name.cmp(&other.name));
        for size in 1..=3 {
            if let Some(found) = covering(&candidates, &all, size) {
                return found;
            }
        }
    }
    greedy(candidates, all)
}

struct Candidate {
    /// The way to the member, which also is its name.
    name: Vec<String>,
    /// The pairs, by index, that it tells apart.
    pairs: BTreeSet<usize>,
}

fn candidates(facts: &[Facts], pairs: &[(usize, usize)], level: Level) -> Vec<Candidate> {
    let concerned: BTreeSet<usize> = pairs.iter().flat_map(|(left, right)| [*left, *right]).collect();
    let names: BTreeSet<Vec<String>> = concerned
        .iter()
        .flat_map(|index| facts[*index].tag_paths(level))
        .collect();
    let of_name = |name: Vec<String>| {
        let told =
            |(_, (left, right)): &(usize, &(usize, usize))| by_value(&facts[*left], &facts[*right], &name);
        let pairs: BTreeSet<usize> = pairs
            .iter()
            .enumerate()
            .filter(told)
            .map(|(index, _)| index)
            .collect();
        (!pairs.is_empty()).then_some(Candidate { name, pairs })
    };
    names.into_iter().filter_map(of_name).collect()
}

/// The first set of `size` candidates, by name, that covers all pairs.
fn covering(candidates: &[Candidate], pairs: &BTreeSet<usize>, size: usize) -> Option<Vec<Vec<String>>> {
    if size == 0 {
        return pairs.is_empty().then(Vec::new);
    }
    for (index, candidate) in candidates.iter().enumerate() {
        let left: BTreeSet<usize> = pairs.difference(&candidate.pairs).copied().collect();
        if let Some(mut rest) = covering(&candidates[index + 1..], &left, size - 1) {
            rest.insert(0, candidate.name.clone());
            return Some(rest);
        }
    }
    None
}

fn greedy(mut candidates: Vec<Candidate>, mut pairs: BTreeSet<usize>) -> Vec<Vec<String>> {
    let mut chosen = Vec::new();
    while !pairs.is_empty() {
        let best = candidates.iter().enumerate().max_by_key(|(index, candidate)| {
            (
                candidate.pairs.intersection(&pairs).count(),
                std::cmp::Reverse(*index),
            )
        });
        let Some((index, _)) = best else { break };
        let candidate = candidates.swap_remove(index);
        pairs = pairs.difference(&candidate.pairs).copied().collect();
        chosen.push(candidate.name);
    }
    chosen.sort();
    chosen
}
