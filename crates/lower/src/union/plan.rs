//! The tests that leave one variant of a union.

use std::collections::{BTreeMap, BTreeSet};

use bindery_model::{Json, JsonType, SelectBy, Separation, Test};

use crate::lowering::Lowering;
use crate::union::separation::{Separator, by_member_type, by_presence, by_value};
use crate::union::tags::tag_members;
use crate::union::{Draft, Facts};

/// Beyond so many variants only what is missing is recorded of each pair.
const EXPLAINED: usize = 24;

/// How a union's variants are told apart.
pub(crate) struct Plan {
    /// By siblings.
    pub(crate) select_by: Option<SelectBy>,
    /// By what a value holds.
    pub(crate) tests: Vec<Test>,
    /// Whether that leaves more than one, for some value.
    pub(crate) try_in_turn: bool,
    /// What tells each pair apart.
    pub(crate) separations: Vec<Separation>,
}

impl<'d> Lowering<'d> {
    /// Decides how the variants are told apart, and reports those that are not.
    pub(crate) fn plan(&mut self, draft: &Draft<'_, 'd>) -> Plan {
        let mut facts: Vec<Facts> = draft.leaves.iter().map(|leaf| self.facts_of(leaf)).collect();
        let selection = self.selection(draft);
        let mut decided = selection.tests;
        if decided.is_empty() {
            decided = self.discriminators(draft, &mut facts);
        }
        let mut found = Found::new(draft.leaves.len());
        found.by_decision(&decided);
        found.by_type(&facts);
        self.members_of_open_pairs(draft, &mut facts, &found, selection.by_siblings.is_some());
        found.by_members(&facts);
        let tests = found.tests(&facts, decided, selection.by_siblings.is_some());
        let open = found.open();
        if selection.by_siblings.is_none() && !open.is_empty() {
            self.report_ambiguity(draft, &facts, &open);
        }
        Plan {
            select_by: selection.by_siblings,
            tests,
            try_in_turn: !open.is_empty(),
            separations: found.separations(&facts),
        }
    }

    fn members_of_open_pairs(
        &mut self,
        draft: &Draft<'_, 'd>,
        facts: &mut [Facts],
        found: &Found,
        all: bool,
    ) {
        let open: BTreeSet<usize> = found
            .open()
            .into_iter()
            .flat_map(|(left, right)| [left, right])
            .collect();
        for (index, leaf) in draft.leaves.iter().enumerate() {
            if all || open.contains(&index) {
                self.add_members(leaf, &mut facts[index]);
            }
        }
    }
}

/// What is found to tell each pair apart.
struct Found {
    variants: usize,
    separators: BTreeMap<(usize, usize), Reason>,
    tags: Vec<String>,
}

enum Reason {
    /// The document says how to choose.
    Decided(String),
    /// The facts tell.
    Fact(Separator),
}

impl Found {
    fn new(variants: usize) -> Self {
        Self {
            variants,
            separators: BTreeMap::new(),
            tags: Vec::new(),
        }
    }

    fn open(&self) -> Vec<(usize, usize)> {
        let pairs =
            (0..self.variants).flat_map(|left| (left + 1..self.variants).map(move |right| (left, right)));
        pairs.filter(|pair| !self.separators.contains_key(pair)).collect()
    }

    fn note(&mut self, pair: (usize, usize), separator: Option<Separator>) {
        if let Some(separator) = separator {
            self.separators.insert(pair, Reason::Fact(separator));
        }
    }

    fn by_decision(&mut self, tests: &[Test]) {
        for test in tests {
            let Test::Value { path, accepts, .. } = test else {
                continue;
            };
            let path = path.join("/");
            for (position, (left, ours)) in accepts.iter().enumerate() {
                let ours: BTreeSet<String> = ours.iter().map(Json::to_text).collect();
                for (right, theirs) in &accepts[position + 1..] {
                    if theirs.iter().all(|value| !ours.contains(&value.to_text())) {
                        let pair = (*left.min(right), *left.max(right));
                        let reason = || {
                            Reason::Decided(format!(
                                "the document says which values of `{path}` lead to each"
                            ))
                        };
                        self.separators.entry(pair).or_insert_with(reason);
                    }
                }
            }
        }
    }

    fn by_type(&mut self, facts: &[Facts]) {
        for (left, right) in self.open() {
            let disjoint = facts[left].types.is_disjoint(facts[right].types);
            self.note((left, right), disjoint.then_some(Separator::Type));
        }
    }

    fn by_members(&mut self, facts: &[Facts]) {
        let open = self.open();
        let objects = |(left, right): &(usize, usize)| facts[*left].is_object() && facts[*right].is_object();
        let objects: Vec<(usize, usize)> = open.into_iter().filter(objects).collect();
        self.tags = tag_members(facts, &objects);
        for (left, right) in objects {
            let (ours, theirs) = (&facts[left], &facts[right]);
            let tag = self.tags.iter().find(|tag| by_value(ours, theirs, tag));
            let separator = tag
                .map(|tag| Separator::Value(tag.clone()))
                .or_else(|| by_presence(ours, theirs))
                .or_else(|| by_member_type(ours, theirs));
            self.note((left, right), separator);
        }
    }

    /// The tests that the separators need.
    fn tests(&self, facts: &[Facts], decided: Vec<Test>, with_siblings: bool) -> Vec<Test> {
        let mut tests = decided;
        let facts_used = || {
            self.separators.values().filter_map(|reason| match reason {
                Reason::Fact(separator) => Some(separator),
                Reason::Decided(_) => None,
            })
        };
        if facts_used().any(|separator| *separator == Separator::Type) {
            let accepts = facts.iter().map(|facts| facts.types.to_json_types()).collect();
            tests.push(Test::Type { accepts });
        }
        tests.extend(self.tags.iter().map(|tag| value_test(facts, tag)));
        let by_presence = facts_used().any(|separator| {
            matches!(
                separator,
                Separator::Closed(_) | Separator::Present(..) | Separator::Undeclared(_)
            )
        });
        if by_presence || with_siblings || !self.open().is_empty() {
            tests.extend(required_tests(facts));
        }
        tests.extend(self.absence_tests(facts));
        let members: BTreeSet<&String> = facts_used()
            .filter_map(|separator| match separator {
                Separator::MemberType(member) => Some(member),
                _ => None,
            })
            .collect();
        tests.extend(members.into_iter().map(|member| member_type_test(facts, member)));
        tests
    }

    /// Closed variants, and open ones that are known by what they lack.
    fn absence_tests(&self, facts: &[Facts]) -> Vec<Test> {
        let mut closed: BTreeSet<usize> = BTreeSet::new();
        let mut undeclared: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for ((left, right), reason) in &self.separators {
            let lacking = |first: bool| if first { *left } else { *right };
            match reason {
                Reason::Fact(Separator::Closed(presence)) => {
                    closed.insert(lacking(presence.lacking_first));
                }
                Reason::Fact(Separator::Undeclared(presence)) => {
                    undeclared
                        .entry(&presence.member)
                        .or_default()
                        .insert(lacking(presence.lacking_first));
                }
                _ => {}
            }
        }
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

    fn separations(&self, facts: &[Facts]) -> Vec<Separation> {
        let mut separations = Vec::new();
        for left in 0..self.variants {
            for right in left + 1..self.variants {
                let reason = self.separators.get(&(left, right));
                if reason.is_some() && self.variants > EXPLAINED {
                    continue;
                }
                let reason = reason.map(|reason| match reason {
                    Reason::Decided(words) => words.clone(),
                    Reason::Fact(separator) => separator.reason(&facts[left], &facts[right]),
                });
                separations.push(Separation { left, right, reason });
            }
        }
        separations
    }
}

fn value_test(facts: &[Facts], tag: &str) -> Test {
    let concerned = || facts.iter().enumerate().filter(|(_, facts)| facts.is_object());
    let accepts: Vec<(usize, Vec<Json>)> = concerned()
        .filter_map(|(index, facts)| Some((index, facts.values(tag)?.to_vec())))
        .collect();
    let absent = accepts
        .iter()
        .map(|(index, _)| *index)
        .filter(|index| !facts[*index].required.contains(tag))
        .collect();
    Test::Value {
        path: vec![tag.to_owned()],
        accepts,
        absent,
        decides: false,
    }
}

fn required_tests(facts: &[Facts]) -> Vec<Test> {
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

fn member_type_test(facts: &[Facts], member: &str) -> Test {
    let of_variant = |(index, facts): (usize, &Facts)| -> Option<(usize, Vec<JsonType>)> {
        let known = facts.members.get(member).filter(|_| facts.is_object())?;
        Some((index, known.types.to_json_types()))
    };
    Test::MemberType {
        member: member.to_owned(),
        accepts: facts.iter().enumerate().filter_map(of_variant).collect(),
    }
}
