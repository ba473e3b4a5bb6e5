use std::sync::OnceLock;

use super::glance::{Enough, Glance};
use super::guess::Recent;
use super::scan::{Index, Survivors};
use super::{Facts, Others, Selection, Several, Test, VariantSet};
use crate::text::SyntaxError;

/// A selection made ready, at its first use.
#[derive(Debug)]
pub struct Plan {
    selection: &'static Selection,
    facts: &'static [Facts],
    ready: OnceLock<Ready>,
    recent: Recent,
    recent_by_tags: Recent,
}

#[derive(Debug)]
struct Ready {
    index: Index,
    enough: Enough,
    /// The variants whose tests all hold of whatever decodes as them.
    implied: VariantSet,
}

impl Plan {
    /// A plan of a selection, and what decoding as each variant establishes.
    pub const fn new(selection: &'static Selection, facts: &'static [Facts]) -> Self {
        Self {
            selection,
            facts,
            ready: OnceLock::new(),
            recent: Recent::new(),
            recent_by_tags: Recent::new(),
        }
    }

    pub(crate) fn selection(&self) -> &'static Selection {
        self.selection
    }

    fn ready(&self) -> &Ready {
        self.ready.get_or_init(|| {
            let mut implied = VariantSet::empty();
            for (variant, facts) in self.facts.iter().enumerate() {
                if self
                    .selection
                    .tests
                    .iter()
                    .all(|test| is_implied(test, variant, facts))
                {
                    implied.insert(variant);
                }
            }
            let index = Index::new(self.selection);
            Ready {
                enough: Enough::new(self.selection, self.facts, &index),
                index,
                implied,
            }
        })
    }

    /// Whether a value that decodes as `variant` passes its tests.
    pub(crate) fn is_implied(&self, variant: usize) -> bool {
        self.ready().implied.contains(variant)
    }

    /// The variant that the next value may be, where reading it as that shows whether it is.
    pub(super) fn guess(&self) -> Option<usize> {
        self.recent.guess()
    }

    /// The variant that the siblings of the next value may choose.
    pub(super) fn guess_by_tags(&self) -> Option<usize> {
        self.recent_by_tags.guess()
    }

    /// Takes note of the variant that siblings chose, where decoding as it is all that is asked.
    pub(super) fn learn_by_tags(&self, variant: usize) {
        self.recent_by_tags.learn(variant);
    }

    /// Takes note of the variant that a value was.
    pub(super) fn learn(&self, variant: usize) {
        if self.ready().enough.is_sufficient(variant) {
            self.recent.learn(variant);
        }
    }

    /// What a first look at the value says that `text` begins with.
    pub(super) fn glance(&self, text: &str) -> Glance {
        match self.selection.several {
            Several::Opaque => Glance::Unclear,
            _ => {
                let ready = self.ready();
                ready.index.glance(text, &ready.enough)
            }
        }
    }

    /// The variants that the tests leave possible for a value, each test where it counts.
    pub(crate) fn survivors(&self, text: &str) -> Result<Survivors, SyntaxError> {
        self.ready().index.survivors(text)
    }
}

/// Whether `test` cannot rule `variant` out once the value was decoded as it.
fn is_implied(test: &Test, variant: usize, facts: &Facts) -> bool {
    match test {
        Test::Type { accepts } => accepts
            .get(variant)
            .is_none_or(|accepts| facts.is_accepted_by(accepts)),
        Test::Required { member, variants } => !variants.contains(&variant) || facts.requires(member),
        // Siblings outweigh it.
        Test::Undeclared { .. } => true,
        Test::Closed {
            variant: closed,
            members,
        } => *closed != variant || facts.refuses_all_but(members),
        Test::Value { accepts, others, .. } => {
            *others == Others::Concerned && accepts.iter().all(|(concerned, _)| *concerned != variant)
        }
        Test::Items { variants, .. } => !variants.contains(&variant),
        Test::MemberType { accepts, .. } => accepts.iter().all(|(concerned, _)| *concerned != variant),
    }
}
