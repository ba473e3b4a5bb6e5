use super::{Candidate, Plan, Several, Union, VariantSet};
use crate::schema::fits;
use crate::text::Tree;

/// What one of several variants ranks by.
type Rank = fn(&Candidate) -> usize;

impl Plan {
    /// The variant of several that the tests leave: the one that the value fits with all constraints, of several
    /// the one that requires the most members. None in a tie, as any choice might lose something.
    pub(super) fn try_in_turn<U: Union>(&self, left: &VariantSet, text: &str) -> Option<usize> {
        let (candidates, rank): (_, Rank) = match self.selection().several {
            Several::Unknown | Several::Opaque => return None,
            Several::ExactOne(candidates) => (candidates, |_| 0),
            Several::MostSpecific(candidates) => (candidates, |candidate| candidate.required_members),
        };
        if left.is_empty() {
            return None;
        }
        let tree = Tree::parse(text).ok()?;
        let rank = |variant: &usize| candidates.get(*variant).map_or(0, rank);
        let fitting: Vec<usize> = left
            .iter()
            .filter(|variant| {
                candidates
                    .get(*variant)
                    .is_some_and(|candidate| fits(candidate.schema, &tree))
            })
            .collect();
        if !fitting.is_empty() {
            return most(&fitting, rank);
        }
        // A value that is newer than the document fits no schema, and may decode all the same.
        let decodes =
            |variant: &usize| U::read(*variant, &mut serde_json::Deserializer::from_str(text)).is_ok();
        most(&left.iter().filter(decodes).collect::<Vec<_>>(), rank)
    }
}

/// The only variant of the highest rank.
fn most(variants: &[usize], rank: impl Fn(&usize) -> usize) -> Option<usize> {
    let highest = variants.iter().map(&rank).max()?;
    let mut of_highest = variants.iter().filter(|variant| rank(variant) == highest);
    let first = of_highest.next().copied();
    first.filter(|_| of_highest.next().is_none())
}
