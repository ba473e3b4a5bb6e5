use super::{Plan, Union, VariantSet};
use crate::schema::fits;
use crate::text::Tree;

impl Plan {
    /// The variant of several that the tests leave: the one that the value fits with all constraints, of several
    /// the one that requires the most members. None in a tie, as any choice might lose something.
    pub(super) fn try_in_turn<U: Union>(&self, left: &VariantSet, text: &str) -> Option<usize> {
        let candidates = self.selection().try_in_turn;
        if candidates.is_empty() || left.is_empty() {
            return None;
        }
        let tree = Tree::parse(text).ok()?;
        let required = |variant: &usize| {
            candidates
                .get(*variant)
                .map_or(0, |candidate| candidate.required_members)
        };
        let fitting: Vec<usize> = left
            .iter()
            .filter(|variant| {
                candidates
                    .get(*variant)
                    .is_some_and(|candidate| fits(candidate.schema, &tree))
            })
            .collect();
        if !fitting.is_empty() {
            return most(&fitting, required);
        }
        // A value that is newer than the document fits no schema, and may decode all the same.
        let decodes =
            |variant: &usize| U::read(*variant, &mut serde_json::Deserializer::from_str(text)).is_ok();
        most(&left.iter().filter(decodes).collect::<Vec<_>>(), required)
    }
}

/// The only variant of the highest rank.
fn most(variants: &[usize], rank: impl Fn(&usize) -> usize) -> Option<usize> {
    let highest = variants.iter().map(&rank).max()?;
    let mut of_highest = variants.iter().filter(|variant| rank(variant) == highest);
    let first = of_highest.next().copied();
    first.filter(|_| of_highest.next().is_none())
}
