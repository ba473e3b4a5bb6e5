use super::attempt::Reading;
use super::{Candidate, Plan, Several, Union, VariantSet};
use crate::json::RawText;
use crate::schema::fits;
use crate::text::Tree;

/// What comes of trying several variants.
#[derive(Debug)]
pub(super) enum Turn<U> {
    /// None of them is the value.
    Nothing,
    /// One is, or is more than the others.
    One(U),
    /// Several are, and any choice might lose something.
    Tie,
}

impl Plan {
    /// The variant of several that the tests leave: the one that the value fits with all constraints, of several
    /// the one that requires the most members; where the plan knows no constraints, the only one that decodes.
    pub(super) fn try_in_turn<U: Union>(
        &self,
        reading: &Reading,
        left: &VariantSet,
        text: &RawText<'_>,
    ) -> Turn<U> {
        if left.is_empty() {
            return Turn::Nothing;
        }
        let (candidates, ranks): (&[Candidate], bool) = match self.selection().several {
            Several::Opaque => return Turn::Tie,
            Several::Unknown => (&[], false),
            Several::ExactOne(candidates) => (candidates, false),
            Several::MostSpecific(candidates) => (candidates, true),
        };
        let rank = |variant: usize| {
            let candidate = candidates.get(variant).filter(|_| ranks);
            candidate.map_or(0, |candidate| candidate.required_members)
        };
        let fitting = fitting(left, candidates, text.as_str());
        if !fitting.is_empty() {
            return match most(&fitting, rank) {
                Some(variant) => reading.attempt(variant, text).map_or(Turn::Nothing, Turn::One),
                None => Turn::Tie,
            };
        }
        // A value that is newer than the document fits no schema, and may decode all the same.
        let mut highest: Option<(usize, Turn<U>)> = None;
        for variant in left.iter() {
            let rank = rank(variant);
            let reached = highest.as_ref().map(|(reached, _)| *reached);
            if reached.is_some_and(|reached| rank < reached) {
                continue;
            }
            if let Some(union) = reading.attempt(variant, text) {
                let is_tie = reached == Some(rank);
                highest = Some((rank, if is_tie { Turn::Tie } else { Turn::One(union) }));
            }
        }
        highest.map_or(Turn::Nothing, |(_, turn)| turn)
    }
}

/// The variants whose constraints all hold.
fn fitting(left: &VariantSet, candidates: &[Candidate], text: &str) -> Vec<usize> {
    if candidates.is_empty() {
        return Vec::new();
    }
    let Ok(tree) = Tree::parse(text) else {
        return Vec::new();
    };
    let does_fit = |variant: &usize| {
        candidates
            .get(*variant)
            .is_some_and(|candidate| fits(candidate.schema, &tree))
    };
    left.iter().filter(does_fit).collect()
}

/// The only variant of the highest rank.
fn most(variants: &[usize], rank: impl Fn(usize) -> usize) -> Option<usize> {
    let highest = variants.iter().map(|variant| rank(*variant)).max()?;
    let mut of_highest = variants.iter().filter(|variant| rank(**variant) == highest);
    let first = of_highest.next().copied();
    first.filter(|_| of_highest.next().is_none())
}
