//! Which members' values tell variants apart: the smallest set that does.

use std::collections::BTreeSet;

use crate::union::Facts;
use crate::union::separation::tells;
use bindery_model::Json;

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
    let mut all = PairSet::of(pairs.len());
    candidates
        .iter()
        .for_each(|candidate| all.insert_all(&candidate.pairs));
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
    /// The pairs that it tells apart.
    pairs: PairSet,
}

/// A set of pairs, by their indices; there may be millions.
#[derive(Clone)]
struct PairSet(Vec<u64>);

impl PairSet {
    fn of(pairs: usize) -> Self {
        Self(vec![0; pairs.div_ceil(64)])
    }

    fn insert(&mut self, pair: usize) {
        self.0[pair / 64] |= 1 << (pair % 64);
    }

    fn insert_all(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(word, more)| *word |= more);
    }

    fn without(&self, other: &Self) -> Self {
        Self(
            self.0
                .iter()
                .zip(&other.0)
                .map(|(word, out)| word & !out)
                .collect(),
        )
    }

    fn common(&self, other: &Self) -> usize {
        let words = self.0.iter().zip(&other.0);
        words
            .map(|(word, other)| (word & other).count_ones() as usize)
            .sum()
    }

    fn len(&self) -> usize {
        self.common(self)
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }
}

fn candidates(facts: &[Facts], pairs: &[(usize, usize)], level: Level) -> Vec<Candidate> {
    let concerned: BTreeSet<usize> = pairs.iter().flat_map(|(left, right)| [*left, *right]).collect();
    let names: BTreeSet<Vec<String>> = concerned
        .iter()
        .flat_map(|index| facts[*index].tag_paths(level))
        .collect();
    let of_name = |name: Vec<String>| {
        let mut told = PairSet::of(pairs.len());
        let known: Vec<Option<(&[Json], bool)>> = facts.iter().map(|facts| facts.tag(&name)).collect();
        for (index, (left, right)) in pairs.iter().enumerate() {
            if tells(known[*left], known[*right]) {
                told.insert(index);
            }
        }
        (!told.is_empty()).then_some(Candidate { name, pairs: told })
    };
    names.into_iter().filter_map(of_name).collect()
}

/// The first set of `size` candidates, by name, that covers all pairs.
fn covering(candidates: &[Candidate], pairs: &PairSet, size: usize) -> Option<Vec<Vec<String>>> {
    if size == 0 {
        return pairs.is_empty().then(Vec::new);
    }
    for (index, candidate) in candidates.iter().enumerate() {
        let left = pairs.without(&candidate.pairs);
        if let Some(mut rest) = covering(&candidates[index + 1..], &left, size - 1) {
            rest.insert(0, candidate.name.clone());
            return Some(rest);
        }
    }
    None
}

fn greedy(mut candidates: Vec<Candidate>, mut pairs: PairSet) -> Vec<Vec<String>> {
    let mut chosen = Vec::new();
    while !pairs.is_empty() {
        let best = candidates
            .iter()
            .enumerate()
            .max_by_key(|(index, candidate)| (candidate.pairs.common(&pairs), std::cmp::Reverse(*index)));
        let Some((index, _)) = best else { break };
        let candidate = candidates.swap_remove(index);
        pairs = pairs.without(&candidate.pairs);
        chosen.push(candidate.name);
    }
    chosen.sort();
    chosen
}
