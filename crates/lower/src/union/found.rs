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
    /// The pairs that nothing tells apart so far, in order.
    open: Vec<(usize, usize)>,
    /// Why the others differ, where that is to be told.
    reasons: Option<BTreeMap<(usize, usize), Reason>>,
    used: Used,
    tags: Vec<Vec<String>>,
}

enum Reason {
    /// The document says how to choose.
    Decided(String),
    /// The facts tell.
    Fact(Separator),
}

/// The facts that tell some pair apart.
#[derive(Default)]
struct Used {
    types: bool,
    presence: bool,
    weak: bool,
    /// Closed variants that are known by what they cannot have.
    closed: BTreeSet<usize>,
    /// Open variants that are known by what they do not declare, by member.
    undeclared: BTreeMap<String, BTreeSet<usize>>,
    /// Members whose types tell.
    member_types: BTreeSet<String>,
}

impl Used {
    fn add(&mut self, (left, right): (usize, usize), separator: &Separator) {
        let lacking = |first: bool| if first { left } else { right };
        match separator {
            Separator::Type => self.types = true,
            Separator::Value(_) | Separator::Items(_) => {}
            Separator::Closed(presence) => {
                self.presence = true;
                self.closed.insert(lacking(presence.lacking_first));
            }
            Separator::Present(..) => (self.presence, self.weak) = (true, true),
            Separator::Undeclared(presence) => {
                (self.presence, self.weak) = (true, true);
                let variants = self.undeclared.entry(presence.member.clone()).or_default();
                variants.insert(lacking(presence.lacking_first));
            }
            Separator::MemberType(member) => {
                self.member_types.insert(member.clone());
            }
        }
    }
}

impl Found {
    pub(crate) fn new(variants: usize) -> Self {
        let pairs = (0..variants).flat_map(|left| (left + 1..variants).map(move |right| (left, right)));
        Self {
            variants,
            open: pairs.collect(),
            reasons: (variants <= EXPLAINED).then(BTreeMap::new),
            used: Used::default(),
            tags: Vec::new(),
        }
    }

    /// Nothing is found yet of these pairs, and the others do not matter.
    pub(crate) fn among(pairs: &[(usize, usize)], variants: usize) -> Self {
        Self {
            variants,
            open: pairs.to_vec(),
            reasons: Some(BTreeMap::new()),
            used: Used::default(),
            tags: Vec::new(),
        }
    }

    /// The pairs that nothing tells apart so far.
    pub(crate) fn open(&self) -> &[(usize, usize)] {
        &self.open
    }

    /// Notes what `separator` finds of each open pair.
    fn note(&mut self, separator: impl Fn((usize, usize)) -> Option<Separator>) {
        let (used, reasons) = (&mut self.used, &mut self.reasons);
        self.open.retain(|pair| {
            let Some(separator) = separator(*pair) else {
                return true;
            };
            used.add(*pair, &separator);
            if let Some(reasons) = reasons {
                reasons.insert(*pair, Reason::Fact(separator));
            }
            false
        });
    }

    /// What the document's own words decide.
    pub(crate) fn by_decision(&mut self, tests: &[Test]) {
        for test in tests {
            let Test::Value { path, accepts, .. } = test else {
                continue;
            };
            let reason = format!(
                "the document says which values of `{}` lead to each",
                path.join("/")
            );
            let mut texts: Vec<Option<BTreeSet<String>>> = vec![None; self.variants];
            for (variant, values) in accepts {
                texts[*variant] = Some(values.iter().map(Json::to_text).collect());
            }
            let reasons = &mut self.reasons;
            self.open.retain(|(left, right)| {
                let (Some(ours), Some(theirs)) = (&texts[*left], &texts[*right]) else {
                    return true;
                };
                let is_open = !ours.is_disjoint(theirs);
                if let Some(reasons) = reasons.as_mut().filter(|_| !is_open) {
                    reasons.insert((*left, *right), Reason::Decided(reason.clone()));
                }
                is_open
            });
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
        self.note(|(left, right)| {
            let disjoint = facts[left].types.is_disjoint(facts[right].types);
            disjoint.then_some(Separator::Type)
        });
    }

    /// What an object's members tell: their values, their presence, their types.
    pub(crate) fn by_members(&mut self, facts: &[Facts]) {
        self.by_values(facts, Level::Own);
        self.note(|(left, right)| {
            let (ours, theirs) = (&facts[left], &facts[right]);
            let objects = ours.is_object() && theirs.is_object();
            by_presence(ours, theirs).or_else(|| by_member_type(ours, theirs).filter(|_| objects))
        });
    }

    /// What the values of members tell.
    pub(crate) fn by_values(&mut self, facts: &[Facts], level: Level) {
        let tags = tag_members(facts, &self.open_objects(facts), level);
        if !tags.is_empty() {
            self.note(|(left, right)| {
                let (ours, theirs) = (&facts[left], &facts[right]);
                let objects = ours.is_object() && theirs.is_object();
                let tag = tags.iter().find(|tag| objects && by_value(ours, theirs, tag));
                tag.map(|tag| Separator::Value(tag.clone()))
            });
        }
        self.tags.extend(tags);
    }

    /// That the elements of lists tell these pairs apart.
    pub(crate) fn by_elements(&mut self, told: &BTreeMap<(usize, usize), String>) {
        self.note(|pair| told.get(&pair).cloned().map(Separator::Items));
    }

    pub(crate) fn open_objects(&self, facts: &[Facts]) -> Vec<(usize, usize)> {
        let objects = |(left, right): &&(usize, usize)| facts[*left].is_object() && facts[*right].is_object();
        self.open.iter().filter(objects).copied().collect()
    }

    /// Whether some pair is told apart only by what one of them need not lack.
    pub(crate) fn is_weak(&self) -> bool {
        self.used.weak
    }

    /// Why the two differ.
    pub(crate) fn reason(&self, pair: (usize, usize), facts: &[Facts]) -> Option<String> {
        match self.reasons.as_ref()?.get(&pair)? {
            Reason::Decided(words) => Some(words.clone()),
            Reason::Fact(separator) => Some(separator.reason(&facts[pair.0], &facts[pair.1])),
        }
    }

    /// The tests that the separators need; where something is open, also those that help in part.
    pub(crate) fn tests(&self, facts: &[Facts], with_siblings: bool) -> Vec<Test> {
        let mut made = Vec::new();
        if self.used.types {
            let accepts = facts.iter().map(|facts| facts.types.to_json_types()).collect();
            made.push(Test::Type { accepts });
        }
        let open = self.open_objects(facts);
        let mut tags = self.tags.clone();
        let helping = tests::tags_if_there(facts, &open).into_iter();
        tags.extend(helping.filter(|tag| !self.tags.contains(tag)));
        made.extend(tags.iter().map(|tag| tests::value_test(facts, tag)));
        if self.used.presence || with_siblings || !open.is_empty() {
            made.extend(tests::required_tests(facts));
        }
        made.extend(self.absence_tests(facts));
        let decided = self.used.member_types.iter().cloned();
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
        let mut closed = self.used.closed.clone();
        let is_closed = |index: &usize| facts[*index].is_object() && facts[*index].closed;
        let open = self.open_objects(facts).into_iter();
        closed.extend(open.flat_map(|(left, right)| [left, right]).filter(is_closed));
        let closed = closed.into_iter().map(|variant| Test::Closed {
            variant,
            members: facts[variant].members.keys().cloned().collect(),
        });
        let undeclared = self
            .used
            .undeclared
            .iter()
            .map(|(member, variants)| Test::Undeclared {
                member: member.clone(),
                variants: variants.iter().copied().collect(),
            });
        closed.chain(undeclared).collect()
    }

    /// What tells each pair apart, for documentation; of many variants only those that nothing does.
    pub(crate) fn separations(&self, facts: &[Facts]) -> Vec<Separation> {
        let told = self.reasons.iter().flat_map(BTreeMap::keys);
        let mut pairs: Vec<(usize, usize)> = self.open.iter().chain(told).copied().collect();
        pairs.sort_unstable();
        let separation = |pair: (usize, usize)| Separation {
            left: pair.0,
            right: pair.1,
            reason: self.reason(pair, facts),
        };
        pairs.into_iter().map(separation).collect()
    }
}
