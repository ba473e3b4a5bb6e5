//! Decides how the variants of a union are told apart.

use std::collections::{BTreeMap, BTreeSet};

use bindery_model::{SelectBy, Separation, Several, Test, UnionMode};

use crate::AmbiguousUnions;
use crate::json_types::Types;
use crate::lowering::Lowering;
use crate::union::found::Found;
use crate::union::tags::Level;
use crate::union::{Draft, Facts, Leaf};

/// How a union's variants are told apart.
pub(crate) struct Plan {
    /// By siblings.
    pub(crate) select_by: Option<SelectBy>,
    /// By what a value holds.
    pub(crate) tests: Vec<Test>,
    /// What becomes of a value of which that leaves several variants.
    pub(crate) several: Several,
    /// Whether a value may be several variants at once.
    pub(crate) overlaps: bool,
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
        let may_lack_tag = found.may_lack_tag(&decided);
        found.by_type(&facts);
        let with_siblings = selection.by_siblings.is_some();
        self.members_of_open_pairs(draft, &mut facts, &found, with_siblings);
        found.by_members(&facts);
        self.look_within(draft, &mut facts, &mut found);
        let mut tests = decided;
        tests.extend(found.tests(&facts, with_siblings));
        tests.extend(self.item_test(draft, &facts, &mut found));
        let open = found.open();
        let is_ambiguous = !open.is_empty();
        let wanted = self.wanted_reading(draft);
        if is_ambiguous && !with_siblings {
            self.report_ambiguity(draft, &facts, (open, wanted));
        }
        let several = match (is_ambiguous || may_lack_tag, wanted) {
            (false, _) => Several::Unknown,
            (true, AmbiguousUnions::ExactOne) => Several::ExactOne,
            (true, AmbiguousUnions::Opaque) if is_ambiguous => Several::Opaque,
            (true, _) => Several::MostSpecific,
        };
        Plan {
            select_by: selection.by_siblings,
            tests,
            several,
            overlaps: !with_siblings && (is_ambiguous || (draft.mode == UnionMode::AnyOf && found.is_weak())),
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
        let open = concerned(found);
        for (index, leaf) in draft.leaves.iter().enumerate() {
            if all || open.contains(&index) {
                self.add_members(leaf, &mut facts[index]);
            }
        }
    }

    /// What the members themselves do not tell, members of theirs may.
    fn look_within(&mut self, draft: &Draft<'_, 'd>, facts: &mut [Facts], found: &mut Found) {
        for index in concerned(found) {
            if facts[index].is_object() {
                self.add_nested(&draft.leaves[index], &mut facts[index]);
            }
        }
        found.by_values(facts, Level::Nested);
    }

    /// Lists are told apart by their elements, which are variants of their own for that.
    fn item_test(&mut self, draft: &Draft<'_, 'd>, facts: &[Facts], found: &mut Found) -> Option<Test> {
        let is_list = |index: usize| facts[index].types == Types::ARRAY;
        let open = found.open().iter().copied();
        let lists: Vec<(usize, usize)> = open
            .filter(|(left, right)| is_list(*left) && is_list(*right))
            .collect();
        if lists.is_empty() {
            return None;
        }
        let concerned: BTreeSet<usize> = lists.iter().flat_map(|(left, right)| [*left, *right]).collect();
        let mut elements: Vec<Facts> = vec![Facts::none(); facts.len()];
        for index in concerned {
            if let Some(element) = self.element_of(&draft.leaves[index]) {
                elements[index] = self.facts_of_element(&element);
                self.add_members(&element, &mut elements[index]);
            }
        }
        let mut within = Found::among(&lists, facts.len());
        within.by_type(&elements);
        within.by_members(&elements);
        let told: BTreeMap<(usize, usize), String> = lists
            .into_iter()
            .filter_map(|pair| Some((pair, within.reason(pair, &elements)?)))
            .collect();
        let variants: BTreeSet<usize> = told.keys().flat_map(|(left, right)| [*left, *right]).collect();
        found.by_elements(&told);
        let empty = variants
            .iter()
            .copied()
            .min_by_key(|index| (wants_elements(&draft.leaves[*index]), &draft.labels[*index]))?;
        Some(Test::Items {
            variants: variants.into_iter().collect(),
            tests: within.tests(&elements, false),
            empty,
        })
    }
}

/// The variants that something does not tell from another.
fn concerned(found: &Found) -> BTreeSet<usize> {
    let open = found.open().iter();
    open.flat_map(|(left, right)| [*left, *right]).collect()
}

/// Whether an empty list does not fit.
fn wants_elements(leaf: &Leaf<'_>) -> bool {
    let parts = leaf.seed.parts.iter();
    let mut lengths = parts.filter_map(|part| part.cursor().get("minItems")?.as_u64());
    lengths.any(|length| length > 0)
}
