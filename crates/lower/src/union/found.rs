//! What tells the variants of a union apart, pair by pair.

use std::collections::{BTreeMap, BTreeSet};

use bindery_model::{Json, Others, Separation, Test};

use crate::union::Facts;
use crate::union::separation::{Separator, by_member_type, by_presence, by_value};
use crate::union::tags::{Level, tag_members};
use crate::union::tests;

/// Beyond so many variants only what is missing is recorded of each pair.
const EXPLAINED: usize = 24;

/// What is found to tell each pair apart.
pub(crate) struct Found {
    variants: usize,
    separators: BTreeMap<(usize, usize), Reason>,
    tags: Vec<Vec<String>>,
}

enum Reason {
    /// The document says how to choose.
    Decided(String),
    /// The facts tell.
    Fact(Separator),
    /// The pair is of no interest.
    Elsewhere,
}

impl Found {
    pub(crate) fn new(variants: usize) -> Self {
        Self {
            variants,
            separators: BTreeMap::new(),
            tags: Vec::new(),
        }
    }

    /// Nothing is found yet of these pairs, and the others do not matter.
    pub(crate) fn among(pairs: &[(usize, usize)], variants: usize) -> Self {
        let mut found = Self::new(variants);
        let wanted: BTreeSet<&(usize, usize)> = pairs.iter().collect();
        let others = found.open().into_iter().filter(|pair| !wanted.contains(pair));
        found.separators = others.map(|pair| (pair, Reason::Elsewhere)).collect();
        found
    }

    /// The pairs that nothing tells apart so far.
    pub(crate) fn open(&self) -> Vec<(usize, usize)> {
        let pairs =
            (0..self.variants).flat_map(|left| (left + 1..self.variants).map(move |right| (left, right)));
        pairs.filter(|pair| !self.separators.contains_key(pair)).collect()
    }

    fn note(&mut self, pair: (usize, usize), separator: Option<Separator>) {
        if let Some(separator) = separator {
            self.separators.insert(pair, Reason::Fact(separator));
        }
    }

    /// What the document's own words decide.
    pub(crate) fn by_decision(&mut self, tests: &[Test]) {
        for test in tests {
            let Test::Value { path, accepts, .. } = test else {
                continue;
            };
            let path = path.join("/");
            let reason = format!("the document says which values of `{path}` lead to each");
            let texts: Vec<BTreeSet<String>> = accepts
                .iter()
                .map(|(_, values)| values.iter().map(Json::to_text).collect())
                .collect();
            for (position, (left, _)) in accepts.iter().enumerate() {
                for (other, (right, _)) in accepts.iter().enumerate().skip(position + 1) {
                    if texts[position].is_disjoint(&texts[other]) {
                        let pair = (*left.min(right), *left.max(right));
                        self.separators
                            .entry(pair)
                            .or_insert_with(|| Reason::Decided(reason.clone()));
                    }
                }
            }
        }
    }

    /// Whether several variants may lack the tag that decides between them.
    pub(crate) fn may_lack_tag(&self, decided: &[Test]) -> bool {
        decided.iter().any(|test| {
            matches!(test, Test::Value { absent, others, .. }
                if absent.len() > 1 && !matches!(others, Others::Variant(_)))
        })
    }

    /// What the JSON types tell.
    pub(crate) fn by_type(&mut self, facts: &[Facts]) {
        for (left, right) in self.open() {
            let disjoint = facts[left].types.is_disjoint(facts[right].types);
            self.note((left, right), disjoint.then_some(Separator::Type));
        }
    }

    /// What an object's members tell: their values, their presence, their types.
    pub(crate) fn by_members(&mut self, facts: &[Facts]) {
        self.by_values(facts, Level::Own);
        for (left, right) in self.open_objects(facts) {
            let (ours, theirs) = (&facts[left], &facts[right]);
            self.note(
                (left, right),
                by_presence(ours, theirs).or_else(|| by_member_type(ours, theirs)),
            );
        }
    }

    /// What the values of members tell.
    pub(crate) fn by_values(&mut self, facts: &[Facts], level: Level) {
        let objects = self.open_objects(facts);
        let tags = tag_members(facts, &objects, level);
        for (left, right) in objects {
            let tag = tags.iter().find(|tag| by_value(&facts[left], &facts[right], tag));
            self.note((left, right), tag.map(|tag| Separator::Value(tag.clone())));
        }
        self.tags.extend(tags);
    }

    /// That the elements of two lists tell them apart.
    pub(crate) fn by_elements(&mut self, pair: (usize, usize), reason: String) {
        self.note(pair, Some(Separator::Items(reason)));
    }

    pub(crate) fn open_objects(&self, facts: &[Facts]) -> Vec<(usize, usize)> {
        let objects = |(left, right): &(usize, usize)| facts[*left].is_object() && facts[*right].is_object();
        self.open().into_iter().filter(objects).collect()
    }

    /// Whether some pair is told apart only by what one of them need not lack.
    pub(crate) fn is_weak(&self) -> bool {
        self.facts_used()
            .any(|(_, separator)| matches!(separator, Separator::Present(..) | Separator::Undeclared(_)))
    }

    fn facts_used(&self) -> impl Iterator<Item = (&(usize, usize), &Separator)> {
        self.separators.iter().filter_map(|(pair, reason)| match reason {
            Reason::Fact(separator) => Some((pair, separator)),
            Reason::Decided(_) | Reason::Elsewhere => None,
        })
    }

    /// Why the two differ.
    pub(crate) fn reason(&self, (left, right): (usize, usize), facts: &[Facts]) -> Option<String> {
        match self.separators.get(&(left, right))? {
            Reason::Decided(words) => Some(words.clone()),
            Reason::Fact(separator) => Some(separator.reason(&facts[left], &facts[right])),
            Reason::Elsewhere => None,
        }
    }

    /// The tests that the separators need; where something is open, also those that help in part.
    pub(crate) fn tests(&self, facts: &[Facts], with_siblings: bool) -> Vec<Test> {
        let mut made = Vec::new();
        if self
            .facts_used()
            .any(|(_, separator)| *separator == Separator::Type)
        {
            let accepts = facts.iter().map(|facts| facts.types.to_json_types()).collect();
            made.push(Test::Type { accepts });
        }
        let open = self.open_objects(facts);
        let mut tags = self.tags.clone();
        let helping = tests::tags_if_there(facts, &open).into_iter();
        tags.extend(helping.filter(|tag| !self.tags.contains(tag)));
        made.extend(tags.iter().map(|tag| tests::value_test(facts, tag)));
        let by_presence = self.facts_used().any(|(_, separator)| {
            matches!(
                separator,
                Separator::Closed(_) | Separator::Present(..) | Separator::Undeclared(_)
            )
        });
        if by_presence || with_siblings || !open.is_empty() {
            made.extend(tests::required_tests(facts));
        }
        made.extend(self.absence_tests(facts));
        let decided = self.facts_used().filter_map(|(_, separator)| match separator {
            Separator::MemberType(member) => Some(member.clone()),
            _ => None,
        });
        let members: BTreeSet<String> = decided.chain(tests::types_if_there(facts, &open)).collect();
        made.extend(
            members
                .iter()
                .map(|member| tests::member_type_test(facts, member)),
        );
        made
    }

    /// Closed variants, and open ones that are known by what they lack.
    fn absence_tests(&self, facts: &[Facts]) -> Vec<Test> {
        let mut closed: BTreeSet<usize> = BTreeSet::new();
        let mut undeclared: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for ((left, right), separator) in self.facts_used() {
            let lacking = |first: bool| if first { *left } else { *right };
            match separator {
                Separator::Closed(presence) => {
                    closed.insert(lacking(presence.lacking_first));
                }
                Separator::Undeclared(presence) => {
                    undeclared
                        .entry(&presence.member)
                        .or_default()
                        .insert(lacking(presence.lacking_first));
                }
                _ => {}
            }
        }
        let is_closed = |index: &usize| facts[*index].is_object() && facts[*index].closed;
        let open = self.open_objects(facts).into_iter();
        closed.extend(open.flat_map(|(left, right)| [left, right]).filter(is_closed));
        let closed = closed.into_iter().map(|variant| Test::Closed {
            variant,
            members: facts[variant].members.keys().cloned().collect(),
        });
        let undeclared = undeclared.into_iter().map(|(member, variants)| Test::Undeclared {
            member: member.to_owned(),
            variants: variants.into_iter().collect(),
        });
        closed.chain(undeclared).collect()
    }

    /// What tells each pair apart, for documentation.
    pub(crate) fn separations(&self, facts: &[Facts]) -> Vec<Separation> {
        let mut separations = Vec::new();
        for left in 0..self.variants {
            for right in left + 1..self.variants {
                let is_told = self.separators.contains_key(&(left, right));
                if is_told && self.variants > EXPLAINED {
                    continue;
                }
                let reason = self.reason((left, right), facts);
                separations.push(Separation { left, right, reason });
            }
        }
        separations
    }
}
